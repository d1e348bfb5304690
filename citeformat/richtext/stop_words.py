"""The words that title case leaves lower case: articles, conjunctions, prepositions, and the
particles of names.

Source: CSL 1.0.2 specification, "Title Case Conversion", whose list is widened by longer
prepositions and particles as the CSL test suite (`textcase_*`) has them.
"""

from __future__ import annotations

__all__ = ["STOP_WORDS"]

STOP_WORDS = frozenset(
    """
    a about above across afore after against al along alongside amid amidst among amongst an and
    anenst apropos apud around as aside astride at athwart atop barring before behind below
    beneath beside besides between beyond but by c ca circa d de despite down during e et except
    for forenenst from given i in inside into lest like modulo near next nor notwithstanding o of
    off on onto or out over per plus pro qua sans since so than the through throughout till to
    toward towards under underneath until unto up upon v van versus via von vs with within without
    yet y
    """.split()
)
