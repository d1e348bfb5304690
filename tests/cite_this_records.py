"""Records of real publications, and what real portals print of them.

Where a portal's text is faulty, what stands here is mended: one full stop behind "Inc.", a full
stop where the publisher would follow without one and at the end of Author and Standard, no
backslashes before the braces of BIBTEX. Further examples, and those that are left out with their
reasons, are in `cite_this_more`.
"""

from __future__ import annotations

from typing import Any

from citeformat import Record

__all__ = ["CASES", "PAPER", "SEED", "make_record", "people"]


def people(*names: str) -> list[dict[str, str]]:
    """Names of CSL-JSON of `"Family, Given"`; one without a comma is a group."""
    found = []
    for name in names:
        family, comma, given = name.partition(", ")
        found.append({"family": family, "given": given} if comma else {"literal": name})
    return found


def make_record(type: str, title: str, authors: list[str], date: Any, **fields: Any) -> Record:
    """A record of CSL-JSON values; `container_title` stands for `container-title`."""
    item: dict[str, Any] = {"id": "x", "type": type, "title": title, "author": people(*authors)}
    if date:
        item["issued"] = {"date-parts": [date]}
    return Record.from_csl({**item, **{key.replace("_", "-"): fields[key] for key in fields}})


SEED = make_record(
    "article-journal",
    "Immunomodulatory drugs and active immunotherapy for chronic lymphocytic leukemia",
    ["Carballido, Estrella", "Veliz, Marays", "Komrokji, Rami", "Pinilla-Ibarz, Javier"],
    [2012, 1], container_title="Cancer Control", volume="19", issue="1", page="54-67",
    DOI="10.1177/107327481201900108", ISSN="1073-2748", language="en-US",
    custom={
        "uuid": "01234567-89ab-cdef-0123-456789abcdef",
        "research-output": "Research output: Contribution to journal › Article › peer-review",
    },
)  # fmt: skip

PAPER = make_record(
    "paper-conference",
    "LLMCompass: Enabling Efficient Hardware Design for Large Language Model Inference",
    ["Zhang, Hengrui", "Ning, August", "Prabhakar, Rohan Baskar", "Wentzlaff, David"],
    [2024],
    container_title="Proceeding - 2024 ACM/IEEE 51st Annual International Symposium on Computer "
    "Architecture, ISCA 2024",
    collection_title="Proceedings - International Symposium on Computer Architecture",
    publisher="Institute of Electrical and Electronics Engineers Inc.", page="1080-1096",
    DOI="10.1109/ISCA59077.2024.00082", language="en-US",
    event_title="51st ACM/IEEE Annual International Symposium on Computer Architecture, ISCA 2024",
    event_place="Buenos Aires, Argentina",
    event_date={"date-parts": [[2024, 6, 29], [2024, 7, 3]]},
    note="Publisher Copyright: © 2024 IEEE.", abstract="[...]",
    keyword="Large language model; accelerator; area model; cost model; performance model",
    custom={
        "uuid": "472f1079-24d5-465c-8613-7efc05ba9cdf", "scopus": "85201142444",
        "publisher-country": "United States",
        "links": ["https://www.scopus.com/pages/publications/85201142444",
                  "https://www.scopus.com/pages/publications/85201142444#tab=citedBy"],
        "research-output": "Research output: Chapter in Book/Report/Conference proceeding › "
        "Conference contribution",
    },
)  # fmt: skip

