"""What is done to a text to make another one that no reader of dumps expects.

Each function takes a source of chance and a list of lines and gives lines. All chance comes
from the one generator, so the same seed makes the same text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from fuzz.vocabulary import BITS, REPEATED

Lines = list[str]

_CONTROLS = (
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\u00ad\ufffe\ufeff\0\x1c\x85"
)
_SPACES = ("\t", "   ", "\u00a0", "\u3000", "\r", "\u2028", "\v", "\f", "")
_LABELS = (
    ("1.", "2.", "3.", "4.", "6."),
    ("(a)", "(b)", "(c)", "(d)"),
    ("(i)", "(ii)", "(iii)", "(iv)"),
    ("I", "II", "III", "IV"),
    ("1", "2", "3", "*", "**"),
    ("а)", "б)", "в)"),
    ("(أ)", "(ب)", "(ج)"),
    ("一、", "二、", "三、"),
    ("㈠", "㈡", "㈢"),
    ("[1]", "[2]", "{", "}"),
    ("1/4", "2/4", "3/4"),
)


def _slice(chance: Random, lines: Lines) -> slice:
    start = chance.randrange(len(lines))
    return slice(start, start + 1 + int(chance.expovariate(0.3)))


def shuffle(chance: Random, lines: Lines) -> Lines:
    """A stretch of lines in any order."""
    part = _slice(chance, lines)
    mixed = lines[part]
    chance.shuffle(mixed)
    return [*lines[: part.start], *mixed, *lines[part.stop :]]


def drop(chance: Random, lines: Lines) -> Lines:
    """A stretch of lines gone."""
    part = _slice(chance, lines)
    return [*lines[: part.start], *lines[part.stop :]]


def double(chance: Random, lines: Lines) -> Lines:
    """A stretch of lines a second time, anywhere."""
    part = _slice(chance, lines)
    at = chance.randrange(len(lines) + 1)
    return [*lines[:at], *lines[part], *lines[at:]]


def cut(chance: Random, lines: Lines) -> Lines:
    """A line broken in two, or the rest of it gone."""
    at = chance.randrange(len(lines))
    column = chance.randrange(len(lines[at]) + 1)
    rest = [lines[at][column:]] if chance.random() < 0.6 else []
    return [*lines[:at], lines[at][:column], *rest, *lines[at + 1 :]]


def glue(chance: Random, lines: Lines) -> Lines:
    """Neighbouring lines made one, with a space, without, or with a page feed between."""
    part = _slice(chance, lines)
    one = chance.choice((" ", "", "", "\f", "   ")).join(lines[part])
    return [*lines[: part.start], one, *lines[part.stop :]]


def label(chance: Random, lines: Lines) -> Lines:
    """Labels before lines, in sequence or not, or alone on lines of their own."""
    labels = chance.choice(_LABELS)
    part = _slice(chance, lines)
    found: Lines = []
    for k, line in enumerate(lines[part]):
        name = labels[k % len(labels)] if chance.random() < 0.7 else chance.choice(labels)
        end = chance.choice((" ", " ", "", "\n"))
        found.append(f"{name}{end}{line}" if chance.random() < 0.8 else name)
    return [*lines[: part.start], *found, *lines[part.stop :]]


def control(chance: Random, lines: Lines) -> Lines:
    """Signs of direction and other controls in some lines."""
    signs = [chance.choice(_CONTROLS) for _ in range(2)]
    for _ in range(1 + int(chance.expovariate(0.3))):
        at = chance.randrange(len(lines))
        column = chance.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:column] + chance.choice(signs) + lines[at][column:]
    return lines


def space(chance: Random, lines: Lines) -> Lines:
    """The spaces of some lines as something else."""
    other = chance.choice(_SPACES)
    part = _slice(chance, lines)
    lines[part] = [line.replace(" ", other) for line in lines[part]]
    return lines


def insert(chance: Random, lines: Lines) -> Lines:
    """A bit that means something, as a line or in one."""
    bit = chance.choice(BITS)
    at = chance.randrange(len(lines))
    if chance.random() < 0.5:
        return [*lines[:at], bit, *lines[at:]]
    column = chance.choice((0, len(lines[at]), chance.randrange(len(lines[at]) + 1)))
    lines[at] = lines[at][:column] + bit + lines[at][column:]
    return lines


def repeat(chance: Random, lines: Lines) -> Lines:
    """One thing over and over."""
    at = chance.randrange(len(lines))
    unit = chance.choice(REPEATED)[:40]
    return [*lines[:at], unit * chance.randrange(1, 60), *lines[at:]]


def renumber(chance: Random, lines: Lines) -> Lines:
    """Some digits as others."""
    part = _slice(chance, lines)
    digit, other = chance.choice("0123456789"), chance.choice("0123456789lO٣３")
    lines[part] = [line.replace(digit, other) for line in lines[part]]
    return lines


def swap_words(chance: Random, lines: Lines) -> Lines:
    """The words of a line in any order, or backwards."""
    at = chance.randrange(len(lines))
    words = lines[at].split(" ")
    if chance.random() < 0.3:
        lines[at] = lines[at][::-1]
    else:
        chance.shuffle(words)
        lines[at] = " ".join(words)
    return lines


def blank(chance: Random, lines: Lines) -> Lines:
    """Blank lines behind all lines of a stretch, or none in all of the text."""
    if chance.random() < 0.3:
        return [line for line in lines if line.strip()] or [""]
    part = _slice(chance, lines)
    spaced = [out for line in lines[part] for out in (line, "")]
    return [*lines[: part.start], *spaced, *lines[part.stop :]]


def indent(chance: Random, lines: Lines) -> Lines:
    """A stretch of lines set in or out."""
    part = _slice(chance, lines)
    width = " " * chance.choice((0, 2, 4, 8, 30, 60))
    lines[part] = [width + line.lstrip() for line in lines[part]]
    return lines


def page(chance: Random, lines: Lines) -> Lines:
    """A page break, with a head or a foot perhaps."""
    at = chance.randrange(len(lines))
    number = str(chance.randrange(1, 9))
    head = chance.choice(([], [number], ["A/RES/91/14"], [lines[0]], [number, "____________"]))
    return [*lines[:at], *head, "\f" + lines[at], *lines[at + 1 :]]


MUTATIONS: tuple[Callable[[Random, Lines], Lines], ...] = (
    shuffle, drop, double, cut, glue, label, control, space, insert, repeat, renumber,
    swap_words, blank, indent, page,
)  # fmt: skip


def splice(chance: Random, text: str, other: str) -> str:
    """The start of one text and the end of another, or some lines of it put in."""
    left, right = text.split("\n"), other.split("\n")
    at, to = chance.randrange(len(left) + 1), chance.randrange(len(right) + 1)
    if chance.random() < 0.5:
        return "\n".join([*left[:at], *right[to:]])
    return "\n".join([*left[:at], *right[to : to + 6], *left[at:]])


def mutate(chance: Random, text: str, others: Sequence[str], size: int) -> str:
    """A text made of another by one to six mutations; at most `size` characters."""
    for _ in range(chance.randrange(1, 7)):
        if others and chance.random() < 0.08:
            text = splice(chance, text, chance.choice(others))
        else:
            text = "\n".join(chance.choice(MUTATIONS)(chance, text.split("\n")))
    return text[:size]
