"""Documents of pandoc, made without pandoc."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from citeformat.integrations.pandoc import Filtered, filter_document
from citeformat.integrations.pandoc.ast import plain_text
from citeformat.output.writers.pandoc import Element, words

REFERENCES = [
    {"id": "sea", "type": "book", "title": "The Sea", "publisher": "Pub", "keyword": "water, blue",
     "author": [{"family": "Doe", "given": "Jane"}], "issued": "2000"},
    {"id": "sky", "type": "article-journal", "title": "The Sky", "container-title": "Nature",
     "author": [{"family": "Roe", "given": "John"}], "issued": "2001", "DOI": "10.1000/182"},
    {"id": "odd/key", "type": "webpage", "title": "A Page", "URL": "https://example.org/page",
     "author": [{"literal": "Org"}], "issued": "2002"},
]  # fmt: skip


def meta(value: Any) -> Element:
    """Write a value of the metadata as pandoc does."""
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [meta(each) for each in value]}
    if isinstance(value, dict) and "t" not in value:
        return {"t": "MetaMap", "c": {key: meta(each) for key, each in value.items()}}
    return value if isinstance(value, dict) else {"t": "MetaInlines", "c": words(str(value))}


def cite(
    *keys: str,
    mode: str = "NormalCitation",
    prefix: Sequence[Element] = (),
    suffix: Sequence[Element] = (),
) -> Element:
    """Make a citation; the mode and the affixes are those of the first cite."""
    citations = [
        {
            "citationId": key,
            "citationPrefix": list(prefix) if not number else [],
            "citationSuffix": list(suffix) if not number else [],
            "citationMode": {"t": mode if not number else "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for number, key in enumerate(keys)
    ]
    return {"t": "Cite", "c": [citations, words(f"[@{'; @'.join(keys)}]")]}


def para(*inlines: Element | str) -> Element:
    """Make a paragraph of elements and text."""
    content: list[Element] = []
    for each in inlines:
        content += words(each) if isinstance(each, str) else [each]
    return {"t": "Para", "c": content}


def note(*inlines: Element | str) -> Element:
    """Make a footnote."""
    return {"t": "Note", "c": [para(*inlines)]}


def document(*blocks: Element, **metadata: Any) -> dict[str, Any]:
    """Make a document that can cite `REFERENCES`."""
    values = {"references": REFERENCES, "csl": "apa"}
    values |= {key.replace("_", "-"): value for key, value in metadata.items()}
    return {
        "pandoc-api-version": [1, 23],
        "meta": {key: meta(value) for key, value in values.items()},
        "blocks": list(blocks),
    }


def filtered(*blocks: Element, **metadata: Any) -> Filtered:
    """Filter a document."""
    return filter_document(json.loads(json.dumps(document(*blocks, **metadata))))


def text_of(node: Any) -> str:
    """Return the text of blocks, with notes in double brackets."""
    node = json.loads(json.dumps(node))
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, dict):
            if each.get("t") == "Note":
                each["t"] = "Marked"
                each["c"] = [{"t": "Str", "c": "[["}, *each["c"], {"t": "Str", "c": "]]"}]
            stack += each.values()
        elif isinstance(each, list):
            stack += each
    return plain_text(node)
