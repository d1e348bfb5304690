"""The works that a preview cites: well-known ones of several types."""

from __future__ import annotations

from typing import Any

from citeformat.record import Record, Records

__all__ = ["SAMPLES"]


def _date(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


def _names(*names: str) -> list[dict[str, str]]:
    pairs = [name.partition(", ") for name in names]
    return [{"family": family, "given": given} for family, _, given in pairs]


SAMPLES = Records([
    Record.from_csl(item)
    for item in (
        {
            "id": "article", "type": "article-journal",
            "title": "Molecular structure of nucleic acids: "
            "A structure for deoxyribose nucleic acid",
            "author": _names("Watson, James D.", "Crick, Francis H. C."),
            "container-title": "Nature", "container-title-short": "Nature",
            "volume": "171", "issue": "4356", "page": "737-738", "issued": _date(1953, 4, 25),
            "DOI": "10.1038/171737a0", "ISSN": "0028-0836",
        },
        {
            "id": "many-authors", "type": "article-journal",
            "title": "Array programming with NumPy",
            "author": _names(
                "Harris, Charles R.", "Millman, K. Jarrod", "van der Walt, Stéfan J.",
                "Gommers, Ralf", "Virtanen, Pauli", "Cournapeau, David", "Wieser, Eric",
                "Taylor, Julian",
            ),
            "container-title": "Nature", "volume": "585", "issue": "7825", "page": "357-362",
            "issued": _date(2020, 9, 16), "DOI": "10.1038/s41586-020-2649-2",
        },
        {
            "id": "book", "type": "book", "title": "The structure of scientific revolutions",
            "author": _names("Kuhn, Thomas S."), "edition": "2",
            "publisher": "University of Chicago Press", "publisher-place": "Chicago",
            "issued": _date(1970), "ISBN": "978-0-226-45803-8",
        },
        {
            "id": "chapter", "type": "chapter",
            "title": "Thick description: Toward an interpretive theory of culture",
            "author": _names("Geertz, Clifford"),
            "container-title": "The interpretation of cultures: Selected essays",
            "editor": _names("Darnton, Robert"), "page": "3-30", "publisher": "Basic Books",
            "publisher-place": "New York", "issued": _date(1973),
        },
        {
            "id": "conference", "type": "paper-conference", "title": "Attention is all you need",
            "author": _names(
                "Vaswani, Ashish", "Shazeer, Noam", "Parmar, Niki", "Uszkoreit, Jakob"
            ),
            "container-title": "Advances in neural information processing systems",
            "event-title": "Conference on Neural Information Processing Systems",
            "volume": "30", "page": "5998-6008", "issued": _date(2017),
            "publisher": "Curran Associates", "publisher-place": "Red Hook, NY",
        },
        {
            "id": "thesis", "type": "thesis",
            "title": "A symbolic analysis of relay and switching circuits",
            "author": _names("Shannon, Claude E."), "genre": "Master’s thesis",
            "publisher": "Massachusetts Institute of Technology", "issued": _date(1940),
        },
        {
            "id": "report", "type": "report",
            "title": "Climate change 2021: The physical science basis",
            "author": [{"literal": "Intergovernmental Panel on Climate Change"}],
            "publisher": "Cambridge University Press", "publisher-place": "Cambridge",
            "issued": _date(2021), "DOI": "10.1017/9781009157896",
        },
        {
            "id": "webpage", "type": "webpage", "title": "What is open science?",
            "author": [{"literal": "UNESCO"}], "container-title": "UNESCO",
            "URL": "https://www.unesco.org/en/open-science", "issued": _date(2023, 5, 30),
            "accessed": _date(2024, 2, 12),
        },
    )
])  # fmt: skip
"""The records, one or two for each type that readers cite most."""
