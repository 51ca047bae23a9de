"""What the REST interfaces of all apps share: who may come in, pages, errors, the schema and its page."""
