"""Sessions of a council: prepared, called to order, scored."""
