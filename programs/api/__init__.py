"""REST resources of this app: through the same gates and verbs as the pages."""
