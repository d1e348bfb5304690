"""Small styles and records for tests: a layout is wrapped into a whole style.

In: CSL fragments and CSL-JSON values. Out: styles, documents, and rendered texts. Texts come as
HTML (the formatting is to be seen), and a style that prints nothing gives `""`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from citeformat import Citation, Cite, Document, Record, Style
from citeformat.document.reference import NOTHING

__all__ = [
    "author", "bib", "cited", "csl", "date", "document", "entries", "entry", "make", "names",
    "record", "render", "terms",
]  # fmt: skip

_HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}" {attributes}>\n'
    "<info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>\n"
)


def csl(
    layout: str,
    bibliography: str = "",
    *,
    macros: str = "",
    locale: str = "",
    attributes: str = "",
    citation: str = "",
    affixes: str = "",
    sort: str = "",
    kind: str = "in-text",
) -> str:
    """The text of a style.

    Args:
        layout: What stands in the layout of cs:citation.
        bibliography: The whole cs:bibliography, or nothing (see `bib`).
        macros: Elements cs:macro.
        locale: Elements cs:locale.
        attributes: Attributes of cs:style.
        citation: Attributes of cs:citation.
        affixes: Attributes of the layout of cs:citation.
        sort: Elements cs:key of cs:citation.
        kind: The class, `"in-text"` or `"note"`.
    """
    head = _HEAD.format(kind=kind, attributes=attributes)
    sorting = f"<sort>{sort}</sort>" if sort else ""
    return (
        f"{head}{locale}\n{macros}\n<citation {citation}>{sorting}"
        f"<layout {affixes}>{layout}</layout></citation>\n{bibliography}\n</style>\n"
    )


def bib(layout: str, attributes: str = "", sort: str = "", affixes: str = "") -> str:
    """The text of a cs:bibliography."""
    sorting = f"<sort>{sort}</sort>" if sort else ""
    return f"<bibliography {attributes}>{sorting}<layout {affixes}>{layout}</layout></bibliography>"


def terms(texts: str, lang: str = "", options: str = "") -> str:
    """The text of a cs:locale with these elements cs:term."""
    tag = f' xml:lang="{lang}"' if lang else ""
    style_options = f"<style-options {options}/>" if options else ""
    return f"<locale{tag}>{style_options}<terms>{texts}</terms></locale>"


@lru_cache(maxsize=256)
def make(text: str, lang: str = "") -> Style:
    """The style of this text; equal texts give one and the same style."""
    return Style.from_string(text, locale=lang or None, name="test")


def record(id: str = "a", type: str = "book", /, **fields: Any) -> Record:
    """A record of CSL-JSON values; `container_title` stands for `container-title`."""
    values = {name.replace("_", "-"): value for name, value in fields.items()}
    return Record.from_csl({"id": id, "type": type} | values)


def author(name: str) -> dict[str, str]:
    """A name of CSL-JSON written as `"Given Family"`, or `"Family"` alone."""
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"family": family}


def names(text: str) -> list[dict[str, str]]:
    """Names of CSL-JSON, as `author` has them, with commas between them."""
    return [author(name) for name in text.split(", ")]


def date(*parts: int, **other: Any) -> dict[str, Any]:
    """A single date of CSL-JSON."""
    return {"date-parts": [list(parts)], **other} if parts else other


def document(text: str, records: Sequence[Record], lang: str = "") -> Document:
    """A document in a style that may cite the records."""
    return make(text, lang).document(records)


def cited(
    text: str,
    records: Sequence[Record],
    *citations: str | Sequence[str | Cite] | Citation,
    lang: str = "",
) -> list[str]:
    """The citations of a document as HTML.

    Args:
        text: The style.
        records: What may be cited.
        citations: Each a citation, a list of cites, or the id of the one work that it cites;
            those of a list stand in notes that are counted from 1 in a style for notes.
            Without any, there is one citation of all records.
    """  # fmt: skip
    style = make(text, lang)
    is_note = 'class="note"' in text
    made = []
    wanted = citations or ([each.id for each in records],)
    for number, citation in enumerate(wanted, 1):
        if not isinstance(citation, Citation):
            each = [citation] if isinstance(citation, str) else citation
            cites = tuple(Cite(cite) if isinstance(cite, str) else cite for cite in each)
            citation = Citation(cites, note_number=number if is_note else 0)
        made.append(citation)
    texts = style.document(records)._session.process(made)
    return [each.to("html").replace(NOTHING, "") for each in texts]


def render(
    layout: str, record: Record, cite: Mapping[str, Any] | None = None, lang: str = "", **style: str
) -> str:
    """One record in a layout of cs:citation, as HTML; `style` as `csl` takes it."""
    details = dict(cite or {})
    return cited(csl(layout, **style), [record], [Cite(record.id, **details)], lang=lang)[0]


def entries(text: str, records: Sequence[Record], lang: str = "") -> list[str]:
    """The entries of a bibliography as HTML, in the style's order."""
    made = document(text, records, lang)
    made.register([each.id for each in records])
    return [each.html for each in made._session.bibliography()]


def entry(layout: str, record: Record, lang: str = "", **style: str) -> str:
    """One record in a layout of cs:bibliography, as HTML; `style` as `csl` takes it."""
    text = csl('<text value="x"/>', bib(layout), **style)
    return entries(text, [record], lang)[0]
