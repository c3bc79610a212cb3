"""The furniture of pages: running heads, page and job numbers, rules."""
