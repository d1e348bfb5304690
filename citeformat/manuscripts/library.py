"""Read the bibliography of a document, through a cache.

In: the names of files. Out: a `Library`: the records by id, and the problems of the files. What a
file was read as is kept on disk, under the checksum of the bytes and the state of the readers. A
record of the cache is made when it is asked for, because most documents cite few records of a large
file.

An entry of the cache is text: a line with a checksum, a line of JSON with the ids and the problems,
and a line of JSON for each record. The folder belongs to the user alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from functools import lru_cache
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING

from citeformat import __version__
from citeformat._util.cache_folder import (
    cache_folder,
    make_room,
    modules_state,
    read_checked,
    write_checked,
)
from citeformat._util.text import similar_to
from citeformat.errors import Problem, RecordError, RecordNotFound
from citeformat.record import Record, Records
from citeformat.record.custom import ids_by_alias

if TYPE_CHECKING:
    import os

    from citeformat.document import Document
    from citeformat.style import Style

__all__ = ["Library", "file_in", "read_library"]

_MAGIC = f"citeformat records 2 {__version__}"
_MAX_ENTRIES = 100
"""With so many entries, the older half is deleted."""
_MAX_STYLES = 4
"""The number of styles for which a library keeps what their documents share."""
_FOLDERS = ("_util", "csl", "interchange", "record", "richtext")
"""The folders whose modules decide what a file is read as."""


class Library(Mapping[str, Record]):
    """The records of a bibliography by id, and the problems of its files.

    >>> library = Library([Record("knuth1984", "book", title="The TeXbook")])
    >>> library["knuth1984"].title, len(library)
    ('The TeXbook', 1)
    """

    __slots__ = (
        "_aliases", "_entries", "_groups", "_places", "_shared_works", "_works", "problems",
    )  # fmt: skip

    problems: tuple[Problem, ...]
    """What could not be read, or had to be guessed."""
    _entries: dict[str, Record | bytes]
    """Id -> record, or the line of the cache that it is made of when it is asked for."""
    _works: Mapping[str, str]
    """Id -> its first author and year, as far as the cache has them."""
    _groups: dict[str, list[str]]
    """First author and year -> ids, when they have been asked for."""
    _places: dict[str, int]
    """Id -> its place in the library, when it has been asked for."""
    _shared_works: Callable[[Style], Style]
    """Returns a style as one whose documents share works. It keeps those that were used last."""

    def __init__(self, records: Iterable[Record] = (), problems: Iterable[Problem] = ()) -> None:
        records = tuple(records)
        self._entries = {}
        for record in records:
            self._entries.setdefault(record.id, record)
        self._aliases = ids_by_alias(records)
        self._works = {}
        self._groups = {}
        self._places = {}
        self._shared_works = lru_cache(_MAX_STYLES)(lambda style: style.with_shared_works())
        self.problems = tuple(problems)

    @classmethod
    def from_entry(cls, body: bytes) -> Library:
        """Make a library of an entry of the cache, without its checksum.

        Raises:
            ValueError: It is not an entry.
        """
        head, *lines = body.split(b"\n")
        ids, aliases, works, problems = json.loads(head)
        made = cls(problems=[Problem(*[*values, tuple(others)]) for *values, others in problems])
        made._entries = dict(zip(ids, lines, strict=True))
        made._aliases = aliases
        made._works = dict(zip(ids, works, strict=True))
        return made

    def select(self, ids: Iterable[str]) -> Records:
        """Return the records with these ids or aliases, in the order of the library. Ids that no
        record has are left out.

        >>> Library([Record("a", "book"), Record("b", "book")]).select(["b", "x"]).ids
        ('b',)
        """
        entries = self._entries
        if not self._places:
            self._places = {id: place for place, id in enumerate(entries)}
        wanted = {found for id in ids if (found := self.resolve(id)) in entries}
        ordered = sorted(wanted, key=self._places.__getitem__)
        unread = {id: entry for id in ordered if isinstance(entry := entries[id], bytes)}
        entries.update(zip(unread, _read_lines(list(unread.values())), strict=True))
        return Records([self[id] for id in ordered])

    def document(
        self, style: Style, ids: Iterable[str], *, link_citations: bool = False
    ) -> Document:
        """Start a document that cites some of the works. Unknown ids are marked in it.

        The documents of a style share what they find out about works (`Style.with_shared_works`).

        Args:
            style: The style.
            ids: The ids or aliases of the works that it can cite.
            link_citations: Whether each cite links to its entry.

        >>> from citeformat import Style
        >>> library = Library([Record("a", "book", title="TeX")])
        >>> library.document(Style.load("apa"), ["a"]).cite("a")
        '(TeX, n.d.)'
        """
        return self._shared_works(style).document(
            self.select(ids), unknown="mark", link_citations=link_citations
        )

    def same_author_and_year(self, ids: Iterable[str]) -> list[str]:
        """Return the ids of the works that have the first author and the year of one of these
        works: those that a style may have to tell from it by a letter.

        >>> books = [Record(id, "book", {"author": [{"family": name}], "issued": "2020"})
        ...          for id, name in (("a", "Doe"), ("b", "Doe"), ("c", "Roe"))]
        >>> Library(books).same_author_and_year(["a"])
        ['a', 'b']
        """
        if not self._groups:
            known = self._works
            self._works = {
                id: known[id] if id in known else _author_and_year(self[id]) for id in self._entries
            }
            groups: dict[str, list[str]] = {}
            for id, work in self._works.items():
                groups.setdefault(work, []).append(id)
            self._groups = groups  # set when complete: another thread may read it
        works = dict.fromkeys([self._works[id] for id in ids if id in self._entries])
        return [id for work in works for id in self._groups[work]]

    def resolve(self, id: str) -> str:
        """Return the id of the record that has this id or alias (BibLaTeX's field `ids`)."""
        return id if id in self._entries else self._aliases.get(id, id)

    def find(self, id: str) -> Record:
        """Return the record that has this id or alias.

        Raises:
            RecordNotFound: No record has it; `suggestions` has the nearest ids.

        >>> Library([Record("knuth1984", "book")]).find("knuth1984")
        Record('knuth1984', 'book')
        """
        found = self.resolve(id)
        if found in self._entries:
            return self[found]
        raise RecordNotFound(id, similar_to(id, self))

    def hint_for(self, id: str) -> str:
        """Return what may help with an id that no record has.

        >>> Library([Record("knuth1984")]).hint_for("knuth1894"), Library().hint_for("x")
        ('did you mean knuth1984?', 'no bibliography has been read')
        """
        near = similar_to(id, self)
        if near or self:
            return f"did you mean {', '.join(near)}?" if near else ""
        return "no bibliography has been read"

    def with_records(self, records: Iterable[Record]) -> Library:
        """Make a library with more records, which replace those with the same ids.

        >>> library = Library([Record("a", "book", title="Old")])
        >>> library.with_records([Record("a", "book", title="New")])["a"].title
        'New'
        """
        made = Library(records, self.problems)
        made._entries = self._entries | made._entries
        made._aliases = self._aliases | made._aliases
        return made

    def problems_of(self, ids: Iterable[str]) -> tuple[Problem, ...]:
        """Return the problems of these records, and those that belong to no record."""
        wanted = frozenset(map(self.resolve, ids))
        return tuple([problem for problem in self.problems if problem.belongs_to(wanted)])

    def __getitem__(self, id: str) -> Record:
        entry = self._entries.get(id)
        if entry is None:
            raise RecordNotFound(id)
        if isinstance(entry, bytes):
            (entry,) = _read_lines([entry])
            self._entries[id] = entry
        return entry

    def __contains__(self, id: object) -> bool:
        return id in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"<Library: {len(self)} records>"


def read_library(
    files: Sequence[str], *, folder: str | os.PathLike[str] = "", cache: bool = True
) -> Library:
    """Read the files of a bibliography together, as `read_several` does.

    Args:
        files: The names of files of any format that citeformat reads.
        folder: The folder of the document. A file that the current folder does not have is looked
            up there.
        cache: Whether records may come from the cache on disk, and be put there. A process keeps
            what it has read last as long as the files are the same.

    Raises:
        SourceError: A file does not exist, or it is not text.
        FormatError: A text is in no format that citeformat knows.

    >>> read_library(["examples/varied.bib"])["turing1950"].container_title
    'Mind'
    """
    return _read_files(
        tuple([_state(file_in(name, folder)) for name in dict.fromkeys(files)]), cache
    )


def file_in(name: str, folder: str | os.PathLike[str]) -> str:
    """Return the path of a file that a document names: it is in the current folder or in that of
    the document.

    >>> file_in("refs.bib", "")
    'refs.bib'
    """
    if folder:
        from citeformat.interchange.source import is_file_name

        if not is_file_name(name) and is_file_name(str(Path(folder, name))):
            return str(Path(folder, name))
    return name


@lru_cache(maxsize=8)
def _read_files(states: tuple[tuple[str, int, int], ...], cache: bool) -> Library:
    """Read files in their present state."""
    names = [name for name, _, _ in states]
    place = _entry_path(names) if cache else None
    if place is not None:
        stored = _stored(place)
        if stored is not None:
            return stored
    from citeformat.interchange.several import read_several  # what is stored needs no reader

    records = read_several([Path(name) for name in names])
    if place is not None and all(_state(state[0]) == state for state in states):
        _store(place, records)
    return Library(records, records.problems)


def _state(name: str) -> tuple[str, int, int]:
    """Return the name of a file, the time of its last change and its size."""
    try:
        status = Path(name).stat()
    except (OSError, ValueError):  # reading says what is wrong
        return name, 0, 0
    return name, status.st_mtime_ns, status.st_size


def _entry_path(names: Sequence[str]) -> Path | None:
    """Return the place of the entry for these files, or `None` if there is no cache for them."""
    folder = cache_folder()
    if folder is None:
        return None
    parts = [_MAGIC.encode(), modules_state(_FOLDERS).encode("utf-8", "surrogatepass")]
    for name in names:
        try:
            if not Path(name).is_file():
                return None
            data = Path(name).read_bytes()
        except (OSError, ValueError):  # reading says what is wrong
            return None
        parts += [f"{name}\0{len(data)}".encode("utf-8", "surrogatepass"), data]
    checksum = source_hash(b"\0".join(parts)).hex()
    return folder / f"records-{checksum}.json"


def _stored(path: Path) -> Library | None:
    """Return the library of an entry, or `None` if the entry is absent or damaged."""
    body = read_checked(path)
    if body is None:
        return None
    try:
        return Library.from_entry(body)
    except (ValueError, TypeError):
        return None


def _store(path: Path, records: Records) -> None:
    """Write the entry of records, unless it would not give back the same records."""
    lines = []
    for record in records:
        try:
            line = json.dumps(
                [record.to_csl(), record.file, record.line, record.titles], separators=(",", ":")
            ).encode()
            same = _read_lines([line]) == [record]
        except (TypeError, ValueError, RecursionError, RecordError):
            same = False
        if not same:
            return
        lines.append(line)
    problems = [astuple(problem) for problem in records.problems]
    works = [_author_and_year(record) for record in records]
    head = json.dumps([records.ids, ids_by_alias(records), works, problems], separators=(",", ":"))
    body = b"\n".join([head.encode(), *lines])
    make_room(path.parent, "records-", _MAX_ENTRIES)
    write_checked(path, body)


def _read_lines(lines: Sequence[bytes]) -> list[Record]:
    """Make records of their lines in the cache."""
    records = []
    for item, file, number, titles in json.loads(b"[%s]" % b",".join(lines)):
        record = Record.from_csl(item, file=file, line=number)
        records.append(record if titles is None else record.replace(titles=titles))
    return records


def _author_and_year(record: Record) -> str:
    """Return the family name of the first author of a work, or its title, and its year."""
    names = record.author or record.editor or ()
    issued = record.issued
    year = issued.parts[0][0] if issued is not None and issued.parts else ""
    name = names[0].family or names[0].literal if names else str(record.title or "")
    return f"{name.casefold()} {year}"
