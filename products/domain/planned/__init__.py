"""What producers received and took part in: support, activities, points of sale (docs/money.md, docs/activities.md)."""
