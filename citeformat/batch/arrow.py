"""Render tables of Arrow: `citeformat.render_arrow`.

In: a record batch or a table, and the column whose values are works. Out: a record batch with the
columns of `arrow_schema`. Engines that exchange Arrow (Spark, Dask, Polars, DuckDB, pandas) call it
for each of their partitions.

A column of structs becomes Python objects directly. What no style prints, such as the topics of
OpenAlex, is left out before that, and dates become text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from citeformat._util.collector import paused_collector
from citeformat._util.surrogates import replace_surrogates
from citeformat._util.text import did_you_mean
from citeformat.batch.rendering import (
    Batch,
    BatchFormat,
    Rendering,
    StyleLike,
    render_batch,
)
from citeformat.errors import CiteformatError, RecordError
from citeformat.richtext.links import Links

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "UNREAD", "arrow_schema", "import_arrow", "missing_column", "render_arrow", "rows_of",
    "to_arrow",
]  # fmt: skip

UNREAD = frozenset(
    "affiliation affiliations apc_list apc_paid assertion awards best_oa_location"
    " citation_normalized_percentile clinical-trial-number concepts content-domain"
    " corresponding_author_ids corresponding_institution_ids countries counts_by_year"
    " cited_by_percentile_year domains funder funders grants indexed_in institutions"
    " institutions_distinct_count mesh primary_topic raw_affiliation_strings"
    " reference referenced_works related_works sustainable_development_goals topics"
    " update-to".split()
)
"""Fields of works in which no service has anything that a style prints. They are most of a work."""

_EXPORTS = ("__arrow_c_stream__", "__arrow_c_array__", "__dataframe__")
"""What tables and data frames have (the Arrow PyCapsule Interface and its predecessor)."""


def import_arrow() -> Any:
    """Import pyarrow.

    Raises:
        CiteformatError: It is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        message = "tables need pyarrow: pip install 'citeformat[arrow]'"
        raise CiteformatError(message) from None
    return pyarrow


def arrow_schema() -> pa.Schema:
    """Return the schema of what `render_arrow` returns.

    The columns are `id`, `text`, `html`, `citation`, and `problems`, a list of structs with the
    fields `severity`, `message` and `hint`. A text that was not asked for, or cannot be made, is
    null.

    Raises:
        CiteformatError: pyarrow is not installed.

    >>> arrow_schema().names
    ['id', 'text', 'html', 'citation', 'problems']
    """
    pa = import_arrow()
    text = pa.string()
    problem = pa.struct([("severity", text), ("message", text), ("hint", text)])
    names = ("id", "text", "html", "citation")
    return pa.schema([*((name, text) for name in names), ("problems", pa.list_(problem))])


def render_arrow(
    batch: pa.RecordBatch | pa.Table,
    column: str | None,
    style: StyleLike,
    *,
    formats: Sequence[BatchFormat] = ("text", "html"),
    locale: str | None = None,
    citation: bool = False,
    links: Links | None = None,
    source_format: str | None = None,
) -> pa.RecordBatch:
    """Render the works in a column of an Arrow table.

    Args:
        batch: A record batch, a table, or anything that exports an Arrow stream, such as a data
            frame of Polars or pandas.
        column: The column with the works: JSON as text or bytes, or structs. `None`, if each row of
            the table is a work, as in the Parquet files of OpenAlex.
        style: A style, or any of its names.
        formats: As for `render_batch`, and so are the other arguments.
        locale: A BCP 47 tag.
        citation: Whether the column `citation` is filled.
        links: The links that the entries get in HTML.
        source_format: What all works are.

    Returns:
        A row for each row, in the same order, with the columns of `arrow_schema`. A row that cannot
        be read has nulls and problems.

    Raises:
        CiteformatError: pyarrow is not installed.
        RecordError: The table has no such column.
        TypeError: `batch` is not a table.

    >>> import pyarrow as pa
    >>> table = pa.table({"csl": ['{"id": "a", "type": "book", "title": "TeX"}', None]})
    >>> render_arrow(table, "csl", "vancouver").column("text").to_pylist()
    ['1. TeX.', None]
    """
    rendering = Rendering(formats, citation, links)
    rendered = render_batch(
        rows_of(batch, column),
        style,
        formats=formats,
        locale=locale,
        citation=citation,
        links=links,
        source_format=source_format,
    )
    return to_arrow(rendered, rendering)


