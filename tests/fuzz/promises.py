"""What unres promises of any string, as one function that names the first promise broken."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import unres
from unres.exchange import outline
from unres.exchange.json import to_json
from unres.nodes import Resolution, leaves


class Broken(NamedTuple):
    """A promise that a text breaks."""

    #: `raises`, `ledger`, `volumes`, `completeness`, `tree` or `bytes`.
    promise: str
    #: What tells two causes apart: a place in the code, the kinds of the leaves.
    cause: str


def broken(text: str) -> Broken | None:
    """The first promise that a text breaks, or None.

    Nothing raises; every visible character is in exactly one leaf; clean text reads as the
    same tree and is written as the same text; the outline and the JSON can be written; the
    resolutions of a volume are all of it.
    """
    step = "parse"
    try:
        res = unres.parse(text)
        if found := _ledger(text, res):
            return Broken("ledger", found)
        step = "check"
        unres.check(res)
        step = "outline"
        for record in outline.records(res, "x"):
            json.dumps(record)
        step = "json"
        json.loads(to_json(res))
        step = "parse_all"
        if "".join(tree.source for tree in unres.parse_all(text)) != text:
            return Broken("volumes", "the trees' sources are not the text")
        step = "completeness"
        if not 0 <= unres.completeness(res).score <= 1:
            return Broken("completeness", "not from 0 to 1")
        step = "render"
        clean = unres.render(res)
        step = "parse of clean text"
        again = unres.parse(clean)
        if found := _ledger(clean, again):
            return Broken("ledger", f"clean text: {found}")
        if again != res:
            return Broken("tree", difference(res, again))
        return None if unres.render(again) == clean else Broken("bytes", "second rendering")
    except Exception as error:
        return Broken("raises", f"{step}: {type(error).__name__} at {_where(error)}")


def owners(text: str, res: Resolution) -> bytearray:
    """How many leaves own each character: 0, 1, or 2 for more than one."""
    owned = bytearray(len(text))
    for leaf in leaves(res):
        for start, end in leaf.runs:
            # most runs are the first over their stretch
            if any(owned[start:end]):
                owned[start:end] = bytes(min(times + 1, 2) for times in owned[start:end])
            else:
                owned[start:end] = b"\x01" * (end - start)
    return owned


def lost_or_doubled(text: str, res: Resolution) -> list[tuple[int, str]]:
    """The characters that are in no leaf's runs or in more than one, white space apart."""
    return [
        (at, char)
        for at, (char, times) in enumerate(zip(text, owners(text, res), strict=True))
        if times > 1 or (times == 0 and not char.isspace())
    ]


def _ledger(text: str, res: Resolution) -> str:
    """What kind of leaf lost or doubled the first character, or nothing."""
    if not (wrong := lost_or_doubled(text, res)):
        return ""
    at = wrong[0][0]
    kinds = [type(n).__name__ for n in leaves(res) if any(s <= at < e for s, e in n.runs)]
    return "doubled: " + " ".join(kinds) if kinds else "lost"


def difference(left: object, right: object) -> str:
    """Where two trees first differ, as a path of fields."""
    path: list[str] = []
    while True:
        if type(left) is not type(right):
            return ".".join([*path, f"{type(left).__name__}/{type(right).__name__}"])
        step = _first_step(left, right)
        if step is None:
            return ".".join(path)
        name, left, right = step
        path.append(name)


def _first_step(left: object, right: object) -> tuple[str, object, object] | None:
    if isinstance(left, tuple) and isinstance(right, tuple):
        for a, b in zip(left, right, strict=False):
            if a != b:
                return type(a).__name__, a, b
        return None
    for field in getattr(type(left), "__attrs_attrs__", ()):
        if field.eq and getattr(left, field.name) != getattr(right, field.name):
            return field.name, getattr(left, field.name), getattr(right, field.name)
    return None


def _where(error: Exception) -> str:
    """The innermost line of the package that an error came through."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/unres/" in f.filename]
    last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).stem}.{last.name}"


def smallest(text: str, still: Callable[[str], bool], *, tries: int = 3000) -> str:
    """A text with as much as possible taken out that is `still` as it should be.

    Takes out halves, then quarters and so on, first of the lines, then of the words, then of
    the characters, until nothing more can go.
    """
    for split in (str.splitlines, _words, list):
        parts = split(text, True) if split is str.splitlines else split(text)
        size = max(1, len(parts) // 2)
        while tries > 0:
            at = 0
            while at < len(parts) and tries > 0:
                fewer = parts[:at] + parts[at + size :]
                tries -= 1
                if still("".join(fewer)):
                    parts = fewer
                else:
                    at += size
            if size == 1:
                break
            size //= 2
        text = "".join(parts)
    return text


def _words(text: str) -> list[str]:
    words = text.split(" ")
    return [f"{word} " for word in words[:-1]] + words[-1:]
