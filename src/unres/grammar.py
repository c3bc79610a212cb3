"""The grammar files: finds them, reads the lexicon of a language, builds small Lark parsers.

A lexicon (`grammars/lexicon/LANG.lark`) holds nothing but terminal definitions in Lark's own
syntax. Their words are needed as plain `re` patterns on the hot path, and Lark's loader costs
some 60 ms for them, so they are read here; a test holds this reader to Lark's meaning.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from lark import Lark

PACKAGE = "unres.grammars"

#: The tokens of a terminal definition, in the order in which they must be tried.
_TOKEN = re.compile(
    r"""
      ^(?P<define>_?[A-Z][A-Z0-9_]*)(?:\.-?\d+)?[ \t]*:
    | (?P<string>"(?:[^"\\\n]|\\.)*"i?)
    | (?P<comment>//[^\n]*)
    | (?P<regexp>/(?:[^/\\\n]|\\.)+/[imslux]*)
    | (?P<name>_?[A-Z][A-Z0-9_]*)
    | (?P<operator>[|()?*+]|~\d+\.\.\d+)
    | (?P<blank>\s+)
    """,
    re.VERBOSE | re.MULTILINE,
)
#: A literal is typed once and printed in many ways: any white space, any apostrophe.
_TYPED = re.compile(r"(?:\\ )+|'")
_APOSTROPHE = "['\u2019\u2018`\u00b4]"


class Lexicon:
    """The words of one language: `lexicon.DATE` or `lexicon["DATE"]` is a compiled pattern.

    In a literal a space stands for any run of white space (no-break space included) and an
    apostrophe for the typewriter's and the printer's. A pattern is compiled when first asked
    for. An unknown name raises AttributeError (KeyError with brackets).
    """

    def __init__(self, language: str, text: str) -> None:
        self.language = language
        self._definitions = _definitions(text)

    def __contains__(self, name: str) -> bool:
        return name in self._definitions

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name.startswith("_") or name not in self._definitions:
            raise AttributeError(f"the lexicon {self.language!r} has no terminal {name}")
        pattern = re.compile(self.source(name))
        self.__dict__[name] = pattern  # the next look-up does not come here
        return pattern

    def __getitem__(self, name: str) -> re.Pattern[str]:
        if name not in self._definitions:
            raise KeyError(name)
        found: re.Pattern[str] = getattr(self, name)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """All terminals, in the order of the file."""
        return tuple(self._definitions)

    def source(self, name: str) -> str:
        """The regular expression of a terminal, with those it names put in."""
        return "".join(self._expression(kind, value) for kind, value in self._definitions[name])

    def _expression(self, kind: str, value: str) -> str:
        if kind == "name":
            return f"(?:{self.source(value)})"
        return _literal(value) if kind == "literal" else value

    def literals(self, name: str) -> tuple[str, ...]:
        """The words between quotes in the definition of a terminal, in the order of the file."""
        return tuple(
            _typed(value) for kind, value in self._definitions.get(name, []) if kind == "literal"
        )

    def any_of(self, *names: str) -> re.Pattern[str]:
        """One pattern for several terminals; the name of the match's `lastgroup` tells which."""
        # lookups by the same names hit the dictionary, since compiling is the dear part
        key = "|".join(names)
        found = self.__dict__.get(key)
        if found is None:
            found = re.compile(
                "|".join(f"(?P<{n}>{self.source(n)})" for n in names if n in self._definitions)
            )
            self.__dict__[key] = found
        pattern: re.Pattern[str] = found
        return pattern


def _definitions(text: str) -> dict[str, list[tuple[str, str]]]:
    """Terminal name -> pieces of its expression. Raises ValueError on what it cannot read.

    Alternation, grouping and repetition bind in a terminal definition as they do in a regular
    expression, so the pieces are translated one by one.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    pieces: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            line = text.count("\n", 0, at) + 1
            raise ValueError(f"line {line} of the lexicon is no terminal definition")
        at = token.end()
        kind, value = str(token.lastgroup), token[0]
        if kind == "define":
            pieces = found.setdefault(token["define"], [])
        elif kind == "string":
            pieces.append(("literal", value))
        elif kind == "regexp":
            pieces.append(("text", _expression(value)))
        elif kind == "name":
            pieces.append(("name", value))
        elif kind == "operator":
            pieces.append(("text", _operator(value)))
    return found


def _operator(token: str) -> str:
    """The expression of `(`, of `~0..4`, or of what regular expressions write alike."""
    if token[0] == "~":
        return "{" + token[1:].replace("..", ",") + "}"
    return "(?:" if token == "(" else token


def _literal(token: str) -> str:
    """The expression of `"words"` or `"words"i`."""
    flag = "i" if token.endswith("i") else ""
    body = _TYPED.sub(lambda m: _APOSTROPHE if m[0] == "'" else r"\s+", re.escape(_typed(token)))
    return f"(?{flag}:{body})"


def _typed(token: str) -> str:
    """The words of `"words"` or `"words"i`."""
    return token.rstrip("i")[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def _expression(token: str) -> str:
    """The expression of `/regexp/flags`."""
    body, _, flags = token[1:].rpartition("/")
    return f"(?{flags}:{body})"


def read(name: str) -> str:
    """The text of a grammar file, by its path below the grammars (`lexicon/en.lark`).

    Raises FileNotFoundError where there is none.
    """
    # pkgutil reads from wheels and zips as well, and costs a tenth of importlib.resources
    from pkgutil import get_data  # noqa: PLC0415

    data = get_data(PACKAGE, name)
    if data is None:
        raise FileNotFoundError(name)
    return data.decode("utf-8")


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language (ar, en, es, fr, ru, zh). Raises FileNotFoundError for others."""
    return Lexicon(language, read(f"lexicon/{language}.lark"))


def grammar_path(name: str) -> Traversable:
    """Where a grammar file is: `grammar_path("symbol.lark")`."""
    from importlib.resources import files  # noqa: PLC0415

    return files(PACKAGE).joinpath(name)


def load(name: str, **options: Any) -> Lark:  # noqa: ANN401 - Lark's own options
    """A Lark parser for a grammar file; `options` are Lark's."""
    from lark import Lark  # noqa: PLC0415 - 40 ms, and most documents do without

    return Lark(read(name), **options)


class Table(NamedTuple):
    """An LALR table: what to do in a state when a token or a finished rule comes."""

    #: Of each rule its name, its length, and whether it is no node of its own (`_blocks`).
    rules: tuple[tuple[str, int, bool], ...]
    #: Of each state, the first one first: token or rule -> the next state, or ~n where rule n
    #: is finished.
    states: tuple[dict[str, int], ...]


def table() -> Table:
    """The table of `resolution.lark`, as it was made when the grammar was last changed.

    Lark's import and its analysis of the grammar are half of what a first document costs, so
    their result is kept beside the grammar; a test compares the two. After a change of the
    grammar: `python -m unres.grammar > grammars/resolution_table.py`.
    """
    from unres.grammars import resolution_table as kept  # noqa: PLC0415 - only who builds asks

    return Table(kept.RULES, kept.STATES)


def make_table() -> Table:
    """The table of `resolution.lark`, made by Lark. Raises Lark's GrammarError."""
    from lark.grammar import Rule  # noqa: PLC0415
    from lark.lexer import Lexer, TerminalDef  # noqa: PLC0415

    class Blocks(Lexer):  # the tokens are the layout's: it never lexes
        def __init__(self, conf: object) -> None: ...

        def lex(self, *given: object) -> Any: ...  # noqa: ANN401

    made = load(
        "resolution.lark", start="resolution", parser="lalr", lexer=Blocks, maybe_placeholders=False
    )
    data, memo = made.memo_serialize([TerminalDef, Rule])
    found = data["parser"]["parser"]
    rules = [
        (rule["origin"]["name"], [part["name"] for part in rule["expansion"]], key)
        for key, rule in memo.items()
        if rule["__type__"] == "Rule"
    ]
    rules.sort()
    numbers = {key: number for number, (_, _, key) in enumerate(rules)}
    states = {
        state: {
            found["tokens"][token]: ~numbers[target["@"]] if reduces else target
            for token, (reduces, target) in actions.items()
        }
        for state, actions in found["states"].items()
    }
    (start,), (end,) = found["start_states"].values(), found["end_states"].values()
    states[end]["$END"] = end  # to accept is to shift the end
    return Table(
        tuple((name, len(parts), name.startswith("_")) for name, parts, _ in rules),
        _in_order(states, start),
    )


def _in_order(states: dict[int, dict[str, int]], start: int) -> tuple[dict[str, int], ...]:
    """The states as they are reached from the first: Lark numbers them anew in every run."""
    order = {start: 0}
    reached = [start]
    for state in reached:
        for _, action in sorted(states[state].items()):
            if action >= 0 and action not in order:
                order[action] = len(order)
                reached.append(action)
    return tuple(
        {
            token: order[action] if action >= 0 else action
            for token, action in sorted(states[state].items())
        }
        for state in reached
    )


def _written(made: Table) -> str:
    """A table as a module."""
    lines = [
        "# ruff: noqa",
        "# fmt: off",
        '"""What Lark makes of `resolution.lark`, by `python -m unres.grammar`: not to edit."""',
        "",
        "from __future__ import annotations",
        "",
        "RULES: tuple[tuple[str, int, bool], ...] = (",
        *(f"    {rule}," for rule in made.rules),
        ")",
        "STATES: tuple[dict[str, int], ...] = (",
        *(f"    {state}," for state in made.states),
        ")",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(_written(make_table()))
