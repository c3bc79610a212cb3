"""What texts for tests of totality are made of: bits that mean something to some stage."""

from __future__ import annotations

#: Bits that mean something to one stage or another, so that chance lines get far into it.
BITS = (
    *("The General Assembly,", "Recalling its resolution 90/3 of 11 November 2035,", "Annex"),
    *("1.", "2. Decides to light them;", "(a)", "(b) The fuel;"),
    *("(i)", "I", "II. Keepers", "A"),
    *("____________", "1", "2 See A/91/207.", "* Of old."),
    *("1See", "Summit,1 and", "2/3", "3"),
    *("A/RES/91/14", "91/14. Lighthouses", "Lighthouses", "91-12345 (E)", "*9112345*", "\f"),
    *("United Nations", "Distr.: General", "2 February 2037"),
    *("Agenda item 9", "[on the report"),
    *("40th plenary meeting", "ques-", "tion", "high-\ufffelevel", "so\u00adft", "a   b   c"),
    *("大会，", "回顾", "一、", "㈠ 灯", "第91/14号决议"),
    *("1 .", "الجمعية العامة،", "(أ)", "\u202b1\u202c"),
    *("Генеральная Ассамблея,", "ссылаясь", "а)"),
    *("L’Assemblée générale,", "La Asamblea General,"),
    *("# Heading", "<!-- image -->", "\\_", "&amp;", "\u00a0"),
    *("\u200f", "\t", "", " ", "\ufe8d\ufe8e"),
    *("=" * 20, "_" * 20, "{item: (a)} x", "[1]", "a | b", "{"),
    *("\\", "\0", "\r", "\u2028", "e\u0301"),
)  # fmt: skip

#: Texts of one thing over and over: each has made some reader of dumps slow or raise.
REPEATED = (
    *("1. ", "1.\n", "(a)", "(a)\n", "(a) x;\n(b) y;\n", "[", "[]"),
    *("{", "\f", "x\f", "1", "1 ", "1\n"),
    *("a", "a\n", "a ", "\u0301", "a\u0301"),
    *("____\n1\n", "____\n* x\n", "____\n1 x.\n\f", "1\n2\n3\n"),
    *("\ufffe", "a\ufffe", "wor\ufffe\nd", "ques-\n", "a-"),
    *("-\n", "A/RES/1/1\n", "A/RES/1/1 ", "1/2\n"),
    *("Summit,1 and\n", "word1 2, 3 ", "20201 ", "70/1121 "),
    *("Distr.: General\n", "Annex\n", "I\n"),
    *("The General Assembly,\n", "40th plenary meeting\n"),
    *("2 February 2037\n", "Agenda item 9\n"),
    *("大会", "一\n", "（一）\n", "(أ)\n", "ال "),
    *("\u202b1\u202c\n", "\ufe8d \ufe8e\n", "а) ", "\r", "\0"),
    *("# x\n", "\\_", "<!-- ", "91-12345 (E)\n"),
    *("*\n", "a   1   2\n", "=" * 20 + "\n", "1" * 5000 + "th "),
    *("{adoption: " + "1" * 5000 + " ~} x\n" + "=" * 20 + "\n",),
    *("=" * 20 + "\n\n" + unit for unit in ("| a | b\n|-\n", "a[1]\n", "[1]: a\n\n")),
)  # fmt: skip
