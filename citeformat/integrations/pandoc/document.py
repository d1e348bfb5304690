"""Render the citations of a pandoc document, and its lists of references.

In: the JSON of a document, as pandoc hands it to filters. Out: the same document with its citations
and lists, and problems. The metadata has the meaning that it has for `pandoc --citeproc`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from citeformat.engine.processor.citation import Citation, Cite, CiteSort
from citeformat.engine.processor.result import CitationText
from citeformat.errors import FormatError, Problem, RecordNotFound, StyleError, StyleNotFound
from citeformat.integrations.pandoc.ast import CiteElement, Contents, find_contents
from citeformat.integrations.pandoc.lists import add_lists
from citeformat.integrations.pandoc.markup import EmbeddedElements, markup_of
from citeformat.integrations.pandoc.metadata import Metadata
from citeformat.integrations.pandoc.note_marks import move_punctuation, note
from citeformat.manuscripts.library import Library, read_library
from citeformat.manuscripts.locators import make_cite
from citeformat.manuscripts.notes import begun_note, has_note, in_note
from citeformat.manuscripts.settings import ALL_WORKS, DEFAULT_STYLE, Settings
from citeformat.output.entry_ids import entry_id
from citeformat.output.writers.pandoc import DataInlines, Element
from citeformat.richtext.links import link_addresses
from citeformat.style import Style

__all__ = ["Filtered", "filter_document"]

_FIRST_VERSION = [1, 20]
"""The first version of pandoc-types that is understood."""
_UNDERLINE_VERSION = [1, 21]
"""The first version that has the element `Underline`."""
_AFFIXES_VERSION = [1, 23]
"""The version of pandoc 3, in which a cite with a prefix or a suffix keeps its place."""
_OWN_KEYS = ("nocite", "references", "bibliography", "csl", "citation-style")
"""Metadata in which no citation is rendered."""


class Filtered(NamedTuple):
    """A document with its citations."""

    document: dict[str, Any]
    """The JSON of the document."""
    problems: tuple[Problem, ...]
    """What could not be done, such as unknown keys."""
    cited: tuple[str, ...]
    """The ids of the works in its lists, in the order of their first citations."""


def filter_document(
    document: Any,
    *,
    target: str = "",
    options: Settings | None = None,
    cache: bool = True,
    encode: bool = False,
) -> Filtered:
    """Render the citations of a document, and its lists of references.

    Args:
        document: The JSON of the document. It is changed in place.
        target: The format that pandoc will write, such as `"docx"`.
        options: Settings that count more than those in the metadata.
        cache: Whether the records of files may come from the cache.
        encode: Whether the entries of a list become an `Encoded` value, which only `dump` can
            write. This saves time.

    Returns:
        The document and its problems.

    Raises:
        FormatError: It is not a document of pandoc 2.8 or later.
        SourceError: A bibliography or a file of abbreviations cannot be read.
        StyleNotFound: The style does not exist.
        InvalidStyle: The style cannot be used.

    >>> id, title = {"t": "MetaString", "c": "knuth"}, {"t": "MetaString", "c": "T"}
    >>> reference = {"id": id, "title": title}
    >>> cite = {"citationId": "knuth", "citationPrefix": [], "citationSuffix": [],
    ...     "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0}
    >>> made = filter_document({"pandoc-api-version": [1, 23], "meta": {"references": {
    ...     "t": "MetaList", "c": [{"t": "MetaMap", "c": reference}]}},
    ...     "blocks": [{"t": "Para", "c": [{"t": "Cite", "c": [[cite], []]}]}]})
    >>> [word.get("c") for word in made.document["blocks"][0]["c"][0]["c"][1]]
    ['(“T,”', None, 'n.d.)']
    """
    meta, version = _checked(document)
    problems: list[Problem] = []
    settings = Settings.from_metadata(Metadata(meta), problems=problems)
    if options is not None:
        settings = settings | options
    style = _load_style(settings, problems)
    library = read_library(settings.bibliography or (), cache=cache)
    if settings.references:
        library = library.with_records(settings.references)
    parts = [value for key, value in meta.items() if key not in _OWN_KEYS]
    contents = find_contents([*parts, document["blocks"]], notes=style.kind == "note")
    embedded = EmbeddedElements()
    sort: CiteSort = "between-prefixes" if version < _AFFIXES_VERSION else "between-affixes"
    citations = _citations(contents, style, library, embedded, sort)
    cited = [cite.id for citation in citations for cite in citation.cites]
    listed = list(settings.nocite or ())
    if ALL_WORKS in listed:
        listed = [key for key in listed if key != ALL_WORKS] + list(library)
    listed = [library.resolve(key) for key in listed]
    works = list(dict.fromkeys([*cited, *listed]))
    known = [id for id in works if id in library]
    problems += library.problems_of(known)
    problems += [
        Problem("error", str(RecordNotFound(key)), hint=library.hint_for(key), record=key)
        for key in works if key not in library
    ]  # fmt: skip
    rendered = style.document(
        library.select(known), unknown="mark", link_citations=bool(settings.link_citations)
    )
    if listed:
        rendered.register(known, sort=False)
    texts = rendered.process(citations)
    for text in texts:
        problems += [problem for problem in text.problems if problem.record in library]
    links = {f"#{entry_id(id)}": f"#ref-{id}" for id in known if settings.link_citations}
    zotero = None
    if settings.zotero_fields and target in ("docx", ""):
        from citeformat.integrations.pandoc.zotero import ZoteroFields  # few documents have them

        zotero = ZoteroFields(style, library)
        zotero.add_preferences(meta)
    writer = _Writer(style, settings, embedded, links)
    for found, citation, text in zip(contents.cites, citations, texts, strict=True):
        content = writer.inlines(found, text)
        if zotero is not None:
            content = zotero.citation(content, citation, text)
        found.element["c"][1] = content
    writer.finish(contents)
    is_old = version < _UNDERLINE_VERSION
    add_lists(
        document, contents.lists, rendered, settings, problems, zotero, encode=encode and not is_old
    )
    if is_old:
        _replace_underlines(document)
    if target == "typst":
        _keep_from_typst(document, contents)
    return Filtered(document, tuple(dict.fromkeys(problems)), tuple(known))


def _keep_from_typst(document: dict[str, Any], contents: Contents) -> None:
    """Write citations as spans, and leave the bibliography out of the metadata. Otherwise pandoc
    writes Typst's own citations, which a filter cannot change, and a second list."""
    for found in contents.cites:
        cites, inlines = found.element["c"]
        keys = " ".join([each["citationId"] for each in cites])
        attributes = ["", ["citation"], [["cites", keys]]]
        found.element["t"], found.element["c"] = "Span", [attributes, inlines]
    for key in ("bibliography", "bibliographystyle", "citation-style", "csl", "nocite"):
        document["meta"].pop(key, None)


def _checked(document: Any) -> tuple[dict[str, Any], list[int]]:
    """Return the metadata and the version of a document.

    Raises:
        FormatError: It is not a document of pandoc, or that of an old version.
    """
    if not (
        isinstance(document, dict)
        and isinstance(document.get("blocks"), list)
        and isinstance(document.get("meta"), dict)
    ):
        raise FormatError("this is not a document of pandoc; run pandoc -t json")
    version = document.get("pandoc-api-version")
    if not isinstance(version, list) or not all(isinstance(each, int) for each in version):
        raise FormatError("the document does not say the version of pandoc that made it")
    if version < _FIRST_VERSION:
        shown = ".".join(map(str, version))
        raise FormatError(f"pandoc 2.8 or later is needed; the document has the version {shown}")
    return document["meta"], version


def _load_style(settings: Settings, problems: list[Problem]) -> Style:
    """Load the style of a document in its language, with its abbreviations."""
    name = settings.csl or DEFAULT_STYLE
    try:
        style = Style.load(name, locale=settings.lang or None)
    except StyleNotFound:
        raise
    except StyleError as error:
        if not settings.lang:
            raise
        style = Style.load(name)
        problems.append(Problem("error", f"lang: {error}", hint=f"{style.locale} is used"))
    if settings.citation_abbreviations:
        style = style.with_abbreviations(settings.citation_abbreviations)
    return style


def _citations(
    contents: Contents,
    style: Style,
    library: Library,
    embedded: EmbeddedElements,
    sort: CiteSort,
) -> list[Citation]:
    """Make the citations of a document."""
    words = style.locator_words
    made = []
    for found in contents.cites:
        cites: list[Cite] = []
        is_narrative = False
        for each in found.citations:
            name = each["citationMode"].get("t")
            if name == "AuthorInText" and not cites:
                is_narrative = True
            cites.append(
                make_cite(
                    library.resolve(each["citationId"]),
                    markup_of(each["citationPrefix"], embedded),
                    markup_of(each["citationSuffix"], embedded),
                    words,
                    suppress_author=name == "SuppressAuthor",
                )
            )
        made.append(
            Citation(
                tuple(cites),
                note_number=found.number,
                mode="composite" if is_narrative else "",
                sort=sort,
            )
        )
    return made


class _Writer:
    """Write rendered citations as inlines."""

    def __init__(
        self,
        style: Style,
        settings: Settings,
        embedded: EmbeddedElements,
        links: dict[str, str],
    ) -> None:
        self.is_note = style.kind == "note"
        self.language = style.locale
        self.in_quotes = style.punctuation_in_quote
        after = settings.notes_after_punctuation
        self.after_punctuation = self.is_note if after is None else after
        self.data = DataInlines(embedded.elements)
        self.links = links
        self.links_addresses = settings.link_bibliography is not False

    def inlines(self, found: CiteElement, text: CitationText) -> list[Element]:
        """Return the inlines of a citation."""
        if not self.is_note:
            return self.written(text, text.rich)
        author = [] if text.author is None else self.written(text.author, text.author.rich)
        if author and not has_note(text):
            return author
        if found.note is None:
            begun = begun_note(text, text.rich, self.language)
            return [*author, note(self.written(text, begun))]
        if text.author is not None:
            return [*author, *self.written(text, in_note(text.rich, narrative=True))]
        if found.note.begins_with(found.element):
            return self.written(text, begun_note(text, text.rich, self.language))
        return self.written(text, in_note(text.rich))

    def written(self, text: CitationText, rich: str) -> list[Element]:
        """Write the rich text of a citation."""
        targets: Sequence[str] = [self.links.get(target, target) for target in text.targets]
        if self.links_addresses and not targets and "://" in rich:
            rich, targets = link_addresses(rich)
        return self.data.write(rich, targets)

    def finish(self, contents: Contents) -> None:
        """Put the marks of notes in their places."""
        changed = {id(found.element) for found in contents.cites}
        for holder in contents.holders:
            move_punctuation(
                holder,
                changed,
                after_punctuation=self.after_punctuation,
                in_quotes=self.in_quotes,
            )


def _replace_underlines(document: dict[str, Any]) -> None:
    """Write underlined text as older versions of pandoc do."""
    stack: list[Any] = [document]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if node.get("t") == "Underline" and "c" in node:
                node["t"], node["c"] = "Span", [["", ["underline"], []], node["c"]]
            stack += node.values()
        elif isinstance(node, Sequence) and not isinstance(node, str):
            stack += node
