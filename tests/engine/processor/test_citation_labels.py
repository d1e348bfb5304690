"""Labels of works whose records have no citation-label."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat.engine.processor.citation_labels import citation_label
from citeformat.engine.runtime.item.fields import Item
from citeformat.record import Record


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"author": [{"family": "Doe"}, {"family": "Roe"}], "issued": "1999"}, "DoRo99"),
        ({"author": [{"given": "Plato"}], "issued": "1999"}, "Plat99"),
        ({"author": [{"literal": "ACM"}], "issued": "1999"}, "Acm99"),
        ({"author": [{"family": "Doe"}, {"literal": "others"}], "issued": "1999"}, "Doe99"),
        ({"editor": [{"family": "Doe"}], "title": "Trees"}, "Doe"),
        ({"title": "Trees", "issued": {"date-parts": [[], [2001]]}}, "Tree"),
        ({"title": "Trees", "citation-label": "T1"}, "T1"),
    ],
)
def test_label(values: dict[str, Any], label: str) -> None:
    record = Record.from_csl({"id": "x", "type": "book", **values}, problems=[])

    assert citation_label(Item(record, "en")) == label
