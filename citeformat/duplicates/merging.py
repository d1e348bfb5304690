"""Merge the records of one work: `citeformat.dedupe`.

In: records. Out: one record for each work, and a report of what was taken from which record, and
which values differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from citeformat.duplicates.identifiers import isbns
from citeformat.duplicates.matching import DuplicateGroup, find_duplicates
from citeformat.duplicates.spelling import same_text
from citeformat.errors import Problem, RecordError
from citeformat.interchange.bibtex.fields import KEY_FIELDS
from citeformat.record import Date, Name, Record, Records
from citeformat.record.collection import RecordsLike, records_of
from citeformat.record.custom import aliases

__all__ = ["Decision", "Deduplication", "dedupe"]

_PREFERENCES = ("first", "last")


class Decision(NamedTuple):
    """What happened to one value when records were merged.

    >>> str(Decision("taken", "knuth84", "DOI", "10.1/x", "knuth1984", ""))
    "knuth84: DOI: '10.1/x' was taken from knuth1984"
    """

    action: Literal["taken", "kept", "joined"]
    """`"taken"`, if only the other record had a value; `"kept"`, if the other value was dropped;
    `"joined"`, if both lists became one."""
    record: str
    """The id of the record that is kept."""
    field: str
    """The CSL variable, `"type"`, or the name of another value."""
    value: str
    """The value in the merged record, as text."""
    other: str
    """The id of the other record."""
    dropped: str
    """The value of the other record that is not in the merged one, as text."""

    def __str__(self) -> str:
        start = f"{self.record}: {self.field}:"
        if self.action == "taken":
            return f"{start} {self.value!r} was taken from {self.other}"
        if self.action == "joined":
            return f"{start} joined with that of {self.other}"
        return f"{start} {self.value!r} was kept; {self.other} has {self.dropped!r}"


@dataclass(frozen=True, slots=True, repr=False)
class Deduplication:
    """Records without duplicates, and the report of how they were merged."""

    records: Records
    """One record for each work, at the place of the work's first record. The ids of the other
    records are its aliases (`custom.bibtex.ids`), which `Records` and citations find as well."""
    groups: tuple[DuplicateGroup, ...] = ()
    """The records that were merged."""
    decisions: tuple[Decision, ...] = ()
    """What happened to each value that the kept record did not have, or had otherwise."""
    merged: tuple[Record, ...] = ()
    """The merged record of each group."""

    @property
    def renamed(self) -> dict[str, str]:
        """The id of each record that was merged into another one -> the id of that one."""
        return {
            record.id: merged.id
            for group, merged in zip(self.groups, self.merged, strict=True)
            for record in group.records
            if record.id != merged.id
        }

    @property
    def conflicts(self) -> tuple[Decision, ...]:
        """The decisions that dropped a value."""
        return tuple([one for one in self.decisions if one.action == "kept"])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the records, and a warning for each value that was dropped."""
        place = {record.id: record for group in self.groups for record in group.records}
        warnings = [
            Problem(
                "warning",
                f"{one.field} of {one.record!r} and {one.other!r} differ: "
                f"{one.value!r} was kept, {one.dropped!r} was dropped",
                place[one.other].file,
                place[one.other].line,
                "",
                one.record,
            )
            for one in self.conflicts
        ]
        return (*self.records.problems, *warnings)

    def __str__(self) -> str:
        """Write the report, with a line for each merged record and each decision."""
        of_record: dict[str, list[Decision]] = {}
        for one in self.decisions:
            of_record.setdefault(one.record, []).append(one)
        lines = []
        for group, merged in zip(self.groups, self.merged, strict=True):
            for record, shared in _others(group, merged.id):
                lines.append(f"{merged.id}: merged with {record.id} (the same {shared})")
            lines += map(str, of_record.pop(merged.id, ()))
        return "".join(f"{line}\n" for line in lines)

    def __repr__(self) -> str:
        merged = sum(len(group.records) - 1 for group in self.groups)
        return (
            f"<Deduplication: {len(self.records)} records, {merged} merged, "
            f"{len(self.conflicts)} values dropped>"
        )


def dedupe(records: RecordsLike, *, prefer: Literal["first", "last"] = "first") -> Deduplication:
    """Merge the records that are the same work.

    Records with the same DOI, PMID, PMCID or arXiv number are one work, and so are books with the
    same ISBN. Other records are one work if title, year and first author agree, and no volume,
    page, edition or identifier distinguishes them.

    Args:
        records: Records, or CSL-JSON items.
        prefer: Which record of a work keeps its id, and its values where others differ. What it
            lacks is taken from the others.

    Returns:
        The merged records, and what was merged. Each value that was dropped is in `conflicts`.

    Raises:
        RecordError: `prefer` has another value.

    >>> first = Record("knuth84", "book", title="The TeXbook", issued=1984, author="Knuth, D.")
    >>> second = first.replace(id="knuth1984", title="The {TeX}book", publisher="Addison-Wesley")
    >>> result = dedupe([first, second])
    >>> result.records
    <Records: 1 ('knuth84')>
    >>> print(result, end="")
    knuth84: merged with knuth1984 (the same title and year)
    knuth84: publisher: 'Addison-Wesley' was taken from knuth1984
    """
    if prefer not in _PREFERENCES:
        raise RecordError(f"prefer is {prefer!r}, not 'first' or 'last'")
    given = records if isinstance(records, Records) else Records(records_of(records))
    groups = find_duplicates(given)
    decisions: list[Decision] = []
    merged: list[Record] = []
    places: dict[int, Record] = {}
    dropped: set[int] = set()
    for group in groups:
        kept, *others = group.records if prefer == "first" else group.records[::-1]
        merged.append(_merged(kept, others, decisions))
        first, *rest = group.places
        places[first] = merged[-1]
        dropped.update(rest)
    left = [places.get(place, record) for place, record in enumerate(given) if place not in dropped]
    result = Deduplication(
        Records(left, given.problems), tuple(groups), tuple(decisions), tuple(merged)
    )
    renamed = result.renamed
    if not renamed:
        return result
    return replace(
        result,
        records=Records((_with_new_keys(one, renamed) for one in left), given.problems),
    )


