"""The resources of the service: what each answers.

In: a renderer and a `Message`. Out: an `Answer`. The functions are ordinary ones that take time and
know no web framework; `endpoint.py` calls them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from citeformat import __version__
from citeformat._util.text import is_digits
from citeformat.checking import check as check_references
from citeformat.engine.compiler.parse import locale_names
from citeformat.engine.processor.result import Bibliography
from citeformat.errors import StyleNotFound
from citeformat.interchange.convert import Conversion
from citeformat.interchange.convert import convert as convert_records
from citeformat.interchange.registry import WRITERS, find_writer
from citeformat.record import Records
from citeformat.service.media_types import MEDIA_TYPES, RENDERED, format_of
from citeformat.service.messages import Answer, Message, json_bytes
from citeformat.service.negotiation import OFFERS, Representation
from citeformat.service.problems import Refusal, problem_dicts
from citeformat.service.rendering import LINKS, Renderer
from citeformat.service.style_cache import LoadedStyle
from citeformat.styles import search

__all__ = [
    "CITED_OFFERS", "CONVERTED_OFFERS", "LISTED_OFFERS", "LONGEST_LIST", "RENDERED_OFFERS",
    "bibliography", "check", "citations", "cite_this", "convert", "locales", "readiness", "record",
    "style", "styles",
]  # fmt: skip

LISTED_OFFERS = ("json", *RENDERED, "jsonl")
RENDERED_OFFERS = ("json", *RENDERED)
CITED_OFFERS = ("json", "html", "text", "markdown", "jsonl")
CONVERTED_OFFERS = ("json", *(name for name in WRITERS if name in MEDIA_TYPES))

_TYPE = r"[\w.-]+/[\w.+-]+(?:;[^/]*)?"
_TYPE_FIRST = re.compile(rf"({_TYPE})/(.+)")
"""DataCite's links: the media type, then the DOI."""
_TRANSFORM = "/transform"
_TYPE_LAST = re.compile(rf"(.+?)(?:{_TRANSFORM})?/({_TYPE})")
"""Crossref's links: the DOI, then the media type."""
LONGEST_LIST = 100
"""The number of styles that a search returns."""


def record(renderer: Renderer, message: Message) -> Answer:
    """Answer with a record of the library: its data, or a reference in a style.

    Raises:
        RecordNotFound: No record has the id.
        NotAcceptable: The request accepts none of the formats.
    """
    found = renderer.library.find(message.id)
    if found is None:
        message = _linked(message)
        found = renderer.find(message.id)
    wanted = message.representation(OFFERS, renderer.settings.default_style)
    data = convert_records([found], to="csl-json", indent=0)
    loaded = renderer.style(wanted.style, wanted.locale) if wanted.is_rendered else None
    etag = _etag(data.encode("utf-8", "replace"), wanted, loaded)
    if _is_known(etag, message.known):
        return Answer(b"", wanted.content_type, etag, status=HTTPStatus.NOT_MODIFIED)
    if loaded is not None:
        made = loaded.style.bibliography([found]).with_links(LINKS)
        text = made.to(wanted.format)
    elif wanted.format == "csl-json":
        text = data.strip()[1:-1]  # the item itself, as Crossref and DataCite answer
    else:
        text = convert_records([found], to=wanted.format)
    return Answer(text.encode("utf-8", "replace"), wanted.content_type, etag)


def _linked(message: Message) -> Message:
    """Take the media type out of the path, where DataCite's and Crossref's links have it."""
    if message.id.endswith(_TRANSFORM):
        return replace(message, id=message.id.removesuffix(_TRANSFORM))
    for pattern, id, media_type in ((_TYPE_FIRST, 2, 1), (_TYPE_LAST, 1, 2)):
        linked = pattern.fullmatch(message.id)
        if linked and format_of(linked[media_type].partition(";")[0]):
            return replace(message, accept=linked[media_type], id=linked[id])
    return message


def bibliography(renderer: Renderer, message: Message) -> Answer:
    """Answer with the reference list of the records that the request brings.

    As JSON Lines, each record is rendered as the only one of its list, one after another.
    """
    wanted = message.representation(LISTED_OFFERS, renderer.settings.default_style)
    loaded = renderer.style(wanted.style, wanted.locale)
    records = message.records(renderer, limited=wanted.format != "jsonl")
    etag = _etag(message.body, wanted, loaded)
    if wanted.format == "jsonl":
        return Answer(_entry_lines(loaded, records), wanted.media_type, etag)
    made = loaded.style.bibliography(records).with_links(LINKS)
    problems = [*records.problems, *made.problems]
    if wanted.format == "json":
        value = {
            **_style_names(loaded),
            "entries": _entry_dicts(made),
            "text": made.text,
            "html": made.html,
            "problems": problem_dicts(problems),
        }
        return Answer(json_bytes(value), wanted.media_type, etag)
    return _text_answer(made.to(wanted.format), wanted, etag, len(problems))


