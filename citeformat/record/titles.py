"""Split and join titles, and prepare those of a .bib file for a style.

In: a title, or a record. Out: main title and subtitle, or a record with other titles. CSL keeps
main title and subtitle in one variable, and no style can split it.
"""

from __future__ import annotations

import re
from typing import get_args

from citeformat.errors import RecordError
from citeformat.record.collection import Records
from citeformat.record.core import Record, TitleCase, Value
from citeformat.record.title_case import to_sentence_case

__all__ = [
    "join_titles",
    "join_volume_title",
    "printed_titles",
    "split_title",
    "with_subtitle_delimiter",
    "with_title_case",
]

_DELIMITER = ": "
_TAGS_AT_END = re.compile(r"(?:<[^<>]*>)+\Z")
_PARTS_OF_BOOKS = frozenset("chapter entry entry-dictionary entry-encyclopedia".split())
_NAMES = frozenset("bill hearing legal_case legislation regulation treaty".split())
"""Types whose titles are the names of cases and statutes."""
_CONFERENCES = frozenset(("proceedings", "mvproceedings"))
"""Entry types whose titles are the names of conferences."""


def split_title(title: str) -> tuple[str, str]:
    """Split a title into main title and subtitle, which may be `""`.

    Args:
        title: The whole title. The first colon with a blank after it separates the two.

    >>> split_title("Skia: Exposing Shadow Branches")
    ('Skia', 'Exposing Shadow Branches')
    >>> split_title("From 10:30 on")
    ('From 10:30 on', '')
    """
    main, found, subtitle = title.partition(_DELIMITER)
    main, subtitle = main.rstrip(), subtitle.lstrip()
    return (main, subtitle) if found and main and subtitle else (title, "")


def with_subtitle_delimiter(record: Record, delimiter: str) -> Record:
    """Put another delimiter between the title and the subtitle of a record.

    Args:
        record: A record. One without a subtitle is returned unchanged.
        delimiter: The text between the two, such as `" : "`.

    >>> record = Record("x", "book", {"title": "Skia: Exposing Shadow Branches"})
    >>> with_subtitle_delimiter(record, " : ").title
    'Skia : Exposing Shadow Branches'
    """
    main, subtitle = split_title(record.title or "")
    return record.replace(title=f"{main}{delimiter}{subtitle}") if subtitle else record


def join_titles(first: str, second: str) -> str:
    """Join two titles with a colon, or with a space after a mark that ends a phrase.

    >>> join_titles("A Study of History", "The Growths"), join_titles("What Is Life?", "Essays")
    ('A Study of History: The Growths', 'What Is Life? Essays')
    """
    if not (first and second):
        return first or second
    last = _TAGS_AT_END.sub("", first)[-1:]
    return f"{first} {second}" if last in "?!:…" else f"{first}{_DELIMITER}{second}"


def join_volume_title(record: Record) -> Record:
    """Join the title of a volume to the title of the whole, for a style or a format without it.

    Args:
        record: A record. If it is neither a book nor a chapter, it is returned unchanged.

    >>> record = Record("x", "book", {"title": "A Study of History", "volume-title": "The Growths"})
    >>> join_volume_title(record).title
    'A Study of History: The Growths'
    """
    volume_title = record.volume_title
    if volume_title and record.type == "chapter":
        container = join_titles(record.container_title or "", volume_title)
        return record.replace(container_title=container, volume_title=None)
    if volume_title and record.type == "book":
        title = join_titles(record.title or "", volume_title)
        return record.replace(title=title, volume_title=None)
    return record


def printed_titles(record: Record, *, language: str = "en") -> Record:
    """Return a record with its titles in the case in which a style prints them.

    English titles in title case become sentence case, if the record is from a .bib file or asks for
    it (`Record.titles`). These are the title, the short title, and the title of the book that a
    chapter is in. Journals, series, conferences, statutes and legal cases have names, which keep
    their capitals.

    Args:
        record: A record.
        language: The language of titles whose record has no language.

    >>> record = Record("x", "book", {"title": "The Art of Computer Programming"})
    >>> printed_titles(record).title
    'The Art of Computer Programming'
    >>> printed_titles(record.replace(titles="sentence")).title
    'The art of computer programming'
    """
    custom = record.extra.get("custom") if record.extra else None
    entry = custom.get("bibtex") if isinstance(custom, dict) else None
    if not isinstance(entry, dict):
        if record.titles is None:
            return record
        entry = {}
    fields = record.fields
    changed: dict[str, Value] = {}
    if record.titles != "as-is" and str(fields.get("language") or language)[:2].lower() == "en":
        variables = ["container-title"] if record.type in _PARTS_OF_BOOKS else []
        is_journal = record.type == "periodical" and "container-title" not in fields
        is_name = is_journal or record.type in _NAMES or entry.get("entrytype") in _CONFERENCES
        if not is_name:
            variables += ("title", "volume-title")
        for variable in variables:
            title = fields.get(variable)
            if isinstance(title, str) and (text := to_sentence_case(title)) != title:
                changed[variable] = text
        short = fields.get("title-short")
        if "title" in changed and isinstance(short, str):
            changed["title-short"] = to_sentence_case(short)
    if changed:
        record = Record(
            record.id, record.type, {**fields, **changed}, extra=record.extra, file=record.file,
            line=record.line, titles=record.titles,
        )  # fmt: skip
    return record


def with_title_case(records: Records, titles: TitleCase | None) -> Records:
    """Say for all records how styles print their English titles.

    Args:
        records: The records.
        titles: `"sentence"` or `"as-is"`. With `None`, each record keeps its own `Record.titles`.

    Raises:
        RecordError: It is neither of them.

    >>> records = Records([Record("x", "book", {"title": "The Art of Programming"})])
    >>> with_title_case(records, "sentence")["x"].titles
    'sentence'
    """
    if titles is None:
        return records
    if titles not in get_args(TitleCase):
        raise RecordError(f"titles are 'as-is' or 'sentence', not {titles!r}")
    return Records([record.replace(titles=titles) for record in records], records.problems)
