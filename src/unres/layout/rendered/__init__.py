"""Clean text read back, by form alone."""
