"""Dossiers: verbs, completeness, clocks, frozen submissions."""
