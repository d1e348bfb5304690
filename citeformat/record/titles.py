"""Split titles into main title and subtitle.

In: a title, or a record. Out: the two parts, or a record whose title has another delimiter between
them. CSL keeps both in one variable, and no style can split it.
"""

from __future__ import annotations

from citeformat.record.core import Record

__all__ = ["split_title", "with_subtitle_delimiter"]

_DELIMITER = ": "


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
