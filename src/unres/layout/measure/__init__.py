"""What blank lines, indents and widths are worth in this dump."""
