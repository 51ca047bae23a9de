"""Activities that took place, who came, points of sale (docs/activities.md)."""
