"""What a footnote marker leaves behind where it is lost: gaps, and broken lines.

An extractor sets a marker off by spaces, or on a line of its own; what stands around it stays.
Whether such a gap says anything depends on the dump: justified lines are full of wide gaps. So
a gap is compared with all others of its dump, and with those that its other markers would leave.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from math import log
from typing import Final

from unres.checks.weights import WEIGHTS
from unres.nodes import NoteRef
from unres.spans import Span

#: What follows the end of a word, or of a name in quotation marks: blanks, a stop, a line end.
_BEHIND: Final = re.compile(r"[ \t]*[,.;:،؛，；。、]?[ \t]*(?:\r?\n)?")
#: The same where there is anything: behind the end of a word, or of a name in quotation marks.
#: To begin with a class is what makes the search fast.
_ANYTHING: Final = (
    r"(?:(?<=[ \t])[ \t]*[,.;:،؛，；。、]?[ \t]*(?:\r?\n)?"
    r"|(?<=[,.;:،؛，；。、])[ \t]*(?:\r?\n)?|(?<=\r)\n|(?<=\n))"
)
_ENDS: Final = re.compile(rf"[ \t\r\n,.;:،؛，；。、](?<=[^\W_].){_ANYTHING}", re.DOTALL)
_CLOSED: Final = re.compile(
    r"[’”\"»)\]》）」](?<=[^\W_].)[’”\"»)\]》）」]*"
    rf"([ \t\r\n,.;:،؛，；。、]{_ANYTHING})",
    re.DOTALL,
)
#: White space that is more than one blank behind a stop, or one before it, or ends a line.
_WIDE: Final = re.compile(r"[ \t]{2}|[ \t]\r?\n|[ \t][,.،，]")
_BLANKS: Final = re.compile(r"[ \t\r]+")
_WIDE_HAN: Final = re.compile(r"[ \t]")
#: So much text, in code points, and so many markers tell how a dump is set.
_LOOKED: Final = 200_000
_REFS: Final = 200
_ASCII: Final = bytes(range(0x80))
_ALNUM: Final = bytes(byte for byte in _ASCII if chr(byte).isalnum())
#: How far before a marker the word may be behind which it stands.
_BACK: Final = 12
STOPS: Final = ",.;:،؛，；。、"
#: What one sight of a gap is worth beside a dump's own markers.
_PRIOR: Final = 3.0
_MOST: Final = 6.0
_GAP: Final = re.compile(r" (?<=\S ) *(?=\S)")
#: The end of a line, with the stop before it.
LINE_END: Final = re.compile(r"[,.;:،؛，；。：]?[ \t]*\r?\n")
_STOP_BELOW: Final = re.compile(r"[ \t]*\r?\n\s*[,.;:،؛，；。]")
_BLANK_LINE: Final = re.compile(r"\n[ \t]*\r?\n")
_BLANK: Final = re.compile(r"[ \t]*\r?\n")
_NEXT_WORD: Final = re.compile(r"\s*(\S+)")
_AROUND: Final = 120
_FEW_GAPS: Final = 3
_FEW_GAP: Final = 0.6
#: A line with less room than this share of the full width has none.
_ROOM: Final = 0.04


class Gaps:
    """The gaps of one dump, and what each says."""

    def __init__(
        self, source: str, language: str, runs: list[Span], refs: Iterable[NoteRef]
    ) -> None:
        self._source = source
        self._usual = 0 if language == "zh" else 1
        self._wide = _WIDE_HAN if language == "zh" else _WIDE
        pieces = list(_first(source, runs))
        self._times = _gaps("\0".join(pieces))
        self._frames = _framed(self._times)
        self._all = self._times.total() or 1
        self._left_times = Counter(self._left(ref) for ref in islice(refs, _REFS))
        self._left_frames = _framed(self._left_times)
        self._left_all = self._left_times.total()
        self._worths: dict[str, float] = {}
        lines = sum(piece.count("\n") for piece in pieces)
        blanks = sum(len(_BLANK_LINE.findall(piece)) for piece in pieces)
        #: How little it says that a blank line stands inside a paragraph.
        self._blanks = min(1.0, 3 * blanks / max(1, lines - blanks))
        lengths = sorted(len(line) for piece in pieces for line in piece.split("\n")[:-1])
        #: The width of a full line: few are longer.
        self._full = lengths[len(lengths) * 9 // 10] if lengths else 0

    def _left(self, ref: NoteRef) -> str:
        """What a marker would leave behind."""
        source, (start, end) = self._source, ref.span
        at = start
        while at > max(0, start - _BACK) and (source[at - 1].isspace() or source[at - 1] in STOPS):
            at -= 1
        found = _BEHIND.match(source[at:start] + source[end : end + 20])
        return found[0] if found else ""

    def worth(self, whole: Span, at: int, line_end: int) -> float:
        """What speaks for a place in a paragraph; `line_end` is that behind it, or -1."""
        source = self._source
        match = _BEHIND.match(source, at)
        gap = match[0] if match else ""
        worth = self._worths.get(gap)
        if worth is None:
            worth = self._worths[gap] = self._worth(gap)
        wider = self._wider(whole, at)
        if wider:
            worth += WEIGHTS["gap"] * wider
        if gap and gap[0] not in STOPS and _STOP_BELOW.match(source, at):
            worth += WEIGHTS["stop below"]
        if 0 <= line_end < whole.end:
            worth += WEIGHTS["room"] * self._room(at, line_end)
            below = _BLANK.match(source, line_end)
            if below is not None and below.end() < whole.end:
                worth += WEIGHTS["blank line"] * (1 - self._blanks)
        return worth

    def _worth(self, gap: str) -> float:
        """What a gap says, wherever it stands."""
        frame = _BLANKS.sub("", gap)
        times, frames = max(1, self._times[gap]), max(1, self._frames[frame])
        worth = WEIGHTS["rare gap"] * log(frames / times) / _MOST
        if self._wide.search(gap):
            worth += WEIGHTS["wide gap"] * log(frames / times) / _MOST
            worth += WEIGHTS["odd gap"] * log(self._all / times) / _MOST
        worth += WEIGHTS["gap like others"] * _ratio(
            self._left_times[gap], self._left_frames[frame], times / frames
        )
        return worth + WEIGHTS["stop like others"] * _ratio(
            self._left_frames[frame], self._left_all, frames / self._all
        )

    def _wider(self, whole: Span, at: int) -> float:
        """How much it says that the space at a place, or behind its stop, is wider than usual."""
        source, usual = self._source, self._usual
        here = at if source[at : at + 1] == " " else at + 1
        end = here
        while source[end : end + 1] == " ":
            end += 1
        if end - here <= usual or source[end : end + 1] in ("", "\r", "\n"):
            return 0.0
        low, high = max(whole.start, at - _AROUND), min(whole.end, end + _AROUND)
        low = max(low, source.rfind("\n", low, at) + 1)
        stop = source.find("\n", end, high)
        high = stop if stop >= 0 else high
        gaps = [len(gap) for gap in _GAP.findall(source[low:at] + source[end:high])]
        if len(gaps) < _FEW_GAPS:
            return _FEW_GAP
        wide = sum(gap > usual for gap in gaps) / len(gaps) if usual else min(1, len(gaps) / 12)
        return max(0.0, 1 - 2 * wide)

    def _room(self, at: int, line_end: int) -> float:
        """The room that was left for the next word at a line's end, as a share of a full line."""
        source = self._source
        if not self._full:
            return 0.0
        following = _NEXT_WORD.match(source, line_end)
        low = max(0, at - 2 * self._full)
        begin = max(source.rfind("\n", low, at) + 1, low)
        used = len(source[begin:line_end].rstrip()) + 1 + len(following[1] if following else "")
        room = 1 - used / self._full
        return min(room, 0.5) if room > _ROOM else 0.0