def _entry_lines(loaded: LoadedStyle, records: Records) -> Iterator[bytes]:
    """Yield the entry of each record as a line of JSON, and first what could not be read."""
    if records.problems:
        yield json_bytes({"problems": problem_dicts(records.problems)})
    for entry, problems in loaded.style.entries_alone(records):
        entry = entry.with_links(LINKS)
        yield json_bytes(
            {
                "id": entry.id,
                "text": entry.text,
                "html": entry.html,
                "problems": problem_dicts(problems),
            }
        )


def citations(renderer: Renderer, message: Message) -> Answer:
    """Answer with the citations of a document, and the list of the works that it cites.

    `citations` of the body has the citations in order, as `citationItems` and `properties` of
    CSL-JSON, or as lists of ids. Without it, each record is cited once.
    """
    wanted = message.representation(RENDERED_OFFERS, renderer.settings.default_style)
    loaded = renderer.style(wanted.style, wanted.locale)
    records = message.records(renderer)
    given = message.list_of("citations")
    cited = renderer.citations([[id] for id in records.ids] if given is None else given)
    document = loaded.style.document(records, unknown="mark")
    texts = document.process(cited)
    etag = _etag(message.body, wanted, loaded)
    if wanted.format == "json":
        made = document.bibliography().with_links(LINKS)
        problems = [*records.problems, *made.problems]
        value = {
            **_style_names(loaded),
            "citations": [
                {
                    "id": citation.id,
                    "text": str(text),
                    "html": text.to("html"),
                    **({"author": str(text.author)} if text.author is not None else {}),
                    "problems": problem_dicts(text.problems),
                }
                for citation, text in zip(cited, texts, strict=True)
            ],
            "bibliography": _entry_dicts(made),
            "problems": problem_dicts(problems),
        }
        return Answer(json_bytes(value), wanted.media_type, etag)
    written = [text.to(wanted.format) for text in texts]
    if wanted.format == "html":
        written = [f'<div class="csl-citation">{text}</div>' for text in written]
    count = len(records.problems) + sum(len(text.problems) for text in texts)
    return _text_answer("".join(f"{text}\n" for text in written), wanted, etag, count)


def convert(renderer: Renderer, message: Message) -> Answer:
    """Answer with the records in another format.

    `to` names the format of an answer of JSON, which also says what the format cannot hold.
    """
    wanted = message.representation(CONVERTED_OFFERS, "")
    records = message.records(renderer)
    named = find_writer(message.option("to") or "csl-json").name
    format = named if wanted.format == "json" else wanted.format
    made: Conversion = convert_records(records, to=format)
    etag = _etag(message.body, wanted, None, format)
    if wanted.format == "json":
        value = {
            "format": format,
            "text": str(made),
            "losses": [each._asdict() for each in made.losses],
            "problems": problem_dicts(made.problems),
        }
        return Answer(json_bytes(value), wanted.media_type, etag)
    return _text_answer(str(made), wanted, etag, len(made.problems), len(made.losses))


def cite_this(renderer: Renderer, message: Message) -> Answer:
    """Answer with the texts of a "Cite this" box for each record.

    `styles` names styles and formats, with commas between them, or a set such as `inveniordm`.
    Without it, `style` names the only one.
    """
    wanted = message.representation(CITED_OFFERS, renderer.settings.default_style)
    style = message.option("style")
    names = message.names("styles") or ([style] if style else [])
    renderer.check_locale(wanted.locale)
    renderer.check_count(len(names), "styles")
    box, loaded = renderer.box(names, message.option("locale"))
    records = message.records(renderer, limited=wanted.format != "jsonl")
    etag = _etag(message.body, wanted, None, *names, *[each.checksum for each in loaded])
    if wanted.format == "jsonl":
        lines = (
            json_bytes({"id": each.id, "outputs": box.texts(each).as_dicts()}) for each in records
        )
        return Answer(lines, wanted.media_type, etag)
    made = [(each.id, box.texts(each)) for each in records]
    problems = list(records.problems)
    for _, texts in made:
        problems += [each for text in texts.values() for each in text.problems]
    if wanted.format == "json":
        value = {
            "records": [{"id": id, "outputs": texts.as_dicts()} for id, texts in made],
            "problems": problem_dicts(problems),
        }
        return Answer(json_bytes(value), wanted.media_type, etag)
    between = "" if wanted.format == "html" else "\n"
    text = between.join([texts.to(wanted.format) for _, texts in made])
    return _text_answer(text, wanted, etag, len(problems))


