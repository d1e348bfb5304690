"""Names of months and seasons in the languages that .bib files are written in. Tables only."""

from __future__ import annotations

__all__ = ["MONTHS", "SEASONS"]

_ROWS = (
    "january jan januar janvier janv enero ene gennaio gen januari janeiro",
    "february feb februar février fevrier févr fevr febrero febbraio februari fevereiro fev",
    "march mar märz maerz mrz mars marzo maart março marco",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag mei maio",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug août aout agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro",
)

MONTHS = {name: number for number, row in enumerate(_ROWS, 1) for name in row.split()}
"""Name or abbreviation in lower case, without a full stop -> 1 to 12."""

SEASONS = {
    "spring": 21, "frühling": 21, "frühjahr": 21, "printemps": 21, "primavera": 21,
    "summer": 22, "sommer": 22, "été": 22, "verano": 22, "estate": 22,
    "autumn": 23, "fall": 23, "herbst": 23, "automne": 23, "otoño": 23, "autunno": 23,
    "winter": 24, "hiver": 24, "invierno": 24, "inverno": 24,
}  # fmt: skip
"""Name in lower case -> EDTF's code, 21 (spring) to 24 (winter)."""
