"""Texts of blocks: lines joined, hyphens and stray spaces mended."""
