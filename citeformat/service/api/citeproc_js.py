"""Answer requests as Zotero's citeproc-js-server does, so that its clients change an address only.

In: a `Message` whose query and body have the names of that server. Out: its JSON, or its HTML.

Source: the README of citeproc-js-server ("Using the web service"), and the manual of citeproc-js
("makeBibliography()", "appendCitationCluster()").
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from citeformat.engine.processor.result import Bibliography
from citeformat.errors import FormatError
from citeformat.output import get_format
from citeformat.record import Records
from citeformat.service.messages import Answer, Message, json_bytes
from citeformat.service.rendering import LINKS, Renderer

__all__ = ["citeproc_js"]

_DEFAULTS = {
    "style": "chicago-author-date", "locale": "en-US", "bibliography": "1", "citations": "0",
    "outputformat": "html", "responseformat": "json", "linkwrap": "0",
}  # fmt: skip
_AROUND = {"html": ('<div class="csl-bib-body">\n', "</div>"), "rtf": ("{\\rtf ", "}")}
"""Format -> what is printed before and after the entries."""
_RESPONSE_TYPES = {"html": "text/html; charset=utf-8", "rtf": "text/rtf; charset=utf-8"}


def citeproc_js(renderer: Renderer, message: Message) -> Answer:
    """Render a bibliography and citations.

    Raises:
        Refusal: The body does not have the form that citeproc-js-server expects.
        StyleNotFound: No style has the name.
        FormatError: No format has the name.
    """
    options = {**_DEFAULTS, **{name: value for name, value in message.query.items() if value}}
    records = message.records(renderer)
    wanted = message.list_of("itemIDs")
    given = message.list_of("citationClusters")
    clusters = None if given is None else renderer.citations(given)
    response = options["responseformat"]
    if response not in ("json", *_RESPONSE_TYPES):
        raise FormatError(f"the response cannot be {response!r}, only json, html or rtf")
    if wanted is not None:
        ids = {str(each) for each in wanted}
        records = Records([each for each in records if each.id in ids], records.problems)
    loaded = renderer.style(options["style"], options["locale"])
    style = loaded.style
    output = get_format(options["outputformat"])
    format = output.name
    bibliography: Bibliography | None = None
    made: dict[str, Any] = {}
    citations: list[Any] = []
    if options["citations"] == "1":
        document = style.document(records, unknown="mark")
        document.register(records.ids, sort=False)
        if clusters is None:
            clusters = renderer.citations([[id] for id in records.ids])
        texts = document.process(clusters)
        citations = [[place, text.to(format)] for place, text in enumerate(texts)]
        bibliography = document.bibliography()
    before, after = _AROUND.get(format, ("", ""))
    entries: list[str] = []
    if options["bibliography"] == "1":
        if bibliography is None:
            bibliography = style.bibliography(records)
        if options["linkwrap"] == "1":
            bibliography = bibliography.with_links(LINKS)
        entries = [_entry(each.written(output), format) for each in bibliography]
        settings = {**_settings(bibliography), "bibstart": before, "bibend": after}
        made["bibliography"] = [settings, entries] if style.has_bibliography else False
    if options["citations"] == "1":
        made["citations"] = citations
    if response in _RESPONSE_TYPES:
        text = "".join([before, *entries, after])
        return Answer(text.encode("utf-8", "replace"), _RESPONSE_TYPES[response])
    return Answer(json_bytes(made), "application/json")


def _entry(text: str, format: str) -> str:
    """Write an entry with the markup around it."""
    if format == "html":
        return f'  <div class="csl-entry">{text}</div>\n'
    return f"{text}\r\n" if format == "rtf" else f"{text}\n"


def _settings(bibliography: Bibliography) -> Mapping[str, Any]:
    """Return what citeproc-js says about the layout of a bibliography."""
    layout = bibliography.layout
    settings: dict[str, Any] = {
        "maxoffset": layout.max_offset,
        "entryspacing": layout.entry_spacing,
        "linespacing": layout.line_spacing,
        "second-field-align": layout.second_field_align or False,
        "entry_ids": [[entry.id] for entry in bibliography],
        "bibliography_errors": [],
        "done": True,
    }
    if layout.hanging_indent:
        settings["hangingindent"] = True
    return settings
