"""The cascade: what a plan gives to units below, their answers, changes during the year, and plans built below."""
