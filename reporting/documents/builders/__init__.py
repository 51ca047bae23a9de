"""One builder per kind of document: data → `tree.Document`."""
