"""Engines that bring their own processes: dask, through `unres batch --scheduler`, and Spark."""

from __future__ import annotations

import ctypes
import json
import shutil
import sys

import pytest
from attrs import frozen
from click.testing import CliRunner
from dumps import DUMP, dump, fill

from unres.batch import parse_partition
from unres.batch.columns import COLUMNS
from unres.batch.files import UnusableError
from unres.batch.run import parcels
from unres.batch.sources import Document
from unres.batch.work import Options, Work
from unres.cli import main


@frozen
class Fragile(Work):
    """Reads as usual, but what is called `segfault` ends its worker."""

    def read(self, document):
        if "segfault" in document.name:
            ctypes.string_at(0)
        return super().read(document)


@pytest.fixture(scope="module")
def scheduler():
    """The address of a real cluster, of two processes."""
    distributed = pytest.importorskip("distributed", reason="the extra dask is not installed")
    import dask

    # A task is given up once one worker has died of it, not four: this saves time.
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
    ):
        yield cluster.scheduler_address


def cluster_of(work, scheduler, **options):
    from unres.batch.distributed import Cluster

    return Cluster(work, scheduler, cores=1, **options)


def rows(found):
    for _, parcel in found:
        yield from (json.loads(line) for part in parcel.payloads for line in part.splitlines())


def test_a_cluster_gives_what_processes_give(tmp_path, scheduler):
    folder = fill(tmp_path / "d", 80)
    (folder / "050.txt").write_bytes(b"")
    outs = [tmp_path / "here.jsonl", tmp_path / "there.jsonl"]
    for out, more in zip(outs, [[], ["--scheduler", scheduler]], strict=True):
        result = CliRunner().invoke(main, ["batch", str(folder), "-o", str(out), *more])
        assert result.exit_code == 0, result.stderr
        assert result.stderr.startswith("80 documents to 80 rows; 1 with an error")
    here, there = ([json.loads(line) for line in out.open(encoding="utf-8")] for out in outs)
    for row in (*here, *there):
        del row["seconds"]
    assert here == there


@pytest.mark.parametrize("shared", [True, False])
def test_files_are_sent_or_shared(tmp_path, scheduler, shared, monkeypatch):
    monkeypatch.chdir(fill(tmp_path, 2))
    pool = cluster_of(Work(Options()), scheduler, shared=shared)
    try:
        chunk = (Document("000.txt", "000.txt"), Document("gone.txt", "gone.txt"))
        first, second = rows(parcels([chunk], pool))
    finally:
        pool.close()
    assert (first["file"], first["number"]) == ("000.txt", "81/100")
    assert (second["file"], second["error"]) == ("gone.txt", "no such file or directory")


def test_a_document_that_kills_workers_is_a_row(scheduler):
    names = ["a", "segfault", "c", "d"]
    data = dump(1).encode()
    documents = [Document(name, data=data, size=len(data)) for name in names]
    pool = cluster_of(Fragile(Options()), scheduler)
    try:
        found = list(rows(parcels([tuple(documents[:3]), (documents[3],)], pool)))
    finally:
        pool.close()
    assert [row["file"] for row in found] == names
    assert [row["error"] for row in found] == [None, "the workers that read it died", None, None]


def test_workers_of_another_version_are_refused(scheduler, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("unres.batch.distributed.version", lambda: "99.0")
    with pytest.raises(UnusableError, match=r"worker of the cluster has unres .*, here is 99\.0"):
        cluster_of(Work(Options()), scheduler)


def test_dask_bags_take_a_partition(scheduler):
    bag = pytest.importorskip("dask.bag", reason="the extra dask is not installed")
    from distributed import Client

    with Client(scheduler, set_as_default=False) as client:
        items = bag.from_sequence([(str(n), dump(n)) for n in range(6)], npartitions=3)
        # As a list: workers cannot send each other what is still to be made.
        lists = items.map_partitions(lambda part: list(parse_partition(part)))
        found = client.compute(lists).result(60)
    assert [row["number"] for row in found] == [f"81/{n}" for n in range(6)]


@pytest.mark.spark
def test_spark_takes_a_partition(tmp_path, monkeypatch, request):
    if "spark" not in request.config.option.markexpr:
        pytest.skip("Spark takes half a minute to start: pytest -m spark")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    fill(tmp_path / "d", 5)
    (tmp_path / "d" / "005.txt").write_bytes(b"\n")
    spark = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    try:
        files = spark.sparkContext.binaryFiles(str(tmp_path / "d"), minPartitions=2)
        found = sorted(files.mapPartitions(parse_partition).collect(), key=lambda row: row["file"])
        blocks = spark.sparkContext.parallelize([("a", DUMP)]).mapPartitions(
            lambda items: parse_partition(items, rows="blocks")
        )
        kinds = [row["kind"] for row in blocks.collect()]
    finally:
        spark.stop()
    assert [row["number"] for row in found] == [*(f"81/{100 + n}" for n in range(5)), None]
    assert [row["error"] for row in found] == [None] * 5 + ["holds no text"]
    assert list(found[0]) == [column.name for column in COLUMNS["documents"]]
    assert kinds[:3] == ["opening", "preambular", "preambular"]
