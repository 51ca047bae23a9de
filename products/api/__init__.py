"""REST resources of this app: read only, the same gate and the same masked personal data as on the pages."""