def _gaps(text: str) -> Counter[str]:
    """How often each gap stands behind a letter or digit; behind most of them there is none."""
    times = Counter(_ENDS.findall(text))
    times.update(_CLOSED.findall(text))
    times[""] = _letters(text) - times.total()
    return times


def _letters(text: str) -> int:
    """How many letters and digits there are: bytes are counted much faster than characters."""
    data = text.encode("utf-8", "surrogatepass")
    others = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _ALNUM)) + sum(map(str.isalnum, others))


def _framed(times: Counter[str]) -> Counter[str]:
    """How often gaps stand that are the same but for their blanks."""
    frames: Counter[str] = Counter()
    for gap, count in times.items():
        frames[_BLANKS.sub("", gap)] += count
    return frames


def _ratio(left: int, all_left: int, usual: float) -> float:
    """How much oftener markers leave a thing than it stands in the text."""
    found = log((left + _PRIOR * usual) / (all_left + _PRIOR) / usual) / _MOST
    return max(-1.0, min(1.0, found))


def _first(source: str, runs: list[Span]) -> Iterator[str]:
    """The first runs of a text."""
    size = 0
    for run in runs:
        if size > _LOOKED:
            return
        size += run.end - run.start
        yield source[run.start : min(run.end, run.start + _LOOKED)]
