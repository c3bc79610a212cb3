"""Encoding: rows as the bytes of JSON Lines, or of an Arrow stream on its way to Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeAlias

from unres.batch.columns import COLUMNS, VERSION, Kind, Type
from unres.batch.files import UnusableError

Form: TypeAlias = Literal["jsonl", "parquet"]

#: Under this key the schema's metadata hold, as JSON, what made the file.
METADATA = b"unres"


def encoded(rows: Sequence[Mapping[str, Any]], kind: Kind, form: Form) -> bytes:
    """Rows as bytes. Raises UnusableError where Parquet is asked for without its extra."""
    return to_arrow(rows, kind) if form == "parquet" else to_jsonl(rows)


def to_jsonl(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """One JSON object a line, in UTF-8; dates and times as ISO 8601 writes them."""
    return "".join(f"{_ENCODER.encode(row)}\n" for row in rows).encode("utf-8")


def to_arrow(rows: Sequence[Mapping[str, Any]], kind: Kind) -> bytes:
    """One record batch, in Arrow's stream format."""
    pa = arrow()
    batch = pa.RecordBatch.from_pylist(list(rows), schema=schema(kind))
    stream = io.BytesIO()
    with pa.ipc.new_stream(stream, batch.schema) as writer:
        writer.write_batch(batch)
    return stream.getvalue()


def arrow() -> Any:  # noqa: ANN401 (the extra has no types)
    """The module pyarrow. Raises UnusableError where the extra is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 (an extra)
    except ImportError:
        raise UnusableError("Parquet needs the extra arrow: pip install 'unres[arrow]'") from None
    return pa


@cache
def schema(kind: Kind) -> Any:  # noqa: ANN401 (as above)
    """The columns as an Arrow schema, each with its summary as metadata."""
    pa = arrow()
    fields = [
        pa.field(c.name, _arrow_type(pa, c.type), nullable=c.name != "file",
                 metadata={"description": c.summary})
        for c in COLUMNS[kind]
    ]  # fmt: skip
    return pa.schema(fields, metadata={METADATA: json.dumps(made(kind))})


def made(kind: Kind) -> dict[str, Any]:
    """What made a file of rows: program, version, kind of rows, version of the columns."""
    # It imports all that reads e-mail; who reads documents does not ask for it.
    from importlib.metadata import version  # noqa: PLC0415

    return {"program": "unres", "version": version("unres"), "rows": kind, "columns": VERSION}


def _arrow_type(pa: Any, kind: Type) -> Any:  # noqa: ANN401 (as above)
    if isinstance(kind, list):
        return pa.list_(_arrow_type(pa, kind[0]))
    if isinstance(kind, dict):
        return pa.struct([(name, _arrow_type(pa, inner)) for name, inner in kind.items()])
    scalars = {"double": pa.float64(), "date": pa.date32(), "timestamp": pa.timestamp("us", "UTC")}
    return scalars.get(kind) or getattr(pa, kind)()


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no column holds a {type(value).__name__}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_iso)
