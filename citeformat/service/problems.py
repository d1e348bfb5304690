"""What a service answers when it cannot do what a request asks.

In: an exception. Out: a `Refusal`: a status and the members of a problem (RFC 9457).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import islice
from typing import Any

from citeformat._util.text import similar_to
from citeformat.errors import (
    CiteformatError,
    InvalidStyle,
    NotAcceptable,
    Problem,
    RecordNotFound,
    StyleNotFound,
)

__all__ = ["PROBLEM_JSON", "Refusal", "problem_dicts", "refusal_of", "refuse_misspelled"]

PROBLEM_JSON = "application/problem+json"
"""The media type of problems (RFC 9457)."""
_MISSPELLED = 0.8
"""How similar a misspelled name is to a known one at least, as for `similar_to`."""
_MOST_COMPARED = 50
"""How many unknown names are compared with those that there are, because comparing takes time."""


@dataclass(eq=False)
class Refusal(CiteformatError):
    """A request that the service does not fulfil."""

    status: HTTPStatus
    detail: str
    """What is wrong, in one sentence."""
    members: Mapping[str, Any] = field(default_factory=dict)
    """What helps a program: suggestions, limits, media types."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the members of the problem.

        >>> Refusal(HTTPStatus.NOT_FOUND, "there is no record 'x'").as_dict()["title"]
        'Not Found'
        """
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": int(self.status),
            "detail": self.detail,
            **self.members,
        }

    def __str__(self) -> str:
        return self.detail


def refusal_of(error: CiteformatError) -> Refusal:
    """Return the answer to an error in a request.

    >>> refusal_of(StyleNotFound("apaa", ["apa"])).members
    {'suggestions': ['apa']}
    """
    if isinstance(error, Refusal):
        return error
    if isinstance(error, NotAcceptable):
        members: dict[str, Any] = {"available": list(error.available)}
        return Refusal(HTTPStatus.NOT_ACCEPTABLE, str(error), members)
    if isinstance(error, StyleNotFound):
        return Refusal(HTTPStatus.BAD_REQUEST, str(error), {"suggestions": list(error.suggestions)})
    if isinstance(error, RecordNotFound):
        return Refusal(HTTPStatus.NOT_FOUND, str(error), {"suggestions": list(error.suggestions)})
    if isinstance(error, InvalidStyle):
        detail = f"the style {error.name!r} is not valid"
        return Refusal(
            HTTPStatus.UNPROCESSABLE_ENTITY, detail, {"problems": problem_dicts(error.problems)}
        )
    return Refusal(HTTPStatus.BAD_REQUEST, str(error))


def refuse_misspelled(what: str, names: Iterable[str], known: Set[str]) -> None:
    """Make sure that no name is nearly a known one. Other unknown names are all right.

    Args:
        what: What messages call a name.
        names: The names that a request has.
        known: The names that there are.

    Raises:
        Refusal: A name is misspelled.

    >>> refuse_misspelled("parameter", ["style", "utm_source"], {"style", "locale"})
    """
    unknown = (name for name in names if name not in known)
    for name in islice(unknown, _MOST_COMPARED):
        near = similar_to(name.lower(), known, _MISSPELLED)
        if near:
            detail = f"there is no {what} {name!r}; did you mean {near[0]!r}?"
            raise Refusal(HTTPStatus.BAD_REQUEST, detail, {"suggestions": near})


def problem_dicts(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON objects. What only a maintainer needs is left out.

    >>> problem_dicts([Problem("error", "it is broken", line=3)])
    [{'severity': 'error', 'message': 'it is broken', 'line': 3}]
    """
    return [
        {
            name: value
            for name in ("severity", "message", "line", "hint", "record", "other_records")
            if (value := getattr(problem, name))
        }
        for problem in dict.fromkeys(problems)
    ]
