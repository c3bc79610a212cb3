"""Footnote markers: which numbers in the text are some, by one alignment with the notes."""
