"""Get books of Open Library.

In: ISBNs. Out: JSON, and the CSL-JSON items in it.

Source: Open Library, "Books API", `jscmd=data`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from citeformat.errors import Problem
from citeformat.fetching.client import Client, Unavailable
from citeformat.fetching.stored import Found
from citeformat.record.text.dates import from_text
from citeformat.record.text.identifiers import Identifier
from citeformat.record.works.values import (
    first,
    listed,
    mapping,
    present,
    split_name,
    string,
    with_subtitle,
)

__all__ = ["fetch_isbns", "read_book"]


def fetch_isbns(
    client: Client, urls: Mapping[str, str], identifiers: Sequence[Identifier]
) -> dict[Identifier, Found]:
    """Get books of Open Library.

    Args:
        client: Asks the service.
        urls: Service -> the address of its API.
        identifiers: The ISBNs.

    Returns:
        The books that exist, each as JSON.

    Raises:
        Unavailable: Open Library does not answer, or not with JSON.
    """
    keys = {each: f"ISBN:{each.value}" for each in identifiers}
    query = {"bibkeys": ",".join(keys.values()), "format": "json", "jscmd": "data"}
    url = f"{urls['openlibrary']}/api/books"
    answer = client.get("Open Library", url, query, "application/json")
    try:
        books = json.loads(answer.body) if answer.status == 200 else None
    except (ValueError, RecursionError):
        books = None
    if not isinstance(books, dict):
        reason = f"status {answer.status}, {answer.media_type or 'no type'}"
        raise Unavailable(f"the answer of Open Library cannot be used: {reason}", "try again later")
    return {
        each: Found(json.dumps(books[key]), "open-library")
        for each, key in keys.items()
        if isinstance(books.get(key), dict) and books[key].get("title")
    }


def read_book(text: str, identifier: Identifier, problems: list[Problem]) -> dict[str, Any]:
    """Convert a book to a CSL-JSON item.

    Args:
        text: The book as JSON.
        identifier: The ISBN that was asked for.
        problems: Receives a problem if the book has no authors.
    """
    book = mapping(json.loads(text))
    names = [string(mapping(one).get("name")) for one in listed(book.get("authors"))]
    statement = string(book.get("by_statement"))
    if not any(names):
        message = "Open Library names no authors"
        hint = f"the book says {statement!r}" if statement else ""
        problems.append(
            Problem("warning", message, identifier.address, 0, hint, str(identifier))
        )  # fmt: skip
    date = from_text(string(book.get("publish_date")))
    return present({
        "type": "book",
        "title": with_subtitle(string(book.get("title")), string(book.get("subtitle"))),
        "author": [split_name(name) for name in names if name],
        "issued": date.to_csl() if date is not None else None,
        "publisher": string(mapping(first(book.get("publishers"))).get("name")),
        "publisher-place": string(mapping(first(book.get("publish_places"))).get("name")),
        "number-of-pages": string(book.get("number_of_pages")),
        "ISBN": identifier.value,
    })  # fmt: skip
