"""Arabic lines in reading order, whatever the extractor or the font made of them."""