_WANG = make_record(
    "article-journal",
    "Model-dependent analysis method for energy budget of the cosmological first-order phase "
    "transition",
    ["Wang, Xiao", "Tian, Chi", "Huang, Fa Peng"], [2023, 7],
    container_title="Journal of Cosmology and Astroparticle Physics", volume="2023", issue="7",
    number="JCAP07(2023)006", DOI="10.1088/1475-7516/2023/07/006", ISSN="1475-7516", language="en",
    note="Publisher Copyright: © 2023 IOP Publishing Ltd and Sissa Medialab.", abstract="[...]",
    publisher="IOP Publishing",
    keyword="cosmological phase transitions; cosmology of theories beyond the SM; "
    "gravitational waves / theory; physics of the early universe",
    custom={
        "uuid": "d0087380-2e0f-4eae-985c-1003e74600dc", "scopus": "85164438987",
        "links": "https://www.scopus.com/pages/publications/85164438987",
        "research-output":
            "Research output: Contribution to journal › Article › Research › peer-review",
    },
)  # fmt: skip
YOO = make_record(
    "paper-conference",
    "AdapTiV: Sign-Similarity Based Image-Adaptive Token Merging for Vision Transformer "
    "Acceleration",
    ["Yoo, Seungjae", "Kim, Hangyeol", "Kim, Joo Young"], [2024],
    container_title="Proceedings - 2024 57th Annual IEEE/ACM International Symposium on "
    "Microarchitecture, MICRO 2024",
    collection_title="Proceedings of the Annual International Symposium on Microarchitecture, "
    "MICRO",
    publisher="IEEE Computer Society", page="64-77", DOI="10.1109/MICRO61859.2024.00015",
)  # fmt: skip
_THESIS = make_record(
    "thesis",
    "System specification and design structuring methods for a lock product platform",
    ["Wilschut, Tim"], [2018], publisher="Technische Universiteit Eindhoven",
    publisher_place="Eindhoven", number_of_pages="178",
)  # fmt: skip
_IN_SERIES = make_record(
    "thesis", "Decomposition and classification of electroencephalography data",
    ["Frølich, Laura"], [2016], publisher="Technical University of Denmark",
    publisher_place="Kgs. Lyngby", number_of_pages="208", collection_title="DTU Compute PHD-2016",
    collection_number="408",
)  # fmt: skip
_KORVING = make_record(
    "thesis",
    "MHD Simulations of Neutral and Impurity Transport in ELM-controlled Plasmas: with application "
    "to ITER",
    ["Korving, Sven Q."], [2024], publisher="Eindhoven University of Technology",
    genre="Phd Thesis 1 (Research TU/e / Graduation TU/e)",
    authority="Applied Physics and Science Education",
)  # fmt: skip
BENEVOL = make_record(
    "paper-conference", "SearchSECO: A Worldwide Index of the Open Source Software Ecosystem",
    ["Jansen, Slinger", "Farshidi, Siamak", "Gousios, Georgios", "Visser, Joost",
     "Storm, Tijs van der", "Bruntink, Magiel"], [2020],
    editor=people("Papadakis, Mike", "Cordy, Maxime"), volume="2912",
    container_title="Proceedings of the 19th Belgium-Netherlands Software Evolution Workshop, "
    "BENEVOL 2020, Luxembourg, December 3-4, 2020",
    collection_title="CEUR Workshop Proceedings", publisher="CEUR-WS.org",
    URL="http://ceurws.org/Vol-2912/./paper3.pdf",
)  # fmt: skip
_TRAN = make_record(
    "paper-conference",
    "Coordination of Load Tap Changer and Distributed Energy Resources to Improve Long-term "
    "Voltage Stability",
    ["Tran, Minh-Quan", "Tran, Trung Thai", "Nguyen, Phuong H.", "Tuan, Le Anh"], [2022],
    container_title="ENERGYCON 2022 - 2022 IEEE 7th International Energy Conference, Proceedings",
    number="9830224", publisher="Institute of Electrical and Electronics Engineers",
    DOI="10.1109/ENERGYCON53164.2022.9830224",
)  # fmt: skip
_M3GP = make_record(
    "paper-conference", "M3GP – multiclass classification with GP",
    ["Muñoz, Luis", "Trujillo, Leonardo", "Silva, Sara"], [2015], volume="9025", page="78-91",
    container_title="Genetic Programming - 18th European Conference, EuroGP 2015, Proceedings",
    collection_title="Lecture Notes in Computer Science (including subseries Lecture Notes in "
    "Artificial Intelligence and Lecture Notes in Bioinformatics)",
    collection_number="9025", publisher="Springer-Verlag", DOI="10.1007/978-3-319-16501-1_7",
)  # fmt: skip
_PRESENTED = make_record(
    "paper-conference",
    "The GIFT framework: Give visitors the tools to tell their own stories",
    ["Løvlie, Anders Sundnes", "Benford, Steve"], [2019], event_title="MuseWeb 2019",
    event_place="Boston, United States",
)  # fmt: skip
_IN_PRESS = make_record(
    "article-journal",
    "Implementation and demonstration of an automated energy modeling framework for scalable and "
    "adaptable building digital twins based on the SAREF ontology",
    ["Bjørnskov, Jakob", "Jradi, Muhyiddine"], None, container_title="Building Simulation",
    status="in press",
)  # fmt: skip
_BOOK = make_record(
    "book", "Programming Massively Parallel Processors: A Hands-on Approach, Fourth Edition",
    ["Hwu, Wen mei W.", "Kirk, David B.", "Hajj, Izzat El"], [2022, 1, 1], abstract="[...]",
    note="Publisher Copyright: © 2023 Elsevier Inc. All rights reserved.", language="en-US",
    DOI="10.1016/C2020-0-02969-5", ISBN="9780323984638", publisher="Elsevier",
    custom={"uuid": "bb5afff9714941c681fc0e5270168a71"},
)  # fmt: skip
_STACOM = make_record(
    "paper-conference", "Valve Annuli Motion with Deep Learning", ["Kerfoot, Eric"], [2021],
    editor=people("Puyol Anton, Esther", "Pop, Mihaela", "Young, Alistair"), page="146-155",
    container_title="Statistical Atlases and Computational Models of the Heart",
    collection_title="Lecture Notes in Computer Science", collection_number="12592 LNCS",
    publisher="Springer Science and Business Media Deutschland GmbH",
)  # fmt: skip
_FIZ = make_record("article-journal", "T", ["A, B"], [2019, 10, 17], volume="95", issue="11",
               container_title="FEMS Microbiology Ecology", number="fiz148")  # fmt: skip
