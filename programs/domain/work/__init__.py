"""Tasks given out under a plan: proposals, giving out, progress, difficulties (docs/tasks.md)."""
