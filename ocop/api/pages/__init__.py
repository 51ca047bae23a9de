"""Pages of administrators about other systems that connect here."""
