"""Citations as citation objects of CSL-JSON."""

from __future__ import annotations

from citeformat.engine.processor.citation import Citation
from citeformat.record import Record
from citeformat.style import Style
from tests.specification.cases import style_text


def test_csl_json_citation() -> None:
    data = {
        "citationID": "x",
        "citationItems": [{"id": "a", "locator": 7, "label": "page"}],
        "properties": {"noteIndex": 0, "mode": "composite"},
    }
    work = {
        "id": "a",
        "type": "book",
        "author": [{"family": "Doe", "given": "Ann"}],
        "issued": {"date-parts": [[2000]]},
    }
    document = Style.from_string(style_text("citation/author-date")).document(
        [Record.from_csl(work)]
    )

    assert document.process([Citation.from_csl(data)]) == ["Doe (2000, p. 7)"]
