"""Interrupts: Ctrl-C (or SIGTERM) ends a run between two writes, never within one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interrupts:
    """While it is entered, both signals raise KeyboardInterrupt, but not inside `shield`."""

    def __init__(self) -> None:
        self._shielded = False
        self._asked = False

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Handle the signals, in a main thread; elsewhere leave them as they are."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        old = {number: signal.signal(number, self._handle) for number in _SIGNALS}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)

    @contextmanager
    def shield(self) -> Iterator[None]:
        """Put a signal off to the end of the block."""
        self._shielded = True
        try:
            yield
        finally:
            self._shielded = False
        if self._asked:
            self._asked = False
            raise KeyboardInterrupt

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        if self._shielded:
            self._asked = True
        else:
            raise KeyboardInterrupt


@contextmanager
def undisturbed() -> Iterator[None]:
    """Processes that are started inside do not hear Ctrl-C: their parent ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    old = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, old)


_SIGNALS = (signal.SIGINT, signal.SIGTERM)
