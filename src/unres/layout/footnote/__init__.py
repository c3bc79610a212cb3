"""Footnotes: their blocks, how each begins, which number it has."""
