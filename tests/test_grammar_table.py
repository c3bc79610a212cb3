"""The table kept beside the grammar is the one that Lark makes of it."""

from __future__ import annotations

from unres import grammar


def test_the_kept_table_is_that_of_the_grammar():
    # Else: python -m unres.grammar > grammars/resolution_table.py
    assert grammar.table() == grammar.make_table()