def _with_new_keys(record: Record, renamed: Mapping[str, str]) -> Record:
    """Return a record whose `crossref` and the like name the records that are kept."""
    custom = _object(record.extra.get("custom"))
    bibtex = _object(custom.get("bibtex"))
    changed = {}
    for name in KEY_FIELDS:
        value = bibtex.get(name)
        if isinstance(value, str):
            keys = [key.strip() for key in value.split(",")]
            if not renamed.keys().isdisjoint(keys):
                changed[name] = ",".join(renamed.get(key, key) for key in keys)
    if not changed:
        return record
    return record.replace(
        extra={**record.extra, "custom": {**custom, "bibtex": {**bibtex, **changed}}}
    )


def _others(group: DuplicateGroup, kept: str) -> list[tuple[Record, str]]:
    """Return the records of a group that are not kept, each with what it shares."""
    pairs = list(zip(group.records, group.shared, strict=True))
    if pairs[0][0].id == kept:
        return pairs[1:]
    shared = pairs[1][1]
    return [(record, reason or shared) for record, reason in pairs[:-1]]


def _merged(kept: Record, others: Iterable[Record], decisions: list[Decision]) -> Record:
    """Return a record with the values of all, and note what was decided."""
    type, titles = kept.type, kept.titles
    fields = dict(kept.fields)
    extra: dict[str, Any] = dict(kept.extra)
    ids = list(aliases(kept))
    for other in others:
        if type == "document" != other.type:
            decisions.append(Decision("taken", kept.id, "type", other.type, other.id, type))
            type = other.type
        elif other.type not in (type, "document"):
            decisions.append(Decision("kept", kept.id, "type", type, other.id, other.type))
        for name, value in other.fields.items():
            if name not in fields:
                fields[name] = value
                decisions.append(Decision("taken", kept.id, name, _text(value), other.id, ""))
            elif name == "keyword":
                joined = _joined(str(fields[name]), str(value))
                if joined != fields[name]:
                    fields[name] = joined
                    decisions.append(Decision("joined", kept.id, name, joined, other.id, ""))
            elif not _equal(fields[name], value):
                mine, theirs = _text(fields[name]), _text(value)
                if name == "ISBN" and set(isbns(theirs)) <= set(isbns(mine)):
                    continue  # with 10 or 13 digits
                decisions.append(Decision("kept", kept.id, name, mine, other.id, theirs))
        extra = _merged_extra(extra, other.extra, kept.id, other.id, decisions)
        titles = titles or other.titles
        ids += [id for id in (other.id, *aliases(other)) if id != kept.id and id not in ids]
    if ids:
        custom = _object(extra.get("custom"))
        bibtex = {**_object(custom.get("bibtex")), "ids": ",".join(ids)}
        extra["custom"] = {**custom, "bibtex": bibtex}
    return Record(kept.id, type, fields, extra=extra, file=kept.file, line=kept.line, titles=titles)


def _merged_extra(
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    kept: str,
    other: str,
    decisions: list[Decision],
) -> dict[str, Any]:
    """Merge the values that CSL does not define. Objects are merged key by key."""
    result = dict(mine)
    for name, value in theirs.items():
        if name in ("ids", "entrytype"):
            if name == "entrytype":
                result.setdefault(name, value)
        elif name not in result:
            result[name] = value
            if not _is_object(value):
                decisions.append(Decision("taken", kept, name, _text(value), other, ""))
        elif _is_object(value) and _is_object(result[name]):
            result[name] = _merged_extra(result[name], value, kept, other, decisions)
        elif not _equal(result[name], value):
            mine_text, text = _text(result[name]), _text(value)
            decisions.append(Decision("kept", kept, name, mine_text, other, text))
    return result


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)


def _object(value: Any) -> Mapping[str, Any]:
    """Return an object of JSON, or an empty one in place of anything else."""
    return value if isinstance(value, Mapping) else {}


def _equal(mine: object, theirs: object) -> bool:
    """Return whether two values are equal, or differ only in their spelling."""
    return mine == theirs or same_text(_text(mine), _text(theirs))


def _text(value: object) -> str:
    """Return a value as text for the report."""
    if isinstance(value, tuple) and all(isinstance(name, Name) for name in value):
        return "; ".join(str(name) for name in value)
    if isinstance(value, Date):
        return str(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    return str(value)


def _joined(mine: str, theirs: str) -> str:
    """Join two lists of keywords, which semicolons or commas separate."""
    words: dict[str, str] = {}
    separator = "; " if ";" in mine + theirs else ", "
    for text in (mine, theirs):
        for word in text.split(";" if ";" in text else ","):
            words.setdefault(word.strip().casefold(), word.strip())
    return separator.join(word for word in words.values() if word)