DEPENDENCY = make_record(
    "paper-conference", "A gold standard dependency treebank for Indonesian",
    ["Alfina, Ika", "Dinakaramani, Arawinda", "Fanany, Mohamad Ivan", "Suhartanto, Heru"],
    [2019, 1, 1], language="en", page="1-9",
    note="Publisher Copyright: © 2019 PACLIC 2019. All rights reserved.",
    event_title="33rd Pacific Asia Conference on Language, Information and Computation, "
    "PACLIC 2019",
    event_date={"date-parts": [[2019, 9, 13], [2019, 9, 15]]},
    custom={"uuid": "2f8c7438a7f44f6b85b773586cff54e8"},
)  # fmt: skip

_ISCA = (
    "Proceeding - 2024 ACM/IEEE 51st Annual International Symposium on Computer Architecture, "
    "ISCA 2024"
)
_MICRO = (
    "Proceedings - 2024 57th Annual IEEE/ACM International Symposium on Microarchitecture, "
    "MICRO 2024"
)
_LLM = "Enabling Efficient Hardware Design for Large Language Model Inference"
_ENERGY = (
    "Model-dependent analysis method for energy budget of the cosmological first-order phase "
    "transition"
)
_TOKEN = "Sign-Similarity Based Image-Adaptive Token Merging for Vision Transformer Acceleration"
_LNCS = (
    "Lecture Notes in Computer Science (including subseries Lecture Notes in Artificial "
    "Intelligence and Lecture Notes in Bioinformatics)"
)

