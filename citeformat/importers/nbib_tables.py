"""The fields of PubMed's MEDLINE format. Tables only.

Source: the National Library of Medicine, "MEDLINE/PubMed Data Element (Field) Descriptions".
"""

from __future__ import annotations

__all__ = ["IGNORED", "PEOPLE", "TEXT", "TYPES"]

TEXT = {
    "TI": "title", "TT": "original-title", "JT": "container-title",
    "TA": "container-title-short", "AB": "abstract", "VI": "volume", "IP": "issue",
    "PMID": "PMID", "PMC": "PMCID", "BTI": "container-title", "CTI": "collection-title",
    "PB": "publisher", "EN": "edition", "PL": "publisher-place", "GN": "note",
    "VTI": "volume-title",
}  # fmt: skip
"""Field -> CSL variable."""

PEOPLE = {"FAU": "author", "FED": "editor", "CN": "author"}
"""Field of full names -> CSL variable. AU and ED have the same people with initials."""

TYPES = {
    "book": "book", "book chapter": "chapter", "preprint": "article",
    "newspaper article": "article-newspaper", "dataset": "dataset", "interview": "interview",
    "technical report": "report", "academic dissertation": "thesis", "legal case": "legal_case",
    "legislation": "legislation", "video-audio media": "motion_picture",
    "webcast": "motion_picture",
}  # fmt: skip
"""Publication type in lower case -> CSL type; all others are articles in journals."""

IGNORED = frozenset(
    "AU ED OWN STAT DCOM LR CRDT MHDA EDAT PHST SB IS DP DEP PG LID AID LA OT MH PT ISBN".split()
)
"""Fields that are read by a rule of their own, or that say something of PubMed's own record."""
