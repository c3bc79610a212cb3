"""The front matter: where the title is, and the fields above it."""
