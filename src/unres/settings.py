"""Settings: which checks are wanted, from the command line and from a file of the project.

    pyproject.toml                       unres.toml
    [tool.unres]                         select = ["numbering", "U301"]
    ignore = ["wording"]

The nearest file upwards of a dump counts, and only that one; `unres.toml` goes before a
`pyproject.toml` beside it, which counts only where it has the table.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

from unres.diagnostics import CODES

_OWN, _SHARED = "unres.toml", "pyproject.toml"
_KEYS = ("select", "ignore")


class SettingsError(ValueError):
    """Settings that cannot be used; the message is one line for a person."""


@frozen
class Settings:
    """Which checks are wanted, each by code, name or family. The default is all of them."""

    #: Only these; None is all.
    select: tuple[str, ...] | None = None
    #: Not these.
    ignore: tuple[str, ...] = ()

    def over(self, beneath: Settings) -> Settings:
        """These settings where others (those of a file) lie beneath.

        A selection of one's own begins anew; what is ignored is ignored besides.
        """
        if self.select is not None:
            return self
        return Settings(beneath.select, (*beneath.ignore, *self.ignore))

    def names(self) -> frozenset[str]:
        """The names of all checks that are wanted. Raises SettingsError for an unknown one."""
        wanted = frozenset(CODES) if self.select is None else resolved(self.select)
        return wanted - resolved(self.ignore)


def resolved(asked: Iterable[str]) -> frozenset[str]:
    """The names of checks that codes, names and families mean. Raises SettingsError."""
    by_word = _words()
    found: set[str] = set()
    for word in asked:
        if word not in by_word:
            near = get_close_matches(word, by_word, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise SettingsError(f"no check is called {word}{hint}")
        found |= by_word[word]
    return frozenset(found)


@cache
def _words() -> dict[str, frozenset[str]]:
    """Every name, code and family, with the names it means."""
    families: dict[str, set[str]] = {}
    for code in CODES.values():
        families.setdefault(code.family, set()).add(code.name)
    words = {name: frozenset((name,)) for name in CODES}
    words |= {code.code: frozenset((code.name,)) for code in CODES.values()}
    return words | {family: frozenset(names) for family, names in families.items()}


def beside(file: str) -> Settings:
    """The settings of the nearest file upwards of a dump (`-`: of the working directory).

    Raises SettingsError for a file that cannot be used.
    """
    return _found(Path.cwd() if file == "-" else Path(file).absolute().parent)


@cache
def _found(folder: Path) -> Settings:
    for name in (_OWN, _SHARED):
        path = folder / name
        if path.is_file() and (settings := read(path)) is not None:
            return settings
    return Settings() if folder.parent == folder else _found(folder.parent)


def read(path: Path) -> Settings | None:
    """The settings of one file; None for a `pyproject.toml` that says nothing of unres.

    Raises SettingsError where it is no TOML, or has a key or a name that is not known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{path}: {' '.join(str(error).split())}") from None
    if path.name == _SHARED:
        tool = data.get("tool", {})
        if not isinstance(tool, dict) or "unres" not in tool:
            return None
        data = tool["unres"]
    try:
        return _settings(data)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def _settings(data: Any) -> Settings:  # noqa: ANN401 (what the file holds)
    if not isinstance(data, dict):
        raise SettingsError("tool.unres is no table")
    for key in data:
        if key not in _KEYS:
            near = get_close_matches(key, _KEYS, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise SettingsError(f"no setting is called {key}{hint}")
    found = Settings(
        select=_strings(data, "select") if "select" in data else None,
        ignore=_strings(data, "ignore") if "ignore" in data else (),
    )
    found.names()
    return found


def _strings(data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data[key]
    if not isinstance(value, Collection) or isinstance(value, str | dict):
        raise SettingsError(f"{key} is to be a list of codes, names or families")
    if not all(isinstance(word, str) for word in value):
        raise SettingsError(f"{key} is to be a list of codes, names or families")
    return tuple(value)
