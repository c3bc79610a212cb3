"""The build's one choice: `UNRES_COMPILE=1 pip install .` compiles the parse path with mypyc.

The compiled modules are the same Python, and half as fast again. Without the variable all is
pure Python, and no C compiler is needed; everything else stands in `pyproject.toml`.
"""

import os
import sys
from pathlib import Path

from setuptools import setup

WANTED = os.environ.get("UNRES_COMPILE", "0") not in ("", "0")
#: What every document passes through. The tree's own classes stay attrs classes.
COMPILED = (
    "anchors.py",
    "build.py",
    "languages.py",
    "layout/*.py",
    "making.py",
    "numbering.py",
    "parse.py",
    "spacing.py",
    "spans.py",
    "words.py",
)


def extensions() -> list:
    """The modules that are compiled: none unless they are asked for."""
    # what the build needs is asked for before it is there
    if not WANTED or "egg_info" in sys.argv:
        return []
    from mypyc.build import mypycify  # noqa: PLC0415 (only there where it is asked for)

    source = Path(__file__).parent / "src/unres"
    found = sorted(path for name in COMPILED for path in source.glob(name))
    modules = [
        os.path.relpath(path, source.parents[1]) for path in found if path.name != "__init__.py"
    ]
    return mypycify(["--config-file=pyproject.toml", *modules], opt_level="1", debug_level="0")


setup(setup_requires=["mypy>=1.15"] if WANTED else [], ext_modules=extensions())
