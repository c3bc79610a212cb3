"""`python -m unres`: the same as the command `unres`."""

from __future__ import annotations

from unres.cli import main

if __name__ == "__main__":
    main()
