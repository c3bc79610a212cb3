"""Scattered lines: loose pieces of stretched lines go back into the paragraphs around them."""

from __future__ import annotations

import pytest

import unres
from unres.layout.displaced import holes
from unres.layout.displaced.holes import Hole, Piece

RUSSIAN = """\
Генеральная Ассамблея,

ссылаясь  на  свои  резолюции  84/12  от  9  декабря  2029  года  и
85/30  от  7  декабря  2030  года  о  сохранении  прибрежных  маяков,

доклад

рассмотрев

хранителя
прибрежных  маяков  о  работе,  проделанной  за  отчетный
период  с  1  января  по  31  декабря  2030  года,

Генерального

старшего

письмо

смотрителя

изучив

Острова
туманов от 4 марта 2031 года на имя Генерального хранителя,

подчеркивая,  что  в  период  густых  туманов  маяки  играют
важную  роль  в  жизни  рыбаков  и  их  семей,

1.

выражает

Генеральному
хранителю  признательность  за  доклад  о  работе  маяков  и  за
его усилия по их восстановлению;

глубокую

2.

просит Генерального хранителя представить новый доклад.

58-е пленарное заседание
17 декабря 2031 года
"""
ENGLISH = """\
The General Assembly,

Recalling  its  resolutions  84/12  of  9  December  2029  and  85/30
of 7 December 2030 on the keeping of lights along the coasts,

Noting

the

lanterns and bells
that  were  lit  or  rung  again  in  time  of  fog,  and  the  wardens
of all harbours who relit them in the winter of the year 2030,

of  all  harbours

Welcoming  the  offer  of  the  wardens  of  all  harbours  to  keep
the lanterns and bells of all harbours in good order,

1.

Requests  the  wardens  of  all  harbours  to  keep  the  lanterns
and bells in good order and to report on them.

58th plenary meeting
17 December 2031
"""


def _blocks(text: str) -> list[str]:
    tree = unres.parse(text)
    return [paragraph.text for paragraph in (*tree.preamble, *tree.operative)]


def test_loose_pieces_above_and_below_a_paragraph_make_its_first_line() -> None:
    first, reported, read, *_ = _blocks(RUSSIAN)
    assert first.startswith("ссылаясь на свои")
    assert reported == (
        "рассмотрев доклад Генерального хранителя прибрежных маяков о работе, проделанной за "
        "отчетный период с 1 января по 31 декабря 2030 года,"
    )
    assert sorted(read.split()[:5]) == ["Острова", "изучив", "письмо", "смотрителя", "старшего"]


def test_no_loose_piece_parts_paragraphs_or_makes_a_heading() -> None:
    tree = unres.parse(RUSSIAN)
    assert len(tree.preamble) == 4
    assert [paragraph.label for paragraph in tree.operative] == ["1.", "2."]
    assert tree.operative[0].text.startswith("выражает глубокую")


def test_what_was_moved_is_told() -> None:
    found = {found.name for found in unres.check(unres.parse(RUSSIAN))}
    assert "displaced-text" in found


def test_a_first_line_in_four_pieces_is_put_together() -> None:
    noted = _blocks(ENGLISH)[1]
    assert noted.startswith("Noting the lanterns and bells of all harbours that were lit")


def test_a_dump_that_was_not_printed_in_boxes_is_left_as_it_is() -> None:
    whole = "\n".join(line for line in RUSSIAN.splitlines() if line)
    assert "displaced-text" not in {found.name for found in unres.check(unres.parse(whole))}


@pytest.mark.parametrize(("size", "full"), [(30, False), (55, True), (80, False)])
def test_a_line_is_full_where_the_next_word_has_no_room(size: int, full: bool) -> None:
    hole = Hole([0], size, 60)
    hole.least -= len("harbours ")
    assert hole.is_full() is full


def test_the_pieces_that_fill_a_line_are_chosen() -> None:
    hole = Hole([0], 30, 60)
    pieces = [Piece(at, size, leads=False, above=False) for at, size in ((1, 9), (2, 28), (3, 50))]
    beside = [[0.0] * 3 for _ in pieces]
    fits = holes.fitting(hole, holes.Sums(pieces), [(0.0, 0.0)] * 3, beside)
    way = holes.cheapest([hole], pieces, [fits])
    assert [(filled.rows, rows) for filled, rows in way.filled] == [([0], [2])]
