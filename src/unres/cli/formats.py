"""The formats of `unres parse`: each is one function, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, cast

from unres.batch import UnusableError

if TYPE_CHECKING:
    from unres.nodes import Resolution

#: Name on the command line -> module and function that writes a tree in that format.
FORMATS = {
    "tree": "unres.exchange.drawing:drawn",
    "json": "unres.exchange.json:to_json",
    "text": "unres.render:render",
    "akn": "unres.exchange.akn:to_akn",
    "markdown": "unres.exchange.markdown:to_markdown",
    "html": "unres.exchange.html:to_html",
}


def writer(form: str) -> Callable[[Resolution], str]:
    """The function that writes a tree in a format of `FORMATS`; its text ends with a newline."""
    module, name = FORMATS[form].split(":")
    write = cast("Callable[[Resolution], str]", getattr(import_module(module), name))
    return lambda res: _ended(_written(write, res))


def _written(write: Callable[[Resolution], str], res: Resolution) -> str:
    """The text; what a format cannot do (its extra is missing) is said in one line."""
    try:
        return write(res)
    except ValueError as error:
        raise UnusableError(str(error)) from None


def _ended(text: str) -> str:
    return text if text.endswith("\n") or not text else text + "\n"
