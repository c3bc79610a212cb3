"""Many files: order, failures, folders."""

from __future__ import annotations

import pytest

from unres.batch import Outcome, attempt, each, expand


def shout(file):
    if "bad" in file:
        raise RuntimeError(f"cannot\nread {file}")
    return Outcome(file, file.upper())


@pytest.mark.parametrize("cores", [1, 2])
def test_results_come_in_the_order_given(cores):
    files = [f"f{n}" for n in range(40)]
    found = list(each(files, shout, cores=cores))
    assert [(o.file, o.text) for o in found] == [(f, f.upper()) for f in files]


@pytest.mark.parametrize("cores", [1, 2])
def test_a_failure_is_one_line_and_spoils_no_other(cores):
    files = ["a", "bad", *map(str, range(20))]
    found = list(each(files, shout, cores=cores))
    assert [o.file for o in found if o.error] == ["bad"]
    assert found[1].error == "bad: RuntimeError: cannot read bad"
    assert found[1].text is None


def test_errors_come_through_for_who_asks(monkeypatch):
    monkeypatch.setenv("UNRES_DEBUG", "1")
    with pytest.raises(RuntimeError):
        attempt("bad", shout)


def test_a_folder_means_its_texts_sorted(tmp_path):
    for name in ("b.txt", "a.MD", "c.pdf"):
        (tmp_path / name).write_text("x")
    (tmp_path / "d.txt").mkdir()
    inside = [str(tmp_path / "a.MD"), str(tmp_path / "b.txt")]
    assert expand(["z.pdf", str(tmp_path), "-"]) == ["z.pdf", *inside, "-"]
