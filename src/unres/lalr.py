"""LALR: tokens to what the rules make of them, by the table of the grammar.

Lark makes the table of `grammars/resolution.lark`; its own driver looks at each token far longer
than a document of lines needs. The grammar stays in charge: what goes a short way here is
found in the table.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from unres import grammar

if TYPE_CHECKING:
    from unres.layout.tokens import Token

#: What ends a document: the grammar's own last token, then the parser's.
_ENDS: Final = ("_END", "$END")


_Method: TypeAlias = Callable[[Any], object]


class Rule:
    """A rule: its name, its length, and its method; None where it is no node of its own."""

    __slots__ = ("length", "method", "name")

    def __init__(self, name: str, length: int, method: _Method | None) -> None:
        self.name = name
        self.length = length
        self.method = method


class Table:
    """The rules with their methods, the states, and the rule that is finished in each state.

    In most states one rule is finished, whatever follows: it need not be waited for. In a state
    that stands for a list, most tokens make one node more of it and lead back to the state:
    these have a short way there.
    """

    __slots__ = ("finished", "longer", "rules", "states")

    def __init__(self, methods: object) -> None:
        """`methods` has one a rule, under the rule's name; it is given the children.

        Where the rule is one token it is given this alone.
        """
        rules, states = grammar.table()
        self.rules = [
            Rule(name, length, None if inlined else getattr(methods, name))
            for name, length, inlined in rules
        ]
        self.states = list(states)
        self.finished: list[Rule | None] = []
        for actions in states:
            action = min(actions.values())
            alone = action < 0 and action == max(actions.values())
            self.finished.append(self.rules[~action] if alone else None)
        #: Of each state the tokens that only make its list longer, with what makes their nodes.
        self.longer: list[dict[str, _Method]] = [{} for _ in states]
        for actions in states:
            for name, state in actions.items():
                if state >= 0:
                    self.longer[state] = self._lengthen(name, state)

    def _lengthen(self, name: str, state: int) -> dict[str, _Method]:
        """The tokens that only make the list longer for which a state stands, by its name."""
        found: dict[str, _Method] = {}
        for kind, action in self.states[state].items():
            node = self.finished[action] if action >= 0 else None
            if node is None or node.length != 1 or node.method is None:
                continue
            behind = self.finished[self.states[state][node.name]]
            if behind is not None and behind.name == name and behind.length == 2:  # noqa: PLR2004
                found[kind] = node.method
        return found


def parsed(tokens: list[Token], table: Table) -> Any:  # noqa: ANN401 - what a method makes
    """What the first rule makes of tokens in the grammar's order. Each token leaves the list."""
    parser = _Parser(table)
    tokens.reverse()
    while tokens:
        parser.lengthen(tokens)
        if tokens:
            token = tokens.pop()
            parser.take(token.type, token)
    for end in _ENDS:
        parser.take(end, [])
    return parser.values[0]


class _Parser:
    """An LALR parser, driven by Lark's table.

    What is shifted is a token, what is reduced a node, or a list where the rule is no node of
    its own: its children are those of the rule above.
    """

    __slots__ = ("stack", "table", "values")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.stack = [0]
        self.values: list[Any] = []

    def lengthen(self, tokens: list[Token]) -> None:
        """Take from the end of a list the tokens that only make the list longer that is read."""
        longer = self.table.longer[self.stack[-1]]
        if not longer:
            return
        read: list[Any] = self.values[-1]
        kind = ""
        make: _Method | None = None
        while tokens:
            token = tokens[-1]
            if token.type is not kind:  # else as the one before it
                kind = token.type
                make = longer.get(kind)
            if make is None:
                return
            tokens.pop()
            read.append(make(token))

    def take(self, kind: str, value: object) -> None:
        """Reduce what is finished before a token of this kind, then shift it."""
        states, stack = self.table.states, self.stack
        action = states[stack[-1]][kind]
        while action < 0:
            self._reduce(self.table.rules[~action])
            action = states[stack[-1]][kind]
        self._push(action, value)

    def _push(self, state: int, value: Any) -> None:  # noqa: ANN401 - a token, a node or a list
        """Go on to a state, or at once to where the rules lead that are finished there."""
        states, stack, values = self.table.states, self.stack, self.values
        finished = self.table.finished
        while True:
            rule = finished[state]
            if rule is None or rule.length == 0:
                break
            if rule.length == 2:  # noqa: PLR2004 - a list, and one more
                if type(values[-1]) is not list:
                    break
                children: list[Any] = values.pop()
                stack.pop()
                if type(value) is not list:
                    children.append(value)
                    value = children
                elif children:
                    children += value
                    value = children
            elif rule.length != 1:
                break
            value = _made(rule, value)
            state = states[stack[-1]][rule.name]
        stack.append(state)
        values.append(value)

    def _reduce(self, rule: Rule) -> None:
        """Put what a rule makes of its children in their place."""
        stack, values = self.stack, self.values
        length = rule.length
        part: Any = []
        if length == 1:
            part = values.pop()
            stack.pop()
        elif length:
            part = _children(values[-length:])
            del values[-length:]
            del stack[-length:]
        value = _made(rule, part)
        self._push(self.table.states[stack[-1]][rule.name], value)


def _made(rule: Rule, part: Any) -> Any:  # noqa: ANN401 - what a method makes
    """What a rule makes of its one part, or of the list of its children."""
    if rule.method is not None:
        return rule.method(part)
    return part if type(part) is list else [part]


def _children(values: list[Any]) -> list[Any]:
    """The children of a rule; lists among them are parts of this one."""
    found: list[Any] = []
    for value in values:
        if type(value) is not list:
            found.append(value)
        elif found:
            found += value
        else:
            found = value  # so that a long list is not copied for each block
    return found
