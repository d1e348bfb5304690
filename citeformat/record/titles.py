"""Titles that are two: a main title and a subtitle, parted by a colon.

In: a title, or a record. Out: the two parts, or a record whose title has another delimiter between
them. CSL holds both in one variable, and no style can part them again.
"""

from __future__ import annotations

from citeformat.record.core import Record

__all__ = ["split_title", "with_subtitle_delimiter"]

_DELIMITER = ": "


def split_title(title: str) -> tuple[str, str]:
    """Main title and subtitle; the subtitle is `""` where there is none.

    Args:
        title: The whole title; the first colon that a blank follows parts it.

    >>> split_title("Skia: Exposing Shadow Branches")
    ('Skia', 'Exposing Shadow Branches')
    >>> split_title("From 10:30 on")
    ('From 10:30 on', '')
    """
    main, found, subtitle = title.partition(_DELIMITER)
    main, subtitle = main.rstrip(), subtitle.lstrip()
    return (main, subtitle) if found and main and subtitle else (title, "")


def with_subtitle_delimiter(record: Record, delimiter: str) -> Record:
    """The record with another delimiter between its title and its subtitle.

    Args:
        record: A record; one without a subtitle is returned as it is.
        delimiter: What stands between the two, such as `" : "`.

    >>> record = Record("x", "book", {"title": "Skia: Exposing Shadow Branches"})
    >>> with_subtitle_delimiter(record, " : ").title
    'Skia : Exposing Shadow Branches'
    """
    main, subtitle = split_title(record.title or "")
    return record.replace(title=f"{main}{delimiter}{subtitle}") if subtitle else record
