"""Checking: what `unres check` does with one file, and what it tells of all of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from unres.batch import STDIN, Outcome, UnusableError
from unres.checks import check
from unres.diagnostics import CODES, Diagnostic
from unres.edits import Fix
from unres.exchange import findings
from unres.nodes import Resolution
from unres.repair import Mended, Repaired, offers, repair_tree
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
    #: How many fixes were made (or would be) and how many were refused.
    fixed: int = 0
    refused: int = 0


def examine(options: Options, file: str) -> Checked:
    """Check one file, and mend it where that is asked for.

    Raises OSError, or UnusableError where it holds nothing to check or cannot be rewritten,
    and SettingsError.
    """
    names = options.settings.over(beside(file)).names()
    read = read_file(file)
    if not read.res.source.strip():
        raise UnusableError("holds no text")
    if options.mending == "no":
        return _reported(options, file, read.res, check(read.res, names))
    if read.reason:
        raise UnusableError(f"{read.reason}; nothing was changed")
    repaired = repair_tree(read.res, unsafe=options.unsafe, names=names)
    said = "".join(_said(m, file) for m in (*repaired.fixed, *repaired.refused))
    found = [d for d in repaired.found if d.name in names]
    if options.mending == "diff":
        text = diff(file, read.res.source, repaired.text)
        refused = "".join(_said(m, file) for m in repaired.refused)
        # What would change is what is found.
        sums = (len(repaired.fixed), 0, 0)
        return _mended(Checked(file, text, None, sums, said=refused), repaired)
    rewrite(file, read, repaired.text)
    report = _mended(_reported(options, file, repaired.resolution, found), repaired)
    if file == STDIN:
        # Standard output is for the text; what is left is told where errors are.
        return evolve(report, text=repaired.text, said=said + (report.text or ""))
    return evolve(report, said=said)


def _mended(report: Checked, repaired: Repaired) -> Checked:
    return evolve(report, fixed=len(repaired.fixed), refused=len(repaired.refused))


def _reported(options: Options, file: str, res: Resolution, found: Sequence[Diagnostic]) -> Checked:
    found = [d for d in found if not (options.quiet and d.severity == "info")]
    levels = Counter(d.severity for d in found)
    sums = (levels["error"], levels["warning"], levels["info"])
    text = "" if options.counted else _written(options, file, res, found)
    return Checked(file, text, None, sums, counts=Counter(d.name for d in found))


def _written(options: Options, file: str, res: Resolution, found: Sequence[Diagnostic]) -> str:
    fixes = offers(res, found)
    if options.form == "sarif":
        from unres.exchange import sarif  # noqa: PLC0415 (each format is imported when wanted)

        return sarif.to_results(found, file, res.source, fixes)
    if options.form == "github":
        from unres.exchange import github  # noqa: PLC0415

        return github.to_github(found, file, res.source)
    told = [evolve(d, fix=_offer(fixes[d])) if d in fixes else d for d in found]
    if options.form == "jsonl":
        return findings.to_jsonl(told, file, res.source)
    return findings.to_text(told, file, res.source, colours=options.colours)


def _offer(fix: Fix) -> str:
    return fix.what if fix.safe else f"{fix.what} (unsafe)"


def _said(mended: Mended, file: str) -> str:
    fix = mended.fix
    code = f"{CODES[fix.name].code} " if fix.name in CODES else ""
    verb = "refused" if mended.reason else "fixed"
    reason = f" ({mended.reason})" if mended.reason else ""
    return f"{file}:{mended.line}: {verb} {code}{fix.name}: {fix.what}{reason}\n"


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


def statistics(outcomes: Iterable[Outcome], form: Form) -> str:
    """How often each name was found, the commonest first: a table, or JSON Lines."""
    total: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for outcome in outcomes:
        if isinstance(outcome, Checked):
            total.update(outcome.counts)
            files.update(outcome.counts.keys())
    rows = sorted(total.items(), key=lambda row: (-row[1], CODES[row[0]].code))
    if form == "jsonl":
        records = (
            {"code": CODES[name].code, "name": name, "count": count, "files": files[name]}
            for name, count in rows
        )
        return "".join(f"{json.dumps(record)}\n" for record in records)
    return "".join(
        f"{count:>7}  {CODES[name].code} {name:<22}{_many(files[name], 'file')}\n"
        for name, count in rows
    )
