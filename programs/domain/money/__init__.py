"""Money of plans: lines, their five figures, support norms (docs/money.md)."""
