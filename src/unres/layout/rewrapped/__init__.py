"""What was done to all lines of a dump, undone: line ends, tabs, a second wrapping, none at all."""
