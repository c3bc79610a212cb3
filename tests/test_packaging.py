"""The wheel and the sdist hold all they need: built, installed in a new environment, used."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PACKED = ("resolution.lark", *(f"lexicon/{language}.lark" for language in LANGUAGES))
PAGE = {".css", ".html", ".js"}
LINES = {
    "ar": "إن الجمعية العامة، إذ تشير إلى قرارها 70/999،",
    "en": "The General Assembly, Recalling its resolution 70/999,",
    "es": "La Asamblea General, Recordando su resolución 70/999,",
    "fr": "L’Assemblée générale, Rappelant sa résolution 70/999 relative aux phares,",
    "ru": "Генеральная Ассамблея, ссылаясь на свою резолюцию 70/999,",
    "zh": "大会，回顾其第70/999号决议，",
}
PROGRAM = """
import sys, unres
assert unres.__file__.startswith(sys.prefix), unres.__file__
for line in sys.stdin.read().splitlines():
    print(unres.parse(line).language)
"""

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one wheel and one sdist, built in the environment that runs the tests."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return out


def test_wheel_holds_grammars_lexicons_and_type_marker(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"unres/grammars/{name}" for name in PACKED} <= names
    assert "unres/exchange/resolution.schema.json" in names
    assert "unres/py.typed" in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "fixtures/")) for name in names)


def test_wheel_holds_every_module(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    assert {path.relative_to(source).as_posix() for path in source.rglob("*.py")} <= names


def test_wheel_holds_what_the_page_is_made_of(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    parts = [p for p in (source / "unres/exchange/view").iterdir() if p.suffix in PAGE]
    assert {part.suffix for part in parts} == PAGE
    assert {path.relative_to(source).as_posix() for path in parts} <= names


def test_sdist_holds_all_that_builds_the_wheel(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {f"grammars/{name}" for name in PACKED} <= names
    assert {"pyproject.toml", "README.md", "LICENSE", "src/unres/py.typed"} <= names


def test_installed_wheel_parses_a_line_in_each_language(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    target = Path(sysconfig.get_path("purelib", vars={"base": str(home)}))
    install = [sys.executable, "-m", "pip", "--python", str(python), "install"]
    subprocess.run([*install, "-q", "--no-deps", "--no-index", str(wheel)], check=True)
    # The dependencies come from the environment that runs the tests, so nothing is downloaded;
    # the wheel's own package stands before them.
    (target / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run = subprocess.run(
        [python, "-X", "utf8", "-I", "-c", PROGRAM],
        input="\n".join(LINES.values()),
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == list(LINES)
