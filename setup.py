"""The build's one choice: whether the parse path is compiled with mypyc.

The compiled modules are the same Python and two to five times as fast. They are made where a C
compiler works, and where none does the package is pure Python. `UNRES_COMPILE=1` fails rather
than do without, `UNRES_COMPILE=0` never compiles; an editable install is always pure, so that
what is edited is what runs. Everything else stands in `pyproject.toml`.
"""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from sysconfig import get_path
from typing import TYPE_CHECKING

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

if TYPE_CHECKING:
    from distutils.ccompiler import CCompiler

ASKED = os.environ.get("UNRES_COMPILE", "")
REQUIRED = ASKED not in ("", "0")
#: What checks have in common, and the search for lost markers. The checks themselves stay as they
#: are: compiled functions have no docstrings, and those of checks are shown.
CHECKING = (
    *("anchoring", "citations", "doubts", "evidence", "gaps", "holes", "instruments", "naming"),
    "tree",
)
#: What every document passes through. The tree's own classes stay attrs classes.
COMPILED = (
    "anchors.py",
    "build.py",
    *(f"checks/{name}.py" for name in CHECKING),
    "lalr.py",
    "languages.py",
    "layout/**/*.py",
    "making.py",
    "numbering.py",
    "parse.py",
    "spacing.py",
    "spans.py",
    "words.py",
)
#: What else has errors is not the build's business: much is missing while it runs.
OPTIONS = ("--config-file=pyproject.toml", "--follow-imports=silent", "--ignore-missing-imports")
#: What a document runs through is to be short, since where one is read between other work all of
#: it is fetched anew. Calls and names of one module in another, and of Python's own functions, are
#: reached without a detour by a table; what happens on errors stands apart; and nothing is moved
#: to where the processor's lines begin.
SHORT = (
    *("-fvisibility=hidden", "-fno-plt", "--param=builtin-expect-probability=100"),
    *(f"-falign-{what}=1" for what in ("functions", "jumps", "labels", "loops")),
)
#: What the build needs: the compiler, and what the compiled modules take their types from.
NEEDED = ["attrs>=23.2", "lark>=1.2,<2", "mypy>=1.15"]


@cache
def wanted() -> bool:
    """Whether to compile: as asked, or else if a compiler and Python's headers are there."""
    if ASKED:
        return REQUIRED
    # setuptools brings these along since Python has them no more
    from distutils.ccompiler import new_compiler  # noqa: PLC0415
    from distutils.sysconfig import customize_compiler  # noqa: PLC0415

    compiler = new_compiler()
    customize_compiler(compiler)
    return takes(compiler)


def takes(compiler: "CCompiler", *options: str) -> bool:
    """Whether a compiler compiles at all, with these options."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "trial.c")
        source.write_text("#include <Python.h>\n", encoding="ascii")
        include = [get_path("include")]
        try:
            compiler.compile([str(source)], folder, include_dirs=include, extra_postargs=[*options])
        except Exception:  # whatever is missing: then it does not
            return False
    return True


def extensions() -> list[Extension]:
    """The modules that are compiled, as C; none where that does not work."""
    if not wanted() or {"egg_info", "sdist", "editable_wheel"}.intersection(sys.argv):
        return []
    source = Path(__file__).parent / "src/unres"
    found = sorted(path for name in COMPILED for path in source.glob(name))
    modules = [
        os.path.relpath(path, source.parents[1]) for path in found if path.name != "__init__.py"
    ]
    try:
        from mypyc.build import mypycify  # noqa: PLC0415 (only there where it is asked for)

        # one file a module compiles faster than one for all
        return mypycify(
            [*OPTIONS, *modules],
            opt_level="2",
            debug_level="0",
            multi_file=True,
        )
    except (Exception, SystemExit) as error:
        if REQUIRED:
            raise
        print(f"unres: not compiled, mypyc failed: {error}", file=sys.stderr)
        return []


class BuildCompiled(build_ext):
    """Compiles on all cores; leaves nothing behind where it fails, as half would not run."""

    def run(self) -> None:
        """Compile, or leave a pure package."""
        try:
            super().run()
        except Exception as error:
            if REQUIRED:
                raise
            for extension in self.extensions:
                Path(self.get_ext_fullpath(extension.name)).unlink(missing_ok=True)
            self.extensions = []
            print(f"unres: not compiled: {error}", file=sys.stderr)

    def build_extensions(self) -> None:
        """Give each source to a compiler of its own: extensions are few, their sources many."""
        if self.compiler.compiler_type == "unix" and takes(self.compiler, *SHORT):
            for extension in self.extensions:
                extension.extra_compile_args += SHORT
        compile_all = self.compiler.compile

        def compile_each(sources: list[str], *args: object, **options: object) -> list[str]:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                made = pool.map(lambda one: compile_all([one], *args, **options), sources)
                return [name for names in made for name in names]

        self.compiler.compile = compile_each
        super().build_extensions()


setup(
    # `egg_info` is how a builder asks what the build needs
    setup_requires=NEEDED if "egg_info" in sys.argv and wanted() else [],
    ext_modules=extensions(),
    cmdclass={"build_ext": BuildCompiled},
)
