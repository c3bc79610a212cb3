"""Sources: files, folders, globs, archives; what is bad in them is a document with an error."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import tracemalloc
import zipfile

import pytest

from unres.batch.archives import DEPTH
from unres.batch.sources import Document, Search, documents, load, weights

LIMIT = 100_000


def found(*paths, **options):
    return list(documents(map(str, paths), Search(**{"max_bytes": LIMIT} | options)))


def names(*paths, **options):
    return [document.name for document in found(*paths, **options)]


def contents(*paths, **options):
    return {d.name: d.error or load(d, LIMIT) for d in found(*paths, **options)}


def zipped(members, packing=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def taped(members, mode="w"):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


MEMBERS = {"a.txt": b"one", "deep/er/b.md": b"two", "c.jpg": b"no", "__MACOSX/._a.txt": b"no"}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("d/b.txt", "d/a.MD", "d/c.jpg", "d/e/z.pdf", "d/e/._z.txt", "d/a/y.txt.gz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"packed") if ".gz" in name else b"text")
    (tmp_path / "d/e/x.zip").write_bytes(zipped({"in.txt": b"zipped"}))
    return tmp_path


def test_a_folder_means_all_documents_below_it_in_order(folder):
    assert names("d") == [
        "d/a.MD", "d/b.txt", "d/a/y.txt.gz", "d/e/x.zip!/in.txt", "d/e/z.pdf",
    ]  # fmt: skip


def test_names_can_be_asked_for_and_refused(folder):
    assert names("d", include=("*.txt",)) == ["d/b.txt", "d/e/x.zip!/in.txt"]
    assert names("d", include=("*.JPG",), exclude=("*.zip",)) == ["d/c.jpg"]
    assert names("d", exclude=("e/*", "a.*")) == ["d/b.txt", "d/a/y.txt.gz"]


def test_a_file_that_is_named_is_read_whatever_it_is_called(folder):
    assert contents("d/c.jpg") == {"d/c.jpg": b"text"}


def test_globs_are_opened_here_too(folder):
    assert names("d/*.txt") == ["d/b.txt"]
    assert names("d/**/*.txt*") == ["d/a/y.txt.gz", "d/b.txt"]
    assert names("d/[a-e]") == ["d/a/y.txt.gz", "d/e/x.zip!/in.txt", "d/e/z.pdf"]
    assert len(names("d/**")) == len(set(names("d/**")))
    assert contents("*.nothing") == {"*.nothing": "no file matches"}


def test_a_name_that_looks_like_a_glob_is_a_name_first(folder):
    (folder / "[a].txt").write_bytes(b"brackets")
    assert contents("[a].txt") == {"[a].txt": b"brackets"}


def test_what_is_not_there_has_an_error(folder):
    os.mkfifo(folder / "pipe")
    assert contents("gone.txt", "pipe", "nu\0ll") == {
        "gone.txt": "no such file or directory",
        "pipe": "is no file",
        "nu\0ll": "ValueError: embedded null byte",
    }


def test_links_to_folders_do_not_run_in_circles(folder):
    (folder / "d/e/loop").symlink_to(folder / "d")
    assert len(names("d")) == 5


def test_a_packed_file_is_unpacked(folder):
    assert contents("d/a/y.txt.gz") == {"d/a/y.txt.gz": b"packed"}
    (folder / "broken.txt.gz").write_bytes(gzip.compress(b"x" * 999)[:-9])
    (document,) = found("broken.txt.gz")
    with pytest.raises(Exception, match="cannot be unpacked"):
        load(document, LIMIT)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", zipped(MEMBERS)),
        ("x.tar", taped(MEMBERS)),
        ("x.TAR.GZ", taped(MEMBERS, "w:gz")),
        ("x.tgz", taped(MEMBERS, "w:gz")),
        ("x.tar.bz2", taped(MEMBERS, "w:bz2")),
        ("x.tar.xz", taped(MEMBERS, "w:xz")),
    ],
)
def test_the_members_of_an_archive_are_documents(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    at = f"{tmp_path / name}!/"
    assert contents(tmp_path / name) == {f"{at}a.txt": b"one", f"{at}deep/er/b.md": b"two"}
    assert {d.modified for d in found(tmp_path / name)} == {(tmp_path / name).stat().st_mtime_ns}


def test_a_tar_in_zstandard_is_read(tmp_path):
    pa = pytest.importorskip("pyarrow", reason="the extra arrow is not installed")
    path = tmp_path / "x.tar.zst"
    with pa.output_stream(str(path), compression="zstd") as stream:
        stream.write(taped(MEMBERS))
    assert list(contents(path).values()) == [b"one", b"two"]


def test_archives_in_archives_and_packed_members(tmp_path):
    inner = taped({"in.txt": b"inner", "p.txt.xz": lzma.compress(b"packed")}, "w:gz")
    (tmp_path / "o.zip").write_bytes(zipped({"i.tgz": inner, "q.txt.bz2": bz2.compress(b"q")}))
    at = f"{tmp_path / 'o.zip'}!/"
    assert contents(tmp_path / "o.zip") == {
        f"{at}i.tgz!/in.txt": b"inner",
        f"{at}i.tgz!/p.txt.xz": b"packed",
        f"{at}q.txt.bz2": b"q",
    }


def test_archives_are_looked_into_so_deep_and_no_deeper(tmp_path):
    data = zipped({"x.txt": b"deep"})
    for level in range(DEPTH):
        data = zipped({f"{level}.zip": data})
    (tmp_path / "o.zip").write_bytes(data)
    (only,) = found(tmp_path / "o.zip")
    assert only.error == "archives are looked into 3 deep"
    assert only.name.count("!/") == DEPTH


def test_a_locked_member_has_an_error_and_spoils_no_other(tmp_path):
    data = bytearray(zipped({"a.txt": b"locked", "b.txt": b"open"}, zipfile.ZIP_STORED))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        data[data.index(mark) + (6 if mark[2] == 3 else 8)] |= 1  # the flag for "encrypted"
    (tmp_path / "x.zip").write_bytes(data)
    assert list(contents(tmp_path / "x.zip").values()) == ["is locked with a password", b"open"]


def test_a_damaged_member_has_an_error_and_spoils_no_other(tmp_path):
    data = zipped({"a.txt": b"damage me", "b.txt": b"whole"}, zipfile.ZIP_STORED)
    (tmp_path / "x.zip").write_bytes(data.replace(b"damage me", b"damaged !"))
    first, second = contents(tmp_path / "x.zip").values()
    assert "Bad CRC-32" in first
    assert second == b"whole"


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.xz"])
def test_what_is_no_archive_has_an_error(tmp_path, name):
    (tmp_path / name).write_bytes(b"no archive at all")
    (only,) = found(tmp_path / name)
    assert only.name == str(tmp_path / name)
    assert only.error.startswith("cannot be read as an archive: ")


def test_an_archive_that_breaks_off_gives_what_it_has(tmp_path):
    noise = os.urandom(50_000)
    whole = taped({"a.txt": noise, "b.txt": noise, "c.txt": noise}, "w:gz")
    (tmp_path / "x.tar.gz").write_bytes(whole[: len(whole) // 2])
    first, second, last = found(tmp_path / "x.tar.gz")
    assert first.data == noise
    assert second.error
    assert last.name == str(tmp_path / "x.tar.gz")
    assert last.error.startswith("cannot be read as an archive: ")


@pytest.mark.parametrize("packed", [zipped, lambda members: taped(members, "w:gz")])
def test_a_bomb_takes_no_memory(tmp_path, packed):
    path = tmp_path / ("x.zip" if packed is zipped else "x.tar.gz")
    path.write_bytes(packed({"bomb.txt": bytes(50_000_000), "after.txt": b"good"}))
    tracemalloc.start()
    bomb, *after = found(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert bomb.error == "larger than 100000 bytes, the most that is read"
    assert [d.data for d in after] == [b"good"]
    assert peak < 5_000_000


def test_a_packed_bomb_takes_no_memory(tmp_path):
    path = tmp_path / "x.txt.gz"
    path.write_bytes(gzip.compress(bytes(50_000_000)))
    (document,) = found(path)
    tracemalloc.start()
    with pytest.raises(Exception, match="larger than 100000 bytes"):
        load(document, LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_an_archive_that_unpacks_to_too_much_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("unres.batch.archives.RATIO", 10)
    path = tmp_path / "x.zip"
    path.write_bytes(zipped({f"{n:03}.txt": bytes(99_000) for n in range(400)}))
    *read, last = found(path)
    assert 10 * path.stat().st_size <= sum(d.size for d in read) < 11 * path.stat().st_size
    assert last.name == str(path)
    assert last.error.endswith("unpacks to more than 10 times its size")


def test_weights_are_those_of_the_files(folder):
    total = sum(p.stat().st_size for p in folder.rglob("*") if p.name[:2] != "._" and p.is_file())
    total -= (folder / "d/c.jpg").stat().st_size
    assert sum(weights(["d"], Search())) == total
    assert sum(document.weight for document in found("d")) <= total


def test_a_folder_that_is_closed_has_an_error(folder, monkeypatch):
    scan = os.scandir

    def closed(path):
        if str(path).endswith("e"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert found("d")[-1] == Document("d/e", error="permission denied")


def test_a_huge_folder_is_not_held(monkeypatch, folder):
    monkeypatch.setattr("unres.batch.sources._SORTED", 2)
    assert sorted(names("d")) == [
        "d/a.MD", "d/a/y.txt.gz", "d/b.txt", "d/e/x.zip!/in.txt", "d/e/z.pdf",
    ]  # fmt: skip
