"""All that reading a document needs, imported and loaded: a process that forks has it."""

from __future__ import annotations

from unres.batch.rows import rows_of

rows_of("", "The General Assembly,\n1. Decides to begin.\n", "documents")
