"""Score the corpora and hold the figures to the record in ratchet.json.

usage: ratchet.py SHARED [--update]

No figure of any language or extractor may fall by more than 0.003 below its record. With
--update, figures that are better than the record (or new) become the record; none is lowered.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

Figures = dict[str, float]
#: Corpus, then group ("language=en"), then the figure's name.
Record = dict[str, dict[str, Figures]]

RECORD = Path(__file__).with_name("ratchet.json")
CORPORA = ("real", "typeset")
NAMES = (
    "block_f1",
    "near_f1",
    "verbatim",
    "kind",
    "label",
    "footnote",
    "anchor",
    "field",
    "exact",
)
TOLERANCE = 0.003


def measure(shared: Path, corpus: str) -> dict[str, Figures]:
    """Run the scorer over one corpus, with the `unres` of this interpreter's environment."""
    scripts = Path(sys.executable).parent
    command = [sys.executable, str(shared / "score.py"), str(shared / "corpus" / corpus), "--json"]
    path = f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}"
    run = subprocess.run(
        command, env={**os.environ, "PATH": path}, stdout=subprocess.PIPE, check=True
    )
    groups = json.loads(run.stdout)
    return {
        group: {"docs": total["docs"], **{name: round(total[name], 4) for name in NAMES}}
        for group, total in groups.items()
    }


def table(figures: dict[str, Figures]) -> str:
    """The figures as columns."""
    lines = [f"{'':28}{'docs':>6}" + "".join(f"{name:>10}" for name in NAMES)]
    for group, row in figures.items():
        cells = "".join(f"{row[name]:10.3f}" for name in NAMES)
        lines.append(f"{group:28}{row['docs']:6.0f}{cells}")
    return "\n".join(lines)


def falls(corpus: str, got: dict[str, Figures], record: dict[str, Figures]) -> list[str]:
    """One sentence for every figure below its record, or no longer measured."""
    found = []
    for group, row in record.items():
        for name in NAMES:
            best, now = row[name], got.get(group, {}).get(name)
            if now is None:
                found.append(f"{corpus} {group} {name}: no longer measured")
            elif now < best - TOLERANCE - 1e-9:
                found.append(f"{corpus} {group} {name}: {now:.4f}, the record is {best:.4f}")
    return found


def raised(got: dict[str, Figures], record: dict[str, Figures]) -> dict[str, Figures]:
    """The record, with every figure that is better now."""
    return {
        group: {
            name: max(value, record.get(group, {}).get(name, 0.0))
            for name, value in row.items()
            if name in NAMES
        }
        for group, row in {**record, **got}.items()
    }


def main() -> int:
    """Print the tables; return 1 where a figure fell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", type=Path)
    parser.add_argument("--update", action="store_true")
    asked = parser.parse_args()
    record: Record = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    fallen: list[str] = []
    for corpus in CORPORA:
        got = measure(asked.shared, corpus)
        print(f"{corpus}\n{table(got)}\n", flush=True)
        fallen += falls(corpus, got, record.get(corpus, {}))
        record[corpus] = raised(got, record.get(corpus, {}))
    if asked.update:
        RECORD.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n")
        print(f"recorded in {RECORD}")
    elif not RECORD.exists():
        print(f"nothing is recorded: run {Path(__file__).name} --update")
    print("\n".join(fallen) if fallen else "no figure fell")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
