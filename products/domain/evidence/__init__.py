"""The evidence vault: what is stored, how it comes in, who may read it."""
