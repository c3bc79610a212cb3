"""Displaced labels and pieces of lines, put back where they stood on the page."""
