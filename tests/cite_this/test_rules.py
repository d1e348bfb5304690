"""The forms of a portal's seven texts, rule by rule.

Each row of `RULES` is a rule of one text. The number in the id of its test is the section of the
rule book: 1.1 APA, 1.2 Standard, 1.3 Harvard, 1.4 Vancouver, 1.5 Author, 1.6 BIBTEX, 1.7 RIS. The
records are made up. In an expected text, `*` surrounds italics and `**` surrounds bold text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from citeformat import Record
from citeformat.cite_this import BOXES, CiteThis, Texts, cite_this
from tests.cite_this.portal import marked


def names(*written: str) -> list[dict[str, str]]:
    """Make names of the form "Family, Given", or of a group."""
    made = []
    for name in written:
        family, comma, given = name.partition(", ")
        made.append({"family": family, "given": given} if comma else {"literal": name})
    return made


def day(*parts: int) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


TWO = names("Roe, Jane Quinn", "Lim, Wei")
ELEVEN = names(*[f"N{letter}, Ada" for letter in "abcdefghijk"])

RECORDS: dict[str, dict[str, Any]] = {
    "article": {
        "type": "article-journal", "title": "Salt in snow: a survey", "author": TWO,
        "container-title": "Polar Notes", "volume": "7", "issue": "2", "page": "54-67",
        "issued": day(2021, 3), "DOI": "10.1000/salt", "ISSN": "1234-5679, 1234-5687",
    },
    "contribution": {
        "type": "paper-conference", "title": "Ice: a model", "author": TWO,
        "container-title": "Proceedings of IceConf 2025", "page": "529-544",
        "publisher": "Polar Press", "issued": day(2025), "DOI": "10.1000/ice",
    },
    "chapter": {
        "type": "chapter", "title": "Frost", "author": TWO, "container-title": "Cold Things",
        "page": "1-17", "publisher": "Polar Press", "publisher-place": "Oslo",
        "issued": day(2020),
    },
    "paper": {
        "type": "paper-conference", "title": "Hail", "author": TWO, "issued": day(2022),
        "event-title": "HailConf", "event-place": "Oslo, Norway",
    },
    "book": {
        "type": "book", "title": "Rime", "author": TWO, "issued": day(2019),
        "publisher": "Polar Press", "publisher-place": "Oslo", "number-of-pages": "208",
    },
    "thesis": {
        "type": "thesis", "title": "Sleet", "author": names("Roe, Jane"), "issued": day(2018),
        "genre": "Doctor of Philosophy", "publisher": "University of Oslo",
        "publisher-place": "Oslo", "number-of-pages": "178",
    },
}  # fmt: skip

EDITORS = names("Berg, Ola", "Dahl, Eva Marie")
EVENT = {
    "event-title": "IceConf 2025",
    "event-place": "Oslo, Norway",
    "event-date": {"date-parts": [[2025, 3, 30], [2025, 4, 2]]},
}
SERIES = {"collection-title": "Ice Series"}
NUMBERED = {**SERIES, "collection-number": "12 LN"}


class Rule(NamedTuple):
    """A rule: what is printed for a record."""

    id: str
    """The section, and what the rule is about."""
    kind: str
    """The key of the record in `RECORDS`."""
    changes: dict[str, Any]
    """Other values of the record; `None` removes a value."""
    text: str
    """The text; or the end of it after an ellipsis."""
    locale: str = ""


LABELS = {"1.1": "APA", "1.2": "Standard", "1.3": "Harvard", "1.4": "Vancouver", "1.5": "Author",
          "1.6": "BIBTEX", "1.7": "RIS"}  # fmt: skip

APA = [
    Rule("1.1 article", "article", {},
         "Roe, J. Q., & Lim, W. (2021). Salt in snow: a survey. *Polar Notes*, *7*(2), 54-67. "
         "https://doi.org/10.1000/salt"),
    Rule("1.1 names: hyphenated given name", "article", {"author": names("Roe, Mei-Qing")},
         "Roe, M.-Q. (2021). Salt in snow: a survey. *Polar Notes*, *7*(2), 54-67. "
         "https://doi.org/10.1000/salt"),
    Rule("1.1 names: all are listed", "article", {"author": ELEVEN, "DOI": None},
         "Na, A., Nb, A., Nc, A., Nd, A., Ne, A., Nf, A., Ng, A., Nh, A., Ni, A., Nj, A., & Nk, A. "
         "(2021). Salt in snow: a survey. *Polar Notes*, *7*(2), 54-67."),
    Rule("1.1 names: a group", "article", {"author": names("Ice Group")},
         "Ice Group (2021). Salt in snow: a survey. *Polar Notes*, *7*(2), 54-67. "
         "https://doi.org/10.1000/salt"),
    Rule("1.1 in press", "article",
         {"issued": None, "status": "in press", "volume": None, "issue": None, "page": None,
          "DOI": None},
         "Roe, J. Q., & Lim, W. (Accepted/In press). Salt in snow: a survey. *Polar Notes*."),
    Rule("1.1 article number", "article", {"page": None, "number": "e12"},
         "… *Polar Notes*, *7*(2), Article e12. https://doi.org/10.1000/salt"),
    Rule("1.1 article number after pages", "article", {"number": "e12"},
         "… *Polar Notes*, *7*(2), 54-67, Article e12. https://doi.org/10.1000/salt"),
    Rule("1.1 no volume", "article", {"volume": None, "issue": None, "page": None},
         "… Salt in snow: a survey. *Polar Notes*. https://doi.org/10.1000/salt"),
    Rule("1.1 volume without issue", "article", {"issue": None},
         "… *Polar Notes*, *7*, 54-67. https://doi.org/10.1000/salt"),
    Rule("1.1 contribution", "contribution", {},
         "Roe, J. Q., & Lim, W. (2025). Ice: a model. In *Proceedings of IceConf 2025* "
         "(pp. 529-544). Polar Press. https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: volume and pages", "contribution", {"volume": "2"},
         "… In *Proceedings of IceConf 2025* (Vol. 2, pp. 529-544). Polar Press. "
         "https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: volume without pages", "contribution", {"volume": "29", "page": None},
         "… In *Proceedings of IceConf 2025* (Vol. 29). Polar Press. https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: edition", "contribution", {"edition": "2", "volume": "3"},
         "… In *Proceedings of IceConf 2025* (2nd ed., Vol. 3, pp. 529-544). Polar Press. "
         "https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: series", "contribution", SERIES,
         "… (pp. 529-544). (Ice Series). Polar Press. https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: series with volume", "contribution", NUMBERED,
         "… (pp. 529-544). (Ice Series; Vol. 12 LN). Polar Press. https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: two editors", "contribution", {"editor": EDITORS},
         "… In O. Berg, & E. M. Dahl (Eds.), *Proceedings of IceConf 2025* (pp. 529-544). "
         "Polar Press. https://doi.org/10.1000/ice"),
    Rule("1.1 chapter: one editor", "chapter", {"editor": EDITORS[:1]},
         "Roe, J. Q., & Lim, W. (2020). Frost. In O. Berg (Ed.), *Cold Things* (pp. 1-17). "
         "Polar Press."),
    Rule("1.1 contribution: one full stop after Inc.", "contribution", {"publisher": "Ice Inc."},
         "… (pp. 529-544). Ice Inc. https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: full stop before the publisher", "contribution",
         {"page": None, "number": "92946"},
         "… In *Proceedings of IceConf 2025* Article 92946. Polar Press. "
         "https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: full stop before the publisher, no pages", "contribution",
         {"page": None}, "… In *Proceedings of IceConf 2025*. Polar Press. "
         "https://doi.org/10.1000/ice"),
    Rule("1.1 contribution: URL", "contribution", {"DOI": None, "URL": "http://ice.org/p.pdf"},
         "… (pp. 529-544). Polar Press. http://ice.org/p.pdf"),
    Rule("1.1 contribution: neither DOI nor URL", "contribution", {"DOI": None},
         "… (pp. 529-544). Polar Press."),
    Rule("1.1 paper", "paper", {},
         "Roe, J. Q., & Lim, W. (2022). *Hail*. Paper presented at HailConf, Oslo, Norway."),
    Rule("1.1 book", "book", {"DOI": "10.1000/b", "edition": "2", **NUMBERED},
         "Roe, J. Q., & Lim, W. (2019). *Rime* (2nd ed.). (Ice Series; Vol. 12 LN). Polar Press. "
         "https://doi.org/10.1000/b"),
    Rule("1.1 report", "book", {"type": "report"},
         "Roe, J. Q., & Lim, W. (2019). *Rime*. Polar Press."),
    Rule("1.1 thesis", "thesis", {"authority": "University of Oslo", "publisher": "Ice Institute"},
         "Roe, J. (2018). *Sleet*. [Doctor of Philosophy, University of Oslo]. Ice Institute."),
    Rule("1.1 thesis: no publisher", "thesis", {"publisher": None, "genre": None},
         "Roe, J. (2018). *Sleet*. s.n."),
]  # fmt: skip

STANDARD = [
    Rule("1.2 article", "article", {},
         "**Salt in snow: a survey.** / Roe, Jane Quinn; Lim, Wei.\n"
         "In: Polar Notes, Vol. 7, No. 2, 03.2021, p. 54-67."),
    Rule("1.2 names: three", "article", {"author": ELEVEN[:3]},
         "**Salt in snow: a survey.** / Na, Ada; Nb, Ada; Nc, Ada.\n"
         "In: Polar Notes, Vol. 7, No. 2, 03.2021, p. 54-67."),
    Rule("1.2 names: four", "article", {"author": ELEVEN[:4]},
         "**Salt in snow: a survey.** / Na, Ada; Nb, Ada; Nc, Ada et al.\n"
         "In: Polar Notes, Vol. 7, No. 2, 03.2021, p. 54-67."),
    Rule("1.2 names: eleven", "article", {"author": ELEVEN},
         "**Salt in snow: a survey.** / Na, Ada; Nb, Ada; Nc, Ada et al.\n"
         "In: Polar Notes, Vol. 7, No. 2, 03.2021, p. 54-67."),
    Rule("1.2 category", "article",
         {"custom": {"research-output": "Research output: Journal › Article › peer-review"}},
         "**Salt in snow: a survey.** / Roe, Jane Quinn; Lim, Wei.\n"
         "In: Polar Notes, Vol. 7, No. 2, 03.2021, p. 54-67.\n\n"
         "Research output: Journal › Article › peer-review"),
    Rule("1.2 article: article number", "article", {"page": None, "number": "e12"},
         "…In: Polar Notes, Vol. 7, No. 2, e12, 03.2021."),
    Rule("1.2 article: day", "article", {"issued": day(2021, 3, 7)},
         "…In: Polar Notes, Vol. 7, No. 2, 07.03.2021, p. 54-67."),
    Rule("1.2 article: day on an American portal", "article", {"issued": day(2021, 3, 7)},
         "…In: Polar Notes, Vol. 7, No. 2, 07.03.2021, p. 54-67.", "en-US"),
    Rule("1.2 article: year", "article", {"issued": day(2021)},
         "…In: Polar Notes, Vol. 7, No. 2, 2021, p. 54-67."),
    Rule("1.2 article: online first", "article",
         {"issued": None, "available-date": day(2021, 1, 9), "volume": None, "issue": None,
          "page": None}, "…In: Polar Notes, 09.01.2021."),
    Rule("1.2 article: in press", "article",
         {"issued": None, "status": "in press", "volume": None, "issue": None, "page": None},
         "…In: Polar Notes, (Accepted/In press)."),
    Rule("1.2 article: German", "article", {"issued": day(2021, 3, 7), "number": "e12"},
         "…in: Polar Notes, Jahrgang 7, Nr. 2, e12, 07.03.2021, S. 54-67.", "de"),
    Rule("1.2 contribution", "contribution", {},
         "**Ice: a model.** / Roe, Jane Quinn; Lim, Wei.\n"
         "Proceedings of IceConf 2025. Polar Press, 2025. p. 529-544."),
    Rule("1.2 contribution: series with volume", "contribution", NUMBERED,
         "…Polar Press, 2025. p. 529-544 (Ice Series; Vol. 12 LN)."),
    Rule("1.2 contribution: no full stop after the volume", "contribution", {"volume": "1"},
         "…Proceedings of IceConf 2025. Vol. 1 Polar Press, 2025. p. 529-544."),
    Rule("1.2 contribution: volume and place", "contribution",
         {"volume": "1", "publisher-place": "Oslo"},
         "…Proceedings of IceConf 2025. Vol. 1 Oslo: Polar Press, 2025. p. 529-544."),
    Rule("1.2 contribution: editors, edition, volume", "contribution",
         {"editor": EDITORS, "edition": "1", "volume": "2"},
         "…Proceedings of IceConf 2025. ed. / Ola Berg; Eva Marie Dahl. 1. ed. Vol. 2 "
         "Polar Press, 2025. p. 529-544."),
    Rule("1.2 contribution: article number", "contribution", {"number": "698"},
         "…Polar Press, 2025. p. 529-544 698."),
    Rule("1.2 contribution: one full stop after Inc.", "contribution", {"publisher": "Ice Inc."},
         "…Proceedings of IceConf 2025. Ice Inc., 2025. p. 529-544."),
    Rule("1.2 chapter", "chapter", {},
         "**Frost.** / Roe, Jane Quinn; Lim, Wei.\nCold Things. Oslo: Polar Press, 2020. p. 1-17."),
    Rule("1.2 book", "book", {"collection-title": "Rime Series", "collection-number": "408"},
         "**Rime.** / Roe, Jane Quinn; Lim, Wei.\n"
         "Oslo: Polar Press, 2019. 208 p. (Rime Series; No. 408)."),
    Rule("1.2 thesis", "thesis", {},
         "**Sleet.** / Roe, Jane.\nOslo: University of Oslo, 2018. 178 p."),
    Rule("1.2 paper", "paper", {},
         "**Hail.** / Roe, Jane Quinn; Lim, Wei.\nPaper presented at HailConf, Oslo, Norway."),
]  # fmt: skip

HARVARD = [
    Rule("1.3 article", "article", {},
         "Roe, JQ & Lim, W 2021, 'Salt in snow: a survey', *Polar Notes*, vol. 7, no. 2, "
         "pp. 54-67. https://doi.org/10.1000/salt"),
    Rule("1.3 names: hyphenated given name", "article", {"author": names("Roe, Ming-Deh")},
         "Roe, M-D 2021, 'Salt in snow: a survey', *Polar Notes*, vol. 7, no. 2, pp. 54-67. "
         "https://doi.org/10.1000/salt"),
    Rule("1.3 names: all are listed", "article", {"author": ELEVEN, "DOI": None},
         "Na, A, Nb, A, Nc, A, Nd, A, Ne, A, Nf, A, Ng, A, Nh, A, Ni, A, Nj, A & Nk, A 2021, "
         "'Salt in snow: a survey', *Polar Notes*, vol. 7, no. 2, pp. 54-67."),
    Rule("1.3 in press", "article",
         {"issued": None, "status": "in press", "volume": None, "issue": None, "page": None},
         "Roe, JQ & Lim, W (Accepted/In press), 'Salt in snow: a survey', *Polar Notes*. "
         "https://doi.org/10.1000/salt"),
    Rule("1.3 online first", "article",
         {"issued": None, "available-date": day(2021, 1, 9), "volume": None, "issue": None,
          "page": None, "status": "in press"},
         "Roe, JQ & Lim, W 2021, 'Salt in snow: a survey', *Polar Notes*. "
         "https://doi.org/10.1000/salt"),
    Rule("1.3 article number", "article", {"page": None, "number": "e12"},
         "… *Polar Notes*, vol. 7, no. 2, e12. https://doi.org/10.1000/salt"),
    Rule("1.3 contribution", "contribution", {},
         "Roe, JQ & Lim, W 2025, Ice: a model. in *Proceedings of IceConf 2025.* Polar Press, "
         "pp. 529-544. https://doi.org/10.1000/ice"),
    Rule("1.3 contribution: British date of the event", "contribution", EVENT,
         "… Polar Press, pp. 529-544, IceConf 2025, Oslo, Norway, 30/03/25. "
         "https://doi.org/10.1000/ice", "en-GB"),
    Rule("1.3 contribution: Australian date of the event", "contribution", EVENT,
         "… IceConf 2025, Oslo, Norway, 30/03/25. https://doi.org/10.1000/ice", "en-AU"),
    Rule("1.3 contribution: American date of the event", "contribution", EVENT,
         "… Polar Press, pp. 529-544, IceConf 2025, Oslo, Norway, 3/30/25. "
         "https://doi.org/10.1000/ice", "en-US"),
    Rule("1.3 contribution: day of one digit", "contribution",
         {**EVENT, "event-date": day(2024, 11, 2)},
         "… IceConf 2025, Oslo, Norway, 2/11/24. https://doi.org/10.1000/ice", "en-GB"),
    Rule("1.3 contribution: volume, series, place", "contribution",
         {"volume": "3", "publisher-place": "Oslo", **NUMBERED},
         "… in *Proceedings of IceConf 2025.* vol. 3, Ice Series, vol. 12 LN, Polar Press, Oslo, "
         "pp. 529-544. https://doi.org/10.1000/ice"),
    Rule("1.3 contribution: editors and edition", "contribution",
         {"editor": [*EDITORS, *TWO[1:]], "edition": "2"},
         "… in O Berg, EM Dahl & W Lim (eds), *Proceedings of IceConf 2025.* 2nd edn, "
         "Polar Press, pp. 529-544. https://doi.org/10.1000/ice"),
    Rule("1.3 chapter: one editor", "chapter", {"editor": EDITORS[:1]},
         "Roe, JQ & Lim, W 2020, Frost. in O Berg (ed.), *Cold Things.* Polar Press, Oslo, "
         "pp. 1-17."),
    Rule("1.3 paper: dates of the event", "paper",
         {"event-date": {"date-parts": [[2022, 8, 15], [2022, 8, 17]]}},
         "Roe, JQ & Lim, W 2022, 'Hail', Paper presented at HailConf, Oslo, Norway, "
         "15/08/22 - 17/08/22.", "en-GB"),
    Rule("1.3 paper: American dates of the event", "paper",
         {"event-date": {"date-parts": [[2022, 8, 15], [2022, 9, 1]]}},
         "… Oslo, Norway, 8/15/22 - 9/1/22.", "en-US"),
    Rule("1.3 paper: Japanese dates of the event", "paper",
         {"event-date": {"date-parts": [[2022, 8, 15], [2022, 8, 17]]}},
         "… Oslo, Norway, 2022年8月15日 - 2022年8月17日.", "ja"),
    Rule("1.3 quotation marks are straight in each language", "paper", {},
         "Roe, JQ & Lim, W 2022, 'Hail', gehalten auf der HailConf, Oslo, Norway.", "de"),
    Rule("1.3 paper: one day", "paper", {"event-date": day(2022, 8, 15)},
         "… Oslo, Norway, 15/08/22.", "en-GB"),
    Rule("1.3 book", "book",
         {"collection-title": "Rime Series", "collection-number": "4", "edition": "2",
          "DOI": "10.1000/b"},
         "Roe, JQ & Lim, W 2019, *Rime*. Rime Series, no. 4, 2nd edn, Polar Press, Oslo. "
         "https://doi.org/10.1000/b"),
    Rule("1.3 thesis", "thesis", {},
         "Roe, J 2018, 'Sleet', Doctor of Philosophy, University of Oslo, Oslo."),
    Rule("1.3 thesis: university", "thesis", {"authority": "University of Oslo",
                                              "publisher": "Ice Institute"},
         "Roe, J 2018, 'Sleet', Doctor of Philosophy, University of Oslo, Oslo."),
]  # fmt: skip

VANCOUVER = [
    Rule("1.4 article", "article", {},
         "Roe JQ, Lim W. Salt in snow: a survey. Polar Notes. 2021 Mar;7(2):54-67. "
         "doi: 10.1000/salt"),
    Rule("1.4 names: six", "article", {"author": ELEVEN[:6]},
         "Na A, Nb A, Nc A, Nd A, Ne A, Nf A. Salt in snow: a survey. Polar Notes. "
         "2021 Mar;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 names: seven", "article", {"author": ELEVEN[:7]},
         "Na A, Nb A, Nc A, Nd A, Ne A, Nf A et al. Salt in snow: a survey. Polar Notes. "
         "2021 Mar;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 names: hyphenated given name", "article", {"author": names("Roe, Ming-Deh")},
         "Roe MD. Salt in snow: a survey. Polar Notes. 2021 Mar;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 article: day", "article", {"issued": day(2021, 9, 3)},
         "… Polar Notes. 2021 Sep 3;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 article: year", "article", {"issued": day(2021)},
         "… Polar Notes. 2021;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 article number", "article", {"page": None, "number": "e12"},
         "… Polar Notes. 2021 Mar;7(2):e12. doi: 10.1000/salt"),
    Rule("1.4 article: online before", "article", {"available-date": day(2020, 11, 5)},
         "… Polar Notes. 2021 Mar;7(2):54-67. Epub 2020 Nov 5. doi: 10.1000/salt"),
    Rule("1.4 article: not online before", "article",
         {"issued": day(2021, 3, 1), "available-date": day(2021, 3, 1)},
         "… Polar Notes. 2021 Mar 1;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 article: online afterwards", "article", {"available-date": day(2022)},
         "… Polar Notes. 2021 Mar;7(2):54-67. doi: 10.1000/salt"),
    Rule("1.4 contribution: no full stop before the DOI", "contribution", {},
         "Roe JQ, Lim W. Ice: a model. In Proceedings of IceConf 2025. Polar Press. 2025. "
         "p. 529-544 doi: 10.1000/ice"),
    Rule("1.4 contribution: series without its volume", "contribution", NUMBERED,
         "… Polar Press. 2025. p. 529-544. (Ice Series). doi: 10.1000/ice"),
    Rule("1.4 contribution: online before", "contribution",
         {**SERIES, "available-date": day(2025, 10, 17)},
         "… p. 529-544. (Ice Series). Epub 2025 Oct 17. doi: 10.1000/ice"),
    Rule("1.4 contribution: online before, no series", "contribution",
         {"available-date": day(2024, 10)}, "… p. 529-544. Epub 2024 Oct. doi: 10.1000/ice"),
    Rule("1.4 contribution: one full stop after Inc.", "contribution", {"publisher": "Ice Inc."},
         "… In Proceedings of IceConf 2025. Ice Inc. 2025. p. 529-544 doi: 10.1000/ice"),
    Rule("1.4 contribution: editors, volume, place", "contribution",
         {"editor": EDITORS, "volume": "2", "publisher-place": "Oslo", "DOI": None},
         "… In Berg O, Dahl EM, editors, Proceedings of IceConf 2025. Vol. 2. Oslo: Polar Press. "
         "2025. p. 529-544."),
    Rule("1.4 contribution: neither pages nor series", "contribution", {"page": None},
         "… In Proceedings of IceConf 2025. Polar Press. 2025. doi: 10.1000/ice"),
    Rule("1.4 contribution: article number", "contribution", {"page": None, "number": "92946"},
         "… Polar Press. 2025. 92946 doi: 10.1000/ice"),
    Rule("1.4 chapter", "chapter", {"DOI": "10.1000/c"},
         "Roe JQ, Lim W. Frost. In Cold Things. Oslo: Polar Press. 2020. p. 1-17 doi: 10.1000/c"),
    Rule("1.4 thesis", "thesis", {},
         "Roe J. Sleet. Oslo: University of Oslo, 2018. 178 p."),
    Rule("1.4 book", "book", {**NUMBERED, "DOI": "10.1000/b"},
         "Roe JQ, Lim W. Rime. Oslo: Polar Press, 2019. 208 p. (Ice Series). doi: 10.1000/b"),
]  # fmt: skip

AUTHOR = [
    Rule("1.5 article", "article", {},
         "Roe, Jane Quinn ; Lim, Wei. / **Salt in snow : a survey**. In: Polar Notes. 2021 ; "
         "Vol. 7, No. 2. pp. 54-67."),
    Rule("1.5 names: one", "article", {"author": TWO[1:]},
         "Lim, Wei. / **Salt in snow : a survey**. In: Polar Notes. 2021 ; Vol. 7, No. 2. "
         "pp. 54-67."),
    Rule("1.5 names: three", "article", {"author": ELEVEN[:3]},
         "Na, Ada ; Nb, Ada ; Nc, Ada. / **Salt in snow : a survey**. In: Polar Notes. 2021 ; "
         "Vol. 7, No. 2. pp. 54-67."),
    Rule("1.5 names: four", "article", {"author": ELEVEN[:4]},
         "Na, Ada ; Nb, Ada ; Nc, Ada et al. / **Salt in snow : a survey**. In: Polar Notes. "
         "2021 ; Vol. 7, No. 2. pp. 54-67."),
    Rule("1.5 title without subtitle", "article", {"title": "Salt in snow"},
         "… / **Salt in snow**. In: Polar Notes. 2021 ; Vol. 7, No. 2. pp. 54-67."),
    Rule("1.5 title with two colons", "article", {"title": "Salt: snow: ice"},
         "… / **Salt : snow: ice**. In: Polar Notes. 2021 ; Vol. 7, No. 2. pp. 54-67."),
    Rule("1.5 article: no issue, no article number", "article",
         {"issue": None, "page": None, "number": "e12"},
         "… In: Polar Notes. 2021 ; Vol. 7."),
    Rule("1.5 contribution: no final full stop", "contribution", {},
         "Roe, Jane Quinn ; Lim, Wei. / **Ice : a model**. Proceedings of IceConf 2025. "
         "Polar Press, 2025. pp. 529-544"),
    Rule("1.5 contribution: series without its volume", "contribution", NUMBERED,
         "… Polar Press, 2025. pp. 529-544 (Ice Series)."),
    Rule("1.5 contribution: no full stop after the volume", "contribution", {"volume": "1"},
         "… Proceedings of IceConf 2025. Vol. 1 Polar Press, 2025. pp. 529-544"),
    Rule("1.5 contribution: editors and place", "contribution",
         {"editor": EDITORS, "publisher-place": "Oslo", **SERIES},
         "… Proceedings of IceConf 2025. editor / Ola Berg ; Eva Marie Dahl. Oslo : Polar Press, "
         "2025. pp. 529-544 (Ice Series)."),
    Rule("1.5 contribution: series without pages", "contribution", {"page": None, **SERIES},
         "… Proceedings of IceConf 2025. Polar Press, 2025. (Ice Series)."),
    Rule("1.5 contribution: neither pages nor series", "contribution", {"page": None},
         "… Proceedings of IceConf 2025. Polar Press, 2025."),
    Rule("1.5 chapter", "chapter", {},
         "… / **Frost**. Cold Things. Oslo : Polar Press, 2020. pp. 1-17"),
    Rule("1.5 thesis", "thesis", {},
         "Roe, Jane. / **Sleet**. Oslo : University of Oslo, 2018. 178 p."),
    Rule("1.5 book", "book", SERIES,
         "… / **Rime**. Oslo : Polar Press, 2019. 208 p. (Ice Series)."),
]  # fmt: skip

BIBTEX_COMMON = {
    "abstract": "Short & sweet.", "keyword": "salt; snow, wet",
    "note": "Publisher Copyright: © 2021 Roe.",
    "language": "en-US", "custom": {"uuid": "01234567-89ab-cdef-0123-456789abcdef",
                                    "publisher-country": "Norway"},
}  # fmt: skip

HEAD = "0123456789abcdef0123456789abcdef,\n"

BIBTEX = [
    Rule("1.6 article: order of fields", "article",
         {**BIBTEX_COMMON, "issued": day(2021, 3, 7), "publisher": "Polar Press", "number": "e12"},
         f"@article{{{HEAD}"
         'title = "Salt in snow: a survey",\nabstract = "Short \\& sweet.",\n'
         'keywords = "salt, snow, wet",\nauthor = "Roe, {Jane Quinn} and Wei Lim",\n'
         'note = "Publisher Copyright: {\\textcopyright} 2021 Roe.",\nyear = "2021",\n'
         'month = mar,\nday = "7",\ndoi = "10.1000/salt",\nlanguage = "English (US)",\n'
         'volume = "7",\n'
         'pages = "54--67",\njournal = "Polar Notes",\nissn = "1234-5679",\n'
         'publisher = "Polar Press",\nnumber = "2",\n}'),
    Rule("1.6 contribution with series: order of fields", "contribution",
         {**BIBTEX_COMMON, **SERIES, **EVENT, "volume": "3", "ISBN": "9780000000000",
          "editor": EDITORS, "publisher-place": "Oslo", "language": "en-GB"},
         f"@inproceedings{{{HEAD}"
         'title = "Ice: a model",\nabstract = "Short \\& sweet.",\nkeywords = "salt, snow, wet",\n'
         'author = "Roe, {Jane Quinn} and Wei Lim",\n'
         'note = "Publisher Copyright: {\\textcopyright} 2021 Roe.; IceConf 2025 ; '
         'Conference date: 30-03-2025 Through 02-04-2025",\nyear = "2025",\n'
         'doi = "10.1000/ice",\nlanguage = "English",\nisbn = "9780000000000",\nvolume = "3",\n'
         'series = "Ice Series",\npublisher = "Polar Press",\npages = "529--544",\n'
         'editor = "Ola Berg and Dahl, {Eva Marie}",\n'
         'booktitle = "Proceedings of IceConf 2025",\naddress = "Norway",\n}'),
    Rule("1.6 contribution without series: order of fields", "contribution",
         {**EVENT, "volume": "3", "URL": "https://ice.org", "language": "en",
          "custom": BIBTEX_COMMON["custom"]},
         f"@inproceedings{{{HEAD}"
         'title = "Ice: a model",\nauthor = "Roe, {Jane Quinn} and Wei Lim",\nyear = "2025",\n'
         'doi = "10.1000/ice",\nlanguage = "English",\nvolume = "3",\npages = "529--544",\n'
         'booktitle = "Proceedings of IceConf 2025",\npublisher = "Polar Press",\n'
         'address = "Norway",\nnote = "IceConf 2025 ; Conference date: 30-03-2025 Through '
         '02-04-2025",\nurl = "https://ice.org",\n}'),
    Rule("1.6 address: not a city", "chapter",
         {"custom": {"uuid": "0123456789abcdef0123456789abcdef"}},
         f"@inbook{{{HEAD}"
         'title = "Frost",\nauthor = "Roe, {Jane Quinn} and Wei Lim",\nyear = "2020",\n'
         'pages = "1--17",\nbooktitle = "Cold Things",\npublisher = "Polar Press",\n}'),
    Rule("1.6 book: order of fields", "book",
         {**BIBTEX_COMMON, "custom": {"uuid": "0123456789abcdef0123456789abcdef"}, "keyword": None,
          "issued": day(2019, 1, 1), "DOI": "10.1000/b", "ISBN": "9780000000000"},
         f"@book{{{HEAD}"
         'title = "Rime",\nabstract = "Short \\& sweet.",\n'
         'author = "Roe, {Jane Quinn} and Wei Lim",\n'
         'note = "Publisher Copyright: {\\textcopyright} 2021 Roe.",\nyear = "2019",\n'
         'month = jan,\nday = "1",\ndoi = "10.1000/b",\nlanguage = "English (US)",\n'
         'isbn = "9780000000000",\npublisher = "Polar Press",\n}'),
    Rule("1.6 escapes", "book",
         {"title": "50% é, © 5 × 6 & \\", "author": None, "issued": None, "publisher": None,
          "custom": {"uuid": "0123456789abcdef0123456789abcdef"}},
         f"@book{{{HEAD}"
         'title = "50\\% {\\\'e}, {\\textcopyright} 5 {\\texttimes} 6 \\& \\textbackslash{}",\n}'),
]  # fmt: skip

RIS_COMMON = {**BIBTEX_COMMON, "custom": {
    "scopus": "85", "links": ["https://scopus.com/85", "https://scopus.com/85#cited"],
}}  # fmt: skip

RIS = [
    Rule("1.7 article: order of tags", "article",
         {**RIS_COMMON, "PMID": "77", "number": "e12", "URL": "https://ice.org"},
         "TY  - JOUR\nT1  - Salt in snow\nT2  - a survey\nAU  - Roe, Jane Quinn\nAU  - Lim, Wei\n"
         "N1  - Publisher Copyright: © 2021 Roe.\nPY  - 2021/3\nY1  - 2021/3\n"
         "N2  - Short & sweet.\nAB  - Short & sweet.\nKW  - salt\nKW  - snow, wet\n"
         "UR  - https://scopus.com/85\nUR  - https://scopus.com/85#cited\nUR  - https://ice.org\n"
         "U2  - 10.1000/salt\nDO  - 10.1000/salt\nM3  - Article\nC2  - 77\nAN  - SCOPUS:85\n"
         "SN  - 1234-5679\nVL  - 7\nSP  - 54\nEP  - 67\nJO  - Polar Notes\nJF  - Polar Notes\n"
         "IS  - 2\nM1  - e12\nER  -"),
    Rule("1.7 contribution: order of tags; the event replaces the subtitle", "contribution",
         {**RIS_COMMON, **EVENT, **SERIES, "volume": "3", "ISBN": "9780000000000",
          "editor": EDITORS[:1], "publisher-place": "Oslo", "keyword": None},
         "TY  - GEN\nT1  - Ice\nT2  - IceConf 2025\nAU  - Roe, Jane Quinn\nAU  - Lim, Wei\n"
         "ED  - Berg, Ola\nN1  - Publisher Copyright: © 2021 Roe.\nPY  - 2025\nY1  - 2025\n"
         "N2  - Short & sweet.\nAB  - Short & sweet.\n"
         "UR  - https://scopus.com/85\nUR  - https://scopus.com/85#cited\n"
         "U2  - 10.1000/ice\nDO  - 10.1000/ice\nM3  - Conference contribution\nAN  - SCOPUS:85\n"
         "SN  - 9780000000000\nVL  - 3\nT3  - Ice Series\nSP  - 529\nEP  - 544\n"
         "BT  - Proceedings of IceConf 2025\nPB  - Polar Press\nCY  - Oslo\n"
         "Y2  - 30 March 2025 through 2 April 2025\nER  -"),
    Rule("1.7 contribution: the event without a subtitle", "contribution",
         {**EVENT, "title": "Ice", "publisher-place": "Oslo"},
         "TY  - GEN\nT1  - Ice\nAU  - Roe, Jane Quinn\nAU  - Lim, Wei\nPY  - 2025\nY1  - 2025\n"
         "U2  - 10.1000/ice\nDO  - 10.1000/ice\nM3  - Conference contribution\n"
         "SP  - 529\nEP  - 544\nBT  - Proceedings of IceConf 2025\nPB  - Polar Press\n"
         "CY  - Oslo\nT2  - IceConf 2025\nY2  - 30 March 2025 through 2 April 2025\nER  -"),
    Rule("1.7 contribution: the ISSN of the series without an ISBN", "contribution",
         {"ISSN": "1234-5679", "author": None, "title": "Ice", "DOI": None, "page": None},
         "TY  - GEN\nT1  - Ice\nPY  - 2025\nY1  - 2025\nM3  - Conference contribution\n"
         "SN  - 1234-5679\nBT  - Proceedings of IceConf 2025\nPB  - Polar Press\nER  -"),
    Rule("1.7 dates are not padded", "article",
         {"issued": day(2021, 3, 5), "author": None, "title": "Salt", "DOI": None, "ISSN": None,
          "container-title": None, "volume": None, "issue": None, "page": None},
         "TY  - JOUR\nT1  - Salt\nPY  - 2021/3/5\nY1  - 2021/3/5\nM3  - Article\nER  -"),
    Rule("1.7 name of the type", "article",
         {"author": None, "title": "Salt", "DOI": None, "ISSN": None, "container-title": None,
          "volume": None, "issue": None, "page": None,
          "custom": {"type-name": "Conference Paper published in a book"}},
         "TY  - JOUR\nT1  - Salt\nPY  - 2021/3\nY1  - 2021/3\n"
         "M3  - Conference Paper published in a book\nER  -"),
]  # fmt: skip

RULES = [*APA, *STANDARD, *HARVARD, *VANCOUVER, *AUTHOR, *BIBTEX, *RIS]


def record_of(kind: str, changes: dict[str, Any]) -> Record:
    data = {"id": "x", **RECORDS[kind], **changes}
    return Record.from_csl({name: value for name, value in data.items() if value is not None})


def texts_of(kind: str, changes: dict[str, Any], locale: str = "") -> Texts:
    return cite_this(record_of(kind, changes), locale=locale)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule(rule: Rule) -> None:
    text = texts_of(rule.kind, rule.changes, rule.locale)[LABELS[rule.id[:3]]]

    made = marked(text)
    if rule.text.startswith("…"):
        tail = rule.text[1:]
        assert made[-len(tail) :] == tail
    else:
        assert made == rule.text


@pytest.mark.parametrize("label", ["APA", "Standard", "Harvard", "Vancouver", "Author"])
@pytest.mark.parametrize("kind", RECORDS)
def test_pages_keep_their_hyphen(label: str, kind: str) -> None:
    """Section 1: pages are printed with the hyphen of the record."""
    assert "–" not in texts_of(kind, {})[label]


@pytest.mark.parametrize("label", ["Standard", "Author"])
@pytest.mark.parametrize("kind", RECORDS)
def test_no_address(label: str, kind: str) -> None:
    """Sections 1.2 and 1.5: neither DOI nor URL is printed."""
    text = texts_of(kind, {"DOI": "10.1000/none", "URL": "https://ice.org"})[label]

    assert "10.1000" not in text
    assert "http" not in text


@pytest.mark.parametrize(
    ("type", "changes", "bibtex", "ris"),
    [
        ("article-journal", {}, "article", "JOUR"),
        ("paper-conference", {"container-title": "Proceedings"}, "inproceedings", "GEN"),
        ("paper-conference", {}, "conference", "CONF"),
        ("book", {}, "book", "BOOK"),
        ("report", {}, "book", "BOOK"),
        ("chapter", {"container-title": "Book"}, "inbook", "CHAP"),
        ("thesis", {}, "phdthesis", "THES"),
        ("article", {}, "techreport", "UNPB"),
        ("dataset", {}, "misc", "GEN"),
    ],
)
def test_types_of_entries(type: str, changes: dict[str, Any], bibtex: str, ris: str) -> None:
    """Sections 1.6 and 1.7."""
    texts = cite_this(Record.from_csl({"id": "x", "type": type, "title": "T", **changes}))

    assert texts["BIBTEX"].startswith(f"@{bibtex}{{")
    assert texts["RIS"].startswith(f"TY  - {ris}\n")
    assert ('type = "WorkingPaper",' in texts["BIBTEX"]) is (type == "article")


def test_the_locale_of_a_box_is_that_of_its_dates() -> None:
    record = record_of("contribution", EVENT)
    british = CiteThis(replace(BOXES["research-portal"], locale="en-GB")).texts(record)

    assert british == cite_this(record, locale="en-GB")
    assert "30/03/25" in british["Harvard"]
    assert "3/30/25" in cite_this(record)["Harvard"]
