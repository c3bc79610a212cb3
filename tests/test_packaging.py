"""The wheel and the sdist hold all they need: built, installed in a new environment, used."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from setuptools import Distribution, Extension

ROOT = Path(__file__).parent.parent
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
PACKED = (
    "resolution.lark",
    "lexicon/instruments.txt",
    *(f"lexicon/{language}.lark" for language in LANGUAGES),
)
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
    _build(out, UNRES_COMPILE="0")
    return out


def _build(out: Path, *kinds: str, **variables: str) -> None:
    command = [sys.executable, "-m", "build", "--no-isolation", *kinds, "--outdir", str(out)]
    env = {key: value for key, value in os.environ.items() if key != "UNRES_COMPILE"} | variables
    run = subprocess.run(
        [*command, str(ROOT)], capture_output=True, text=True, check=False, env=env
    )
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]


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


def test_without_a_working_compiler_the_wheel_is_pure(tmp_path: Path) -> None:
    _build(tmp_path, "--wheel", CC=str(tmp_path / "no-compiler"))
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-none-any.whl")


@pytest.fixture
def setup_file(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What setup.py defines, as for a build that was not told whether to compile."""
    monkeypatch.delenv("UNRES_COMPILE", raising=False)
    monkeypatch.setattr(sys, "argv", ["setup.py", "--name", "sdist"])
    monkeypatch.chdir(ROOT)
    return runpy.run_path("setup.py")


def _extensions(folder: Path, *sources: str) -> list[Extension]:
    made = []
    for at, text in enumerate(sources):
        path = folder / f"part{at}.c"
        path.write_text(text)
        made.append(Extension(f"part{at}", [str(path)]))
    return made


_GOOD = """#include <Python.h>
PyMODINIT_FUNC PyInit_part0(void) { return PyModule_New("part0"); }
"""


@pytest.mark.parametrize("broken", [False, True])
def test_what_cannot_be_compiled_as_a_whole_is_left_out_as_a_whole(
    setup_file: dict[str, Any], tmp_path: Path, *, broken: bool
) -> None:
    if not setup_file["wanted"]():
        pytest.skip("there is no C compiler")
    sources = [_GOOD, "this is no C"] if broken else [_GOOD]
    command = setup_file["BuildCompiled"](
        Distribution({"name": "parts", "ext_modules": _extensions(tmp_path, *sources)})
    )
    command.build_lib = str(tmp_path / "out")
    command.build_temp = str(tmp_path / "objects")
    command.ensure_finalized()
    command.run()
    assert len(command.extensions) == (0 if broken else 1)
    assert len(list(tmp_path.rglob(f"*{sysconfig.get_config_var('EXT_SUFFIX')}"))) == (not broken)


def test_a_compiler_that_does_not_take_the_options_compiles_without(
    setup_file: dict[str, Any], tmp_path: Path
) -> None:
    if not setup_file["wanted"]():
        pytest.skip("there is no C compiler")
    kind = setup_file["BuildCompiled"]
    kind.run.__globals__["SHORT"] = ("-fno-such-option",)
    command = kind(Distribution({"name": "parts", "ext_modules": _extensions(tmp_path, _GOOD)}))
    command.build_lib, command.build_temp = str(tmp_path / "out"), str(tmp_path / "objects")
    command.ensure_finalized()
    command.run()
    assert list(tmp_path.glob(f"out/*{sysconfig.get_config_var('EXT_SUFFIX')}"))


def test_a_build_that_must_compile_fails_where_it_cannot(
    setup_file: dict[str, Any], tmp_path: Path
) -> None:
    if not setup_file["wanted"]():
        pytest.skip("there is no C compiler")
    kind = setup_file["BuildCompiled"]
    kind.run.__globals__["REQUIRED"] = True
    command = kind(
        Distribution({"name": "parts", "ext_modules": _extensions(tmp_path, "this is no C")})
    )
    command.build_lib, command.build_temp = str(tmp_path / "out"), str(tmp_path / "objects")
    command.ensure_finalized()
    with pytest.raises(Exception, match=r"part0\.c"):
        command.run()
