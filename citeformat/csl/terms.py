"""The terms of CSL 1.0.2.

Source: CSL 1.0.2 specification, Appendix II, "Terms", with the old `editortranslator`, and
`printing`, as the locale files call `printing-number`.
"""

from __future__ import annotations

from citeformat.csl.attributes import LOCATORS
from citeformat.csl.variables import NAME_VARIABLES, NUMBER_VARIABLES, TYPES

__all__ = ["TERMS"]

_NUMBERED = (
    [f"month-{number:02d}" for number in range(1, 13)]
    + [f"season-{number:02d}" for number in range(1, 5)]
    + [f"ordinal-{number:02d}" for number in range(100)]
    + [f"long-ordinal-{number:02d}" for number in range(1, 11)]
)
_PUNCTUATION = """
    open-quote close-quote open-inner-quote close-inner-quote page-range-delimiter colon comma
    semicolon
""".split()
_MISCELLANEOUS = """
    accessed ad advance-online-publication album and anonymous at audio-recording bc bce by ce
    circa cited et-al film forthcoming from henceforth ibid in internet interview letter loc-cit
    no-place no-publisher on online op-cit ordinal original-work-published personal-communication
    podcast podcast-episode preprint printing radio-broadcast radio-series radio-series-episode
    reference retrieved review-of scale special-issue special-section television-broadcast
    television-series television-series-episode video working-paper editortranslator
""".split()
_OF_TWO_WORDS = ["and others", "available at", "in press", "no date", "presented at", "sub verbo"]

TERMS = (
    TYPES
    | NAME_VARIABLES
    | NUMBER_VARIABLES
    | LOCATORS
    | {*_NUMBERED, *_PUNCTUATION, *_MISCELLANEOUS, *_OF_TWO_WORDS}
)
"""The names of all terms."""