def missing_column(column: str, names: Collection[str]) -> RecordError:
    """Make the error for a column that a table does not have.

    >>> missing_column("cls", ["id", "csl"])
    RecordError("the table has no column 'cls'; did you mean 'csl'?")
    """
    hint = did_you_mean(column, names) or f"its columns are {', '.join(names)}"
    return RecordError(f"the table has no column {column!r}; {hint}")


def rows_of(batch: Any, column: str | None) -> list[Any]:
    """Return the works in a table as Python objects.

    Args:
        batch: The table.
        column: The column with the works, or `None` if each row is one.

    Raises:
        RecordError: The table has no such column.
        TypeError: It is not a table.
    """
    pa = import_arrow()
    if not isinstance(batch, (pa.RecordBatch, pa.Table)):
        exports = isinstance(batch, Mapping) or any(hasattr(batch, each) for each in _EXPORTS)
        try:
            table = pa.table(batch) if exports else None
        except pa.ArrowInvalid:  # a single column
            table = None
        if table is None:
            raise TypeError(
                "works in Arrow are a record batch, a table or a data frame, "
                f"not a value of type {type(batch).__name__}; render_batch takes lists of works"
            )
        batch = table
    names = batch.schema.names
    if column is None:
        wanted = [name for name in names if name not in UNREAD]
        with paused_collector():
            columns = [_values(batch.column(name)) for name in wanted]
            return _objects(wanted, columns, batch.num_rows)
    if column not in names:
        raise missing_column(column, names)
    with paused_collector():
        return _values(batch.column(column))


def _values(array: Any) -> list[Any]:
    """Convert a column to Python values: structs and maps to dictionaries, dates to text.

    Columns are converted before they become objects, which is faster than `to_pylist` of structs.
    What no style prints is left out.
    """
    pa = import_arrow()
    kinds, type = pa.types, array.type
    if isinstance(array, pa.ChunkedArray):
        return [value for chunk in array.chunks for value in _values(chunk)]
    if kinds.is_struct(type):
        fields = [(field.name, values) for field, values in zip(type, array.flatten(), strict=True)
                  if field.name not in UNREAD]  # fmt: skip
        names, columns = [name for name, _ in fields], [_values(values) for _, values in fields]
        objects = _objects(names, columns, len(array))
        if not array.null_count:
            return objects
        return [
            each if valid else None
            for each, valid in zip(objects, array.is_valid().to_pylist(), strict=True)
        ]
    if kinds.is_list(type) or kinds.is_large_list(type):
        flat, start, lists = _values(array.flatten()), 0, []
        for length in array.value_lengths().to_pylist():
            lists.append(None if length is None else flat[start : start + length])
            start += length or 0
        return lists
    if kinds.is_temporal(type):
        array = array.cast(pa.string())
    values: list[Any] = array.to_pylist()
    if kinds.is_map(type):
        return [None if pairs is None else dict(pairs) for pairs in values]
    return values


def _objects(names: list[str], columns: list[list[Any]], count: int) -> list[Any]:
    """Make an object of each row. A null is an absent field."""
    if not columns:
        return [{} for _ in range(count)]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in zip(*columns, strict=True)
    ]


def to_arrow(batch: Batch, rendering: Rendering) -> pa.RecordBatch:
    """Put rendered rows into Arrow.

    Args:
        batch: The rows.
        rendering: What was rendered.
    """
    pa = import_arrow()
    schema = arrow_schema()
    problems = [
        [{"severity": each.severity, "message": each.message, "hint": each.hint} for each in row]
        for row in batch.problems
    ]
    columns: list[Sequence[Any] | None] = [
        batch.ids,
        batch.text if "text" in rendering.formats else None,
        batch.html if "html" in rendering.formats else None,
        batch.citation if rendering.citation else None,
    ]
    arrays = [
        pa.nulls(len(batch), pa.string()) if values is None else _texts(values)
        for values in columns
    ]
    arrays.append(pa.array(problems, schema.field("problems").type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _texts(values: Sequence[str]) -> Any:
    pa = import_arrow()
    shown = [value or None for value in values]
    try:
        return pa.array(shown, pa.string())
    except UnicodeEncodeError:  # a record that a program made has a lone surrogate
        return pa.array([replace_surrogates(value) for value in shown], pa.string())