CASES: list[tuple[str, Record, str]] = [
    ("APA", PAPER, "Zhang, H., Ning, A., Prabhakar, R. B., & Wentzlaff, D. (2024). LLMCompass: "
     f"{_LLM}. In {_ISCA} (pp. 1080-1096). (Proceedings - International Symposium on Computer "
     "Architecture). Institute of Electrical and Electronics Engineers Inc. "
     "https://doi.org/10.1109/ISCA59077.2024.00082"),
    ("Author", PAPER, "Zhang, Hengrui ; Ning, August ; Prabhakar, Rohan Baskar et al. / "
     f"LLMCompass : {_LLM}. {_ISCA}. Institute of Electrical and Electronics Engineers Inc., 2024. "
     "pp. 1080-1096 (Proceedings - International Symposium on Computer Architecture)."),
    ("Harvard", PAPER, "Zhang, H, Ning, A, Prabhakar, RB & Wentzlaff, D 2024, LLMCompass: "
     f"{_LLM}. in {_ISCA}. Proceedings - International Symposium on Computer Architecture, "
     "Institute of Electrical and Electronics Engineers Inc., pp. 1080-1096, 51st ACM/IEEE Annual "
     "International Symposium on Computer Architecture, ISCA 2024, Buenos Aires, Argentina, "
     "6/29/24. https://doi.org/10.1109/ISCA59077.2024.00082"),
    ("Standard", PAPER, f"LLMCompass: {_LLM}. / Zhang, Hengrui; Ning, August; Prabhakar, Rohan "
     f"Baskar et al.\n{_ISCA}. Institute of Electrical and Electronics Engineers Inc., 2024. "
     "p. 1080-1096 (Proceedings - International Symposium on Computer Architecture).\n\n"
     "Research output: Chapter in Book/Report/Conference proceeding › Conference contribution"),
    ("Vancouver", PAPER, f"Zhang H, Ning A, Prabhakar RB, Wentzlaff D. LLMCompass: {_LLM}. "
     f"In {_ISCA}. Institute of Electrical and Electronics Engineers Inc. 2024. p. 1080-1096. "
     "(Proceedings - International Symposium on Computer Architecture). "
     "doi: 10.1109/ISCA59077.2024.00082"),
    ("BIBTEX", PAPER, f"""@inproceedings{{472f107924d5465c86137efc05ba9cdf,
title = "LLMCompass: {_LLM}",
abstract = "[...]",
keywords = "Large language model, accelerator, area model, cost model, performance model",
author = "Hengrui Zhang and August Ning and Prabhakar, {{Rohan Baskar}} and David Wentzlaff",
note = "Publisher Copyright: {{\\textcopyright}} 2024 IEEE.; 51st ACM/IEEE Annual International Symposium on Computer Architecture, ISCA 2024 ; Conference date: 29-06-2024 Through 03-07-2024",
year = "2024",
doi = "10.1109/ISCA59077.2024.00082",
language = "English (US)",
series = "Proceedings - International Symposium on Computer Architecture",
publisher = "Institute of Electrical and Electronics Engineers Inc.",
pages = "1080--1096",
booktitle = "{_ISCA}",
address = "United States",
}}"""),  # noqa: E501
    ("RIS", PAPER, f"""TY  - GEN
T1  - LLMCompass
T2  - 51st ACM/IEEE Annual International Symposium on Computer Architecture, ISCA 2024
AU  - Zhang, Hengrui
AU  - Ning, August
AU  - Prabhakar, Rohan Baskar
AU  - Wentzlaff, David
N1  - Publisher Copyright: © 2024 IEEE.
PY  - 2024
Y1  - 2024
N2  - [...]
AB  - [...]
KW  - Large language model
KW  - accelerator
KW  - area model
KW  - cost model
KW  - performance model
UR  - https://www.scopus.com/pages/publications/85201142444
UR  - https://www.scopus.com/pages/publications/85201142444#tab=citedBy
U2  - 10.1109/ISCA59077.2024.00082
DO  - 10.1109/ISCA59077.2024.00082
M3  - Conference contribution
AN  - SCOPUS:85201142444
T3  - Proceedings - International Symposium on Computer Architecture
SP  - 1080
EP  - 1096
BT  - {_ISCA}
PB  - Institute of Electrical and Electronics Engineers Inc.
Y2  - 29 June 2024 through 3 July 2024
ER  -"""),
    ("APA", YOO, f"Yoo, S., Kim, H., & Kim, J. Y. (2024). AdapTiV: {_TOKEN}. In {_MICRO} "
     "(pp. 64-77). (Proceedings of the Annual International Symposium on Microarchitecture, "
     "MICRO). IEEE Computer Society. https://doi.org/10.1109/MICRO61859.2024.00015"),
    ("Author", YOO, f"Yoo, Seungjae ; Kim, Hangyeol ; Kim, Joo Young. / AdapTiV : {_TOKEN}. "
     f"{_MICRO}. IEEE Computer Society, 2024. pp. 64-77 (Proceedings of the Annual International "
     "Symposium on Microarchitecture, MICRO)."),
    ("Vancouver", YOO, f"Yoo S, Kim H, Kim JY. AdapTiV: {_TOKEN}. In {_MICRO}. IEEE Computer "
     "Society. 2024. p. 64-77. (Proceedings of the Annual International Symposium on "
     "Microarchitecture, MICRO). doi: 10.1109/MICRO61859.2024.00015"),
    ("APA", _WANG, f"Wang, X., Tian, C., & Huang, F. P. (2023). {_ENERGY}. Journal of Cosmology "
     "and Astroparticle Physics, 2023(7), Article JCAP07(2023)006. "
     "https://doi.org/10.1088/1475-7516/2023/07/006"),
    ("Author", _WANG, f"Wang, Xiao ; Tian, Chi ; Huang, Fa Peng. / {_ENERGY}. In: Journal of "
     "Cosmology and Astroparticle Physics. 2023 ; Vol. 2023, No. 7."),
    ("Harvard", _WANG, f"Wang, X, Tian, C & Huang, FP 2023, '{_ENERGY}', Journal of Cosmology and "
     "Astroparticle Physics, vol. 2023, no. 7, JCAP07(2023)006. "
     "https://doi.org/10.1088/1475-7516/2023/07/006"),
    ("Standard", _WANG, f"{_ENERGY}. / Wang, Xiao; Tian, Chi; Huang, Fa Peng.\nIn: Journal of "
     "Cosmology and Astroparticle Physics, Vol. 2023, No. 7, JCAP07(2023)006, 07.2023.\n\n"
     "Research output: Contribution to journal › Article › Research › peer-review"),
    ("Vancouver", _WANG, f"Wang X, Tian C, Huang FP. {_ENERGY}. Journal of Cosmology and "
     "Astroparticle Physics. 2023 Jul;2023(7):JCAP07(2023)006. "
     "doi: 10.1088/1475-7516/2023/07/006"),
    ("BIBTEX", _WANG, f"""@article{{d00873802e0f4eae985c1003e74600dc,
title = "{_ENERGY}",
abstract = "[...]",
keywords = "cosmological phase transitions, cosmology of theories beyond the SM, gravitational waves / theory, physics of the early universe",
author = "Xiao Wang and Chi Tian and Huang, {{Fa Peng}}",
note = "Publisher Copyright: {{\\textcopyright}} 2023 IOP Publishing Ltd and Sissa Medialab.",
year = "2023",
month = jul,
doi = "10.1088/1475-7516/2023/07/006",
language = "English",
volume = "2023",
journal = "Journal of Cosmology and Astroparticle Physics",
issn = "1475-7516",
publisher = "IOP Publishing",
number = "7",
}}"""),  # noqa: E501
    ("RIS", _WANG, f"""TY  - JOUR
T1  - {_ENERGY}
AU  - Wang, Xiao
AU  - Tian, Chi
AU  - Huang, Fa Peng
N1  - Publisher Copyright: © 2023 IOP Publishing Ltd and Sissa Medialab.
PY  - 2023/7
Y1  - 2023/7
N2  - [...]
AB  - [...]
KW  - cosmological phase transitions
KW  - cosmology of theories beyond the SM
KW  - gravitational waves / theory
KW  - physics of the early universe
UR  - https://www.scopus.com/pages/publications/85164438987
U2  - 10.1088/1475-7516/2023/07/006
DO  - 10.1088/1475-7516/2023/07/006
M3  - Article
AN  - SCOPUS:85164438987
SN  - 1475-7516
VL  - 2023
JO  - Journal of Cosmology and Astroparticle Physics
JF  - Journal of Cosmology and Astroparticle Physics
IS  - 7
M1  - JCAP07(2023)006
ER  -"""),
    ("Vancouver", _THESIS, "Wilschut T. System specification and design structuring methods for a "
     "lock product platform. Eindhoven: Technische Universiteit Eindhoven, 2018. 178 p."),
    ("Standard", _IN_SERIES, "Decomposition and classification of electroencephalography data. / "
     "Frølich, Laura.\nKgs. Lyngby: Technical University of Denmark, 2016. 208 p. (DTU Compute "
     "PHD-2016; No. 408)."),
    ("APA", _KORVING, "Korving, S. Q. (2024). MHD Simulations of Neutral and Impurity Transport in "
     "ELM-controlled Plasmas: with application to ITER. [Phd Thesis 1 (Research TU/e / Graduation "
     "TU/e), Applied Physics and Science Education]. Eindhoven University of Technology."),
    ("APA", BENEVOL, "Jansen, S., Farshidi, S., Gousios, G., Visser, J., Storm, T. van der, & "
     "Bruntink, M. (2020). SearchSECO: A Worldwide Index of the Open Source Software Ecosystem. "
     "In M. Papadakis, & M. Cordy (Eds.), Proceedings of the 19th Belgium-Netherlands Software "
     "Evolution Workshop, BENEVOL 2020, Luxembourg, December 3-4, 2020 (Vol. 2912). (CEUR "
     "Workshop Proceedings). CEUR-WS.org. http://ceurws.org/Vol-2912/./paper3.pdf"),
    ("APA", _TRAN, "Tran, M.-Q., Tran, T. T., Nguyen, P. H., & Tuan, L. A. (2022). Coordination "
     "of Load Tap Changer and Distributed Energy Resources to Improve Long-term Voltage "
     "Stability. In ENERGYCON 2022 - 2022 IEEE 7th International Energy Conference, Proceedings "
     "Article 9830224. Institute of Electrical and Electronics Engineers. "
     "https://doi.org/10.1109/ENERGYCON53164.2022.9830224"),
    ("APA", _M3GP, "Muñoz, L., Trujillo, L., & Silva, S. (2015). M3GP – multiclass classification "
     "with GP. In Genetic Programming - 18th European Conference, EuroGP 2015, Proceedings "
     f"(Vol. 9025, pp. 78-91). ({_LNCS}; Vol. 9025). Springer-Verlag. "
     "https://doi.org/10.1007/978-3-319-16501-1_7"),
    ("APA", _PRESENTED, "Løvlie, A. S., & Benford, S. (2019). The GIFT framework: Give visitors "
     "the tools to tell their own stories. Paper presented at MuseWeb 2019, Boston, United "
     "States."),
    ("APA", _IN_PRESS, "Bjørnskov, J., & Jradi, M. (Accepted/In press). Implementation and "
     "demonstration of an automated energy modeling framework for scalable and adaptable building "
     "digital twins based on the SAREF ontology. Building Simulation."),
    ("BIBTEX", _BOOK, """@book{bb5afff9714941c681fc0e5270168a71,
title = "Programming Massively Parallel Processors: A Hands-on Approach, Fourth Edition",
abstract = "[...]",
author = "Hwu, {Wen mei W.} and Kirk, {David B.} and Hajj, {Izzat El}",
note = "Publisher Copyright: {\\textcopyright} 2023 Elsevier Inc. All rights reserved.",
year = "2022",
month = jan,
day = "1",
doi = "10.1016/C2020-0-02969-5",
language = "English (US)",
isbn = "9780323984638",
publisher = "Elsevier",
}"""),
    ("BIBTEX", DEPENDENCY, """@conference{2f8c7438a7f44f6b85b773586cff54e8,
title = "A gold standard dependency treebank for Indonesian",
author = "Ika Alfina and Arawinda Dinakaramani and Fanany, {Mohamad Ivan} and Heru Suhartanto",
note = "Publisher Copyright: {\\textcopyright} 2019 PACLIC 2019. All rights reserved.; 33rd Pacific Asia Conference on Language, Information and Computation, PACLIC 2019 ; Conference date: 13-09-2019 Through 15-09-2019",
year = "2019",
month = jan,
day = "1",
language = "English",
pages = "1--9",
}"""),  # noqa: E501
    ("Harvard", _STACOM, "Kerfoot, E 2021, Valve Annuli Motion with Deep Learning. in E Puyol "
     "Anton, M Pop & A Young (eds), Statistical Atlases and Computational Models of the Heart. "
     "Lecture Notes in Computer Science, vol. 12592 LNCS, Springer Science and Business Media "
     "Deutschland GmbH, pp. 146-155."),
    ("Standard", _FIZ, "T. / A, B.\nIn: FEMS Microbiology Ecology, Vol. 95, No. 11, fiz148, "
     "17.10.2019."),
]  # fmt: skip
"""A label, a record, and the text."""
