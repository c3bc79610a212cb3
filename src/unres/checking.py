"""Checking: what `unres check` does with one file, and what it tells of all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from unres.batch import STDIN, Outcome, UnusableError
from unres.checks import Completeness, check, completeness
from unres.checks.score import together
from unres.diagnostics import CODES, Diagnostic
from unres.edits import Fix
from unres.exchange import findings
from unres.nodes import Resolution
from unres.repair import Mended, offers, repair_tree
from unres.rewriting import diff, read_file, rewrite
from unres.settings import Settings, beside

Form: TypeAlias = Literal["text", "jsonl", "sarif", "github"]
#: Report only; mend the file; show what would be mended.
Mending: TypeAlias = Literal["no", "fix", "diff"]


@frozen
class Options:
    """What was asked for."""

    form: Form = "text"
    #: The settings of the command line; those of the file nearest to a dump lie beneath.
    settings: Settings = field(factory=Settings)
    mending: Mending = "no"
    #: Whether fixes are wanted that are a judgement.
    unsafe: bool = False
    #: Whether infos are left out.
    quiet: bool = False
    colours: bool = False
    #: Whether findings are counted only.
    counted: bool = False


@frozen
class Checked(Outcome):
    """What became of one file that was checked."""

    #: What is told beside the findings: what was fixed and what was refused, a line each.
    said: str = ""
    #: How often each name was found.
    counts: Mapping[str, int] = field(factory=dict)
    #: How complete it is; None where nothing was counted.
    whole: Completeness | None = None
    #: How many fixes were made (or would be) and how many were refused.
    fixed: int = 0
    refused: int = 0


@frozen
class _Part:
    """One resolution of a file, and what was found in it."""

    res: Resolution
    found: Sequence[Diagnostic]


def examine(options: Options, file: str) -> Checked:
    """Check one file, and mend it where that is asked for; each resolution of a volume for itself.

    Raises OSError, or UnusableError where it holds nothing to check or cannot be rewritten,
    and SettingsError.
    """
    names = options.settings.over(beside(file)).names()
    read = read_file(file)
    if not read.source.strip():
        raise UnusableError("holds no text")
    if options.mending == "no":
        return _reported(options, file, [_Part(res, check(res, names)) for res in read.trees])
    if read.reason:
        raise UnusableError(f"{read.reason}; nothing was changed")
    mended = [repair_tree(res, unsafe=options.unsafe, names=names) for res in read.trees]
    text = "".join(repaired.text for repaired in mended)
    fixed = _said(file, read.trees, [repaired.fixed for repaired in mended])
    refused = _said(file, read.trees, [repaired.refused for repaired in mended])
    if options.mending == "diff":
        # What would change is what is found.
        change = diff(file, read.source, text)
        report = Checked(file, change, None, (len(fixed), 0, 0), said="".join(refused))
        return evolve(report, fixed=len(fixed), refused=len(refused))
    rewrite(file, read, text)
    left = [_Part(m.resolution, [d for d in m.found if d.name in names]) for m in mended]
    report = _reported(options, file, left)
    report = evolve(report, fixed=len(fixed), refused=len(refused))
    said = "".join((*fixed, *refused))
    if file == STDIN:
        # Standard output is for the text; what is left is told where errors are.
        return evolve(report, text=text, said=said + (report.text or ""))
    return evolve(report, said=said)


def _reported(options: Options, file: str, parts: Sequence[_Part]) -> Checked:
    shown = [
        _Part(part.res, [d for d in part.found if not (options.quiet and d.severity == "info")])
        for part in parts
    ]
    found = [d for part in shown for d in part.found]
    levels = Counter(d.severity for d in found)
    return Checked(
        file,
        "" if options.counted else _written(options, file, shown),
        None,
        (levels["error"], levels["warning"], levels["info"]),
        counts=Counter(d.name for d in found),
        whole=together([completeness(part.res) for part in parts]) if options.counted else None,
    )


def _written(options: Options, file: str, parts: Sequence[_Part]) -> str:
    found: list[Diagnostic] = []
    fixes: dict[Diagnostic, Fix] = {}
    begin = 0
    for part in parts:
        offered = offers(part.res, part.found)
        for diagnostic in part.found:
            moved = diagnostic.shifted(begin)
            found.append(moved)
            if diagnostic in offered:
                fixes[moved] = offered[diagnostic].shifted(begin)
        begin += len(part.res.source)
    source = "".join(part.res.source for part in parts)
    if options.form == "sarif":
        from unres.exchange import sarif  # noqa: PLC0415 (each format is imported when wanted)

        return sarif.to_results(found, file, source, fixes)
    if options.form == "github":
        from unres.exchange import github  # noqa: PLC0415

        return github.to_github(found, file, source)
    told = [evolve(d, fix=_offer(fixes[d])) if d in fixes else d for d in found]
    if options.form == "jsonl":
        return findings.to_jsonl(told, file, source)
    return findings.to_text(told, file, source, colours=options.colours)


def _offer(fix: Fix) -> str:
    return fix.what if fix.safe else f"{fix.what} (unsafe)"


def _said(file: str, trees: Sequence[Resolution], told: Sequence[Sequence[Mended]]) -> list[str]:
    """A line for each fix that was made or refused."""
    lines: list[str] = []
    above = 0
    for res, mended in zip(trees, told, strict=True):
        lines += (_line(file, one, above) for one in mended)
        above += res.source.count("\n")
    return lines


def _line(file: str, mended: Mended, above: int) -> str:
    fix = mended.fix
    code = f"{CODES[fix.name].code} " if fix.name in CODES else ""
    verb = "refused" if mended.reason else "fixed"
    reason = f" ({mended.reason})" if mended.reason else ""
    return f"{file}:{mended.line + above}: {verb} {code}{fix.name}: {fix.what}{reason}\n"


# -- what is told of all files --


def summary(outcomes: Sequence[Outcome], mending: Mending) -> str:
    """One line: what was found in how many files, and what was mended; empty without a file."""
    sums = [sum(o.found[k] for o in outcomes) for k in range(3)]
    read = sum(o.error is None for o in outcomes)
    if not read:
        return ""
    checked = [o for o in outcomes if isinstance(o, Checked)]
    fixed, refused = sum(o.fixed for o in checked), sum(o.refused for o in checked)
    told = [f"{_verb(mending)} {_many(fixed, 'place')}"] if fixed else []
    told += [f"refused {_many(refused, 'fix', 'fixes')}"] if refused else []
    if mending != "diff":
        levels = ("error", "warning", "info")
        told += [_many(n, name) for n, name in zip(sums, levels, strict=True) if n]
    where = f"in {_many(read, 'file')}"
    if mending == "fix" and told and not any(sums):
        told.append("nothing left")
    nothing = "nothing to fix" if mending == "diff" else "nothing found"
    return f"{', '.join(told) or nothing} {where}"


def _verb(mending: Mending) -> str:
    return "would fix" if mending == "diff" else "fixed"


def _many(number: int, noun: str, nouns: str | None = None) -> str:
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def statistics(outcomes: Sequence[Outcome], form: Form) -> str:
    """How complete each file is, the least complete first, then how often each name was found.

    Two tables, or JSON Lines: a record a file, then a record a name.
    """
    checked = [o for o in outcomes if isinstance(o, Checked)]
    graded = sorted(checked, key=lambda o: (_grade(o), -sum(o.found[:2]), o.file))
    total: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for outcome in checked:
        total.update(outcome.counts)
        files.update(outcome.counts.keys())
    rows = sorted(total.items(), key=lambda row: (-row[1], CODES[row[0]].code))
    if form == "jsonl":
        records: list[dict[str, object]] = [_record(outcome) for outcome in graded]
        records += (
            {"code": CODES[name].code, "name": name, "count": count, "files": files[name]}
            for name, count in rows
        )
        return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    table = "".join(map(_row, graded))
    counted = "".join(
        f"{count:>7}  {CODES[name].code} {name:<22}{_many(files[name], 'file')}\n"
        for name, count in rows
    )
    head = f"{'whole':>7} {'parts':>6} {'numbers':>8} {'notes':>6} {'read':>6}  file\n"
    return (head + table if table else "") + (f"\n{counted}" if counted else "")


def _grade(outcome: Checked) -> float:
    return outcome.whole.score if outcome.whole else 0.0


def _row(outcome: Checked) -> str:
    whole = outcome.whole
    if whole is None:
        return ""
    without = f"  (no {', '.join(whole.missing)})" if whole.missing else ""
    return (
        f"{whole.score:>7.3f} {whole.parts:>6.2f} {whole.paragraphs:>8.3f} {whole.footnotes:>6.3f}"
        f" {whole.characters:>6.3f}  {outcome.file}{without}\n"
    )


def _record(outcome: Checked) -> dict[str, object]:
    """A file's figures: shares from 0 to 1, and how much was found in it."""
    errors, warnings, infos = outcome.found
    record: dict[str, object] = {"file": outcome.file}
    if outcome.whole:
        whole = outcome.whole
        record |= {
            "score": round(whole.score, 4),
            "parts": round(whole.parts, 4),
            "paragraphs": round(whole.paragraphs, 4),
            "footnotes": round(whole.footnotes, 4),
            "characters": round(whole.characters, 4),
            "missing": list(whole.missing),
        }
    return record | {"errors": errors, "warnings": warnings, "infos": infos}
