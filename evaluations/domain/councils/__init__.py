"""Councils, their members and their rules of procedure."""
