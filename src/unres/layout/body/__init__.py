"""The body: its numbers and points, its paragraphs, headings and tables."""