def check(renderer: Renderer, message: Message) -> Answer:
    """Answer with what is wrong with the records. `style` asks for what a style would print."""
    wanted = message.representation(("json", "text"), "")
    message.check_syntax()
    renderer.check_locale(wanted.locale)
    loaded = renderer.style(wanted.style, wanted.locale) if wanted.style else None
    records = message.records(renderer)
    style = None if loaded is None else loaded.style
    if message.members:
        report = check_references(records, style=style)
    else:  # bytes are never the name of a file
        report = check_references(message.body, style=style, format=message.reader or None)
    etag = _etag(message.body, wanted, loaded)
    if wanted.format == "json":
        value = {"problems": problem_dicts(report.problems)}
        return Answer(json_bytes(value), wanted.media_type, etag)
    return _text_answer(report.to("text"), wanted, etag, len(report.problems))


def styles(renderer: Renderer, message: Message) -> Answer:
    """Answer with the styles that `q` finds, the best first.

    Raises:
        Refusal: `limit` is not a number of styles.
    """
    wanted = message.representation(("json",), "")
    limit = message.query.get("limit", "20")
    if not (is_digits(limit) and 1 <= int(limit[:9]) <= LONGEST_LIST):
        detail = f"'limit' is a number from 1 to {LONGEST_LIST}"
        raise Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, detail)
    found = search(message.option("q"), renderer.settings.styles_folder)
    value = {
        "total": len(found),
        "styles": [
            {
                "name": each.name,
                "title": each.title,
                "short_title": each.short_title,
                "dependent": each.dependent,
            }
            for each in found[: int(limit)]
        ],
    }
    return _cached(message, json_bytes(value), wanted.media_type)


def style(renderer: Renderer, message: Message) -> Answer:
    """Answer with what a style is, or with its CSL.

    Raises:
        Refusal: No style has the name.
    """
    wanted = message.representation(("json", "csl"), "")
    try:
        loaded = renderer.style(message.id)
    except StyleNotFound as error:
        members = {"suggestions": list(error.suggestions)}
        raise Refusal(HTTPStatus.NOT_FOUND, str(error), members) from None
    found = loaded.style
    if wanted.format == "csl":
        return _cached(message, found.csl.encode(), wanted.media_type)
    value = {
        "name": found.name,
        "title": found.title,
        "dependent_of": found.dependent_of,
        "id": found.version.id,
        "updated": found.version.updated,
        "checksum": loaded.checksum,
        "locale": found.locale,
        "kind": found.kind,
        "citation_format": found.citation_format,
        "has_bibliography": found.has_bibliography,
        "problems": problem_dicts(found.problems),
    }
    return _cached(message, json_bytes(value), wanted.media_type)


def locales(_renderer: Renderer, message: Message) -> Answer:
    """Answer with the locales, and the name of each in its own language."""
    wanted = message.representation(("json",), "")
    value = [{"tag": tag, "name": name} for tag, name in locale_names().items()]
    return _cached(message, json_bytes(value), wanted.media_type)


def readiness(renderer: Renderer, _message: Message) -> Answer:
    """Answer whether the service can render: its style is loaded, and its records can be found."""
    renderer.style()
    renderer.library.find("")
    return Answer(json_bytes({"status": "ready"}), "application/json")


def _style_names(loaded: LoadedStyle) -> dict[str, Any]:
    return {"style": loaded.style.name, "locale": loaded.style.locale}


def _entry_dicts(made: Bibliography) -> list[dict[str, str]]:
    return [{"id": each.id, "text": each.text, "html": each.html} for each in made]


def _text_answer(
    text: str, wanted: Representation, etag: str, problems: int, losses: int = 0
) -> Answer:
    """Make an answer of text. How much went wrong is in headers; JSON says what."""
    counts = {"Citeformat-Problems": problems, "Citeformat-Losses": losses}
    headers = {name: str(count) for name, count in counts.items() if count}
    return Answer(text.encode("utf-8", "replace"), wanted.content_type, etag, headers)


def _cached(message: Message, body: bytes, media_type: str) -> Answer:
    """Make an answer that the client may have already."""
    etag = sha256(body).hexdigest()[:32]
    if _is_known(etag, message.known):
        return Answer(b"", media_type, etag, status=HTTPStatus.NOT_MODIFIED)
    return Answer(body, media_type, etag)


def _etag(body: bytes, wanted: Representation, loaded: LoadedStyle | None, *more: str) -> str:
    """Make the entity tag of an answer: the same for the same answer of the same version."""
    made = sha256(body)
    checksum, locale = ("", "") if loaded is None else (loaded.checksum, loaded.style.locale)
    name = "" if loaded is None else loaded.style.name
    parts = (__version__, wanted.format, wanted.media_type, name, checksum, locale, *more)
    made.update("\0".join(parts).encode("utf-8", "replace"))
    return made.hexdigest()[:32]


def _is_known(etag: str, known: str) -> bool:
    """Return whether the header `If-None-Match` has an entity tag (RFC 9110, section 13.1.2)."""
    return known.strip() == "*" or f'"{etag}"' in known
