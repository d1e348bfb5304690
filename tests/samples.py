"""Make small styles and records for tests: wrap a layout in a whole style.

In: CSL fragments and CSL-JSON values. Out: styles, documents, and rendered texts. Texts are HTML,
so that formatting shows, and a style that prints nothing gives `""`. What a style is expected to
print is in `tests/specification`; this is for tests that need code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from citeformat import Citation, Cite, Document, Record, Style
from citeformat.engine.processor.state import NOTHING

__all__ = [
    "bib", "cited", "csl", "date", "document", "entries", "entry", "make", "names", "record",
    "render", "terms",
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
    """Write a style.

    Args:
        layout: The elements in the layout of cs:citation.
        bibliography: The cs:bibliography, as `bib` makes it; a style may have none.
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
    """Write a cs:bibliography."""
    sorting = f"<sort>{sort}</sort>" if sort else ""
    return f"<bibliography {attributes}>{sorting}<layout {affixes}>{layout}</layout></bibliography>"


def terms(texts: str, lang: str = "", options: str = "") -> str:
    """Write a cs:locale with these cs:term elements."""
    tag = f' xml:lang="{lang}"' if lang else ""
    style_options = f"<style-options {options}/>" if options else ""
    return f"<locale{tag}>{style_options}<terms>{texts}</terms></locale>"


@lru_cache(maxsize=256)
def make(text: str, lang: str = "") -> Style:
    """Load a style; the same text gives the same object."""
    return Style.from_string(text, locale=lang or None, name="test")


def record(id: str = "a", type: str = "book", /, **fields: Any) -> Record:
    """Make a record of CSL-JSON values; `container_title` means `container-title`."""
    values = {name.replace("_", "-"): value for name, value in fields.items()}
    return Record.from_csl({"id": id, "type": type} | values)


def names(text: str) -> list[dict[str, str]]:
    """Make names of CSL-JSON of `"Given Family, Given Family"`; a family name may be alone."""
    parts = [name.rpartition(" ") for name in text.split(", ")]
    return [
        {"family": family, "given": given} if given else {"family": family}
        for given, _, family in parts
    ]


def date(*parts: int, **other: Any) -> dict[str, Any]:
    """Make a single date of CSL-JSON."""
    return {"date-parts": [list(parts)], **other} if parts else other


def document(text: str, records: Sequence[Record], lang: str = "") -> Document:
    """Make a document that may cite the records."""
    return make(text, lang).document(records)


def cited(
    text: str,
    records: Sequence[Record],
    *citations: str | Sequence[str | Cite] | Citation,
    lang: str = "",
) -> list[str]:
    """Render the citations of a document as HTML.

    Args:
        text: The style.
        records: What may be cited.
        citations: Each is a `Citation`, a list of cites, or the id of a work. In a style for
            notes, the last two are in notes 1, 2, 3 ... By default, one citation cites all
            records.
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
    texts = style.document(records)._editable().process(made)
    return [each.to("html").replace(NOTHING, "") for each in texts]


def render(
    layout: str, record: Record, cite: Mapping[str, Any] | None = None, lang: str = "", **style: str
) -> str:
    """Render one record in a layout of cs:citation; `style` has arguments of `csl`."""
    details = dict(cite or {})
    return cited(csl(layout, **style), [record], [Cite(record.id, **details)], lang=lang)[0]


def entries(text: str, records: Sequence[Record], lang: str = "") -> list[str]:
    """Render a bibliography of all records as HTML, in the style's order."""
    made = document(text, records, lang)
    made.register([each.id for each in records])
    return [each.html for each in made._session.bibliography()]


def entry(layout: str, record: Record, lang: str = "", **style: str) -> str:
    """Render one record in a layout of cs:bibliography; `style` has arguments of `csl`."""
    text = csl('<text value="x"/>', bib(layout), **style)
    return entries(text, [record], lang)[0]
