"""Forms of producers and products."""
