"""Formulas: the opening above a text, the closing lines below it."""
