"""One list of what waits for a person: small sources of one shape, read from every app."""
