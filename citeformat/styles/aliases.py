"""Short names of styles that people type, with the file names that they mean.

Names that the style repository itself has changed (`vancouver`, `mla`, `ama`, `harvard1` ...) come
from its own list, `renamed-styles.json`, and are not repeated here. No name here is a file name.
"""

from __future__ import annotations

__all__ = ["ALIASES"]

ALIASES = {
    "abnt": "associacao-brasileira-de-normas-tecnicas",
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "aip": "american-institute-of-physics",
    "american-psychological-association": "apa",
    "ams": "american-mathematical-society-label",
    "aps": "american-physics-society",
    "asa": "american-sociological-association",
    "asce": "american-society-of-civil-engineers",
    "bluebook": "bluebook-law-review",
    "bmc": "biomed-central",
    "chicago": "chicago-author-date",
    "chicago-manual-of-style": "chicago-author-date",
    "cite-them-right": "harvard-cite-them-right",
    "cmos": "chicago-author-date",
    "cms": "chicago-author-date",
    "cse": "cse-name-year",
    "elsevier": "elsevier-harvard",
    "harvard": "harvard-cite-them-right",
    "ieee-transactions": "ieee",
    "iso-690": "iso690-author-date-en",
    "iso690": "iso690-author-date-en",
    "rsc": "royal-society-of-chemistry",
    "springer": "springer-basic-author-date",
    "turabian": "turabian-notes-bibliography",
    "unified-stylesheet": "unified-style-sheet-for-linguistics",
}
