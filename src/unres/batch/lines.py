"""A file of JSON Lines that rows are added to, and that a crash cannot spoil."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unres.batch.files import UnusableError
from unres.batch.work import Parcel


class Lines:
    """The file grows; what stands behind the last commit is cut off by the next run."""

    def __init__(self, path: Path, facts: Mapping[str, Any]) -> None:
        """Open the file where the last run left it. Raises OSError and UnusableError.

        `facts` are those of the last commit; empty for a new file.
        """
        self._path = path
        end = facts.get("end") or 0
        size = path.stat().st_size if path.exists() else 0
        if size < end:
            raise UnusableError(f"{path} was cut or changed since; --force begins anew")
        self._file = path.open("r+b" if path.exists() else "w+b")
        if size > end:
            self._file.truncate(end)
        self._file.seek(end)
        #: Where the rows of this run begin.
        self.begun = end

    def write(self, parcel: Parcel) -> None:
        """Add rows."""
        for payload in parcel.payloads:
            self._file.write(payload)

    @property
    def waiting(self) -> int:
        """How many bytes are held back until a commit: none, here."""
        return 0

    def commit(self) -> dict[str, Any]:
        """Bring all rows to disk; the facts that tell where they end."""
        self._file.flush()
        os.fsync(self._file.fileno())
        return {"end": self._file.tell(), "rewritten": None}

    def needs_rewriting(self, stale: Mapping[str, int]) -> bool:
        """Whether rows must be taken out."""
        return bool(stale)

    def rewrite(self, stale: Mapping[str, int]) -> tuple[Path, dict[str, Any]]:
        """A new file without the rows of some names before some place, and facts that tell it."""
        new = self._path.with_name(f"{self._path.name}.new")
        place = 0
        self._file.seek(0)
        with new.open("wb") as file:
            for line in self._file:
                before = stale.get(json.loads(line)["file"], 0)
                if place >= before:
                    file.write(line)
                place += len(line)
            file.flush()
            os.fsync(file.fileno())
            return new, {"rewritten": file.tell()}

    def renamed(self) -> dict[str, Any]:
        """The facts once the new file stands in the old one's place."""
        return {"end": self._path.stat().st_size, "rewritten": None}

    def close(self) -> None:
        """Close the file."""
        self._file.close()
