"""Build-time scripts: how the vendored fonts and the icon sprite were made from their packages."""
