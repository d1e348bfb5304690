"""More real publications: each example of the collection that is not in `cite_this_records`.

`MORE` has what can be built; texts that are cut, or of which the beginning is not known, are
compared as far as they go. What is mended is told in `cite_this_records`. `LEFT_OUT` has the
others, each with its reason.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from citeformat import Record
from tests.cite_this_records import DEPENDENCY, YOO, make_record, people

__all__ = ["LEFT_OUT", "MENDED", "MORE", "Example"]


class Example(NamedTuple):
    """A text that a portal prints."""

    number: int
    """Its place in the collection."""
    label: str
    record: Record
    text: str
    part: str = "whole"
    """`"whole"`, `"head"` where the end is cut, `"tail"` where the beginning is not known."""
    locale: str = ""
    """The portal's language."""


_ISCA = ("Proceeding - 2024 ACM/IEEE 51st Annual International Symposium on Computer Architecture, "
         "ISCA 2024")  # fmt: skip
_ISCA_SERIES = "Proceedings - International Symposium on Computer Architecture"
_MICRO = ("Proceedings - 2024 57th Annual IEEE/ACM International Symposium on Microarchitecture, "
          "MICRO 2024")  # fmt: skip
_MICRO_SERIES = "Proceedings of the Annual International Symposium on Microarchitecture, MICRO"
_ASPLOS = ("ASPLOS 2025 - Proceedings of the 30th ACM International Conference on Architectural "
           "Support for Programming Languages and Operating Systems")  # fmt: skip
_ASPLOS_SERIES = ("International Conference on Architectural Support for Programming Languages and "
                  "Operating Systems - ASPLOS")  # fmt: skip
_IEEE = "Institute of Electrical and Electronics Engineers Inc."
_LNCS = ("Lecture Notes in Computer Science (including subseries Lecture Notes in Artificial "
         "Intelligence and Lecture Notes in Bioinformatics)")  # fmt: skip
_SPRINGER = "Springer Science and Business Media Deutschland GmbH"
_CHAPTER = "Research output: Chapter in Book/Report/Conference proceeding › Conference contribution"


def _article(
    title: str, authors: list[str], date: list[int], journal: str, **fields: Any
) -> Record:
    return make_record("article-journal", title, authors, date, container_title=journal, **fields)


def _paper(title: str, authors: list[str], date: Any, book: str, **fields: Any) -> Record:
    return make_record("paper-conference", title, authors, date, container_title=book, **fields)


def _in_isca(title: str, authors: list[str], **fields: Any) -> Record:
    return _paper(title, authors, [2024], _ISCA, collection_title=_ISCA_SERIES, publisher=_IEEE,
                  **fields)  # fmt: skip


def _in_micro(title: str, authors: list[str], page: str) -> Record:
    return _paper(title, authors, [2024], _MICRO, collection_title=_MICRO_SERIES, page=page,
                  publisher="IEEE Computer Society")  # fmt: skip


def _in_asplos(title: str, authors: list[str], page: str) -> Record:
    return _paper(title, authors, [2025], _ASPLOS, page=page, collection_title=_ASPLOS_SERIES,
                  collection_number="2",
                  publisher="Association for Computing Machinery")  # fmt: skip


def _of_author(number: int, record: Record, names: str, title: str, rest: str) -> Example:
    return Example(number, "Author", record, f"{names} et al. / {title}. {rest}")


_GAME = "GameStreamSR: Enabling Neural-Augmented Game Streaming on Commodity Mobile Platforms"
_BHUYAN = _in_isca(
    _GAME,
    ["Bhuyan, Sandeepa", "Ying, Ziyu", "Kandemir, Mahmut T.", "Gowda, Mahanth", "Das, Chita R."],
    page="1309-1322", DOI="10.1109/ISCA59077.2024.00097",
    event_title="51st ACM/IEEE Annual International Symposium on Computer Architecture, ISCA 2024",
    event_place="Buenos Aires, Argentina", event_date={"date-parts": [[2024, 6, 29], [2024, 7, 3]]},
    custom={"research-output": _CHAPTER},
)  # fmt: skip
_YOO_AT = Record.from_csl({
    **YOO.to_csl(),
    "event-title": "57th Annual IEEE/ACM International Symposium on Microarchitecture, MICRO 2024",
    "event-place": "Austin, United States", "event-date": {"date-parts": [[2024, 11, 2]]},
    "custom": {"research-output": f"{_CHAPTER} › peer-review"},
})  # fmt: skip
_AT_MICRO = f"{_MICRO}. IEEE Computer Society, 2024."
_AT_ISCA = f"{_ISCA}. {_IEEE}, 2024."
_AT_ASPLOS = f"{_ASPLOS}. Association for Computing Machinery, 2025."
_KHANNA = _paper(
    "Transformer-based language models for factoid question answering at BioASQ9b",
    ["Khanna, Urvashi", "Mollá, Diego"], [2021], "CLEF 2021 Working Notes", page="247-257",
    collection_title="CEUR Workshop Proceedings", publisher="CEUR", language="en",
    abstract="[...]", keyword="ALBERT; BioASQ9b; DistilBERT; Question answering; Transfer learning",
    note="Publisher Copyright: © 2021 Copyright for this paper by its authors. [...]",
    editor=people("Faggioli, Guglielmo", "Ferro, Nicola", "Joly, Alexis", "Maistro, Maria",
                  "Piroi, Florina"),
    event_title="2021 Working Notes of CLEF - Conference and Labs of the Evaluation Forum, "
    "CLEF-WN 2021",
    event_date={"date-parts": [[2021, 9, 21], [2021, 9, 24]]},
    custom={"uuid": "a23f5ef4c3ae4df5a7601b0cb2c2b9b7"},
)  # fmt: skip
_ECIR = _paper(
    "T", ["B, A"], [2023],
    "Advances in Information Retrieval - 45th European Conference on Information Retrieval, "
    "ECIR 2023, Proceedings",
    note="Publisher Copyright: © 2023, The Author(s), under exclusive license to Springer Nature "
    "Switzerland AG.", language="en", page="608-616", publisher=_SPRINGER, collection_title=_LNCS,
    DOI="10.1007/978-3-031-28238-6_52", ISBN="9783031282379",
    editor=people("Kamps, Jaap", "Goeuriot, Lorraine"),
    event_title="45th European Conference on Information Retrieval, ECIR 2023",
    event_date={"date-parts": [[2023, 4, 2], [2023, 4, 6]]},
)  # fmt: skip
_EMNLP = "2018 Conference on Empirical Methods in Natural Language Processing, EMNLP 2018"
_CHOI = _paper(
    "T",
    ["Choi, Eunsol", "He, He", "Iyyer, Mohit", "Yatskar, Mark", "Yih, Wen Tau", "Choi, Yejin",
     "Liang, Percy", "Zettlemoyer, Luke"], [2018], f"Proceedings of the {_EMNLP}",
    collection_title=f"Proceedings of the {_EMNLP}", page="2174-2184", language="en-US",
    publisher="Association for Computational Linguistics",
    editor=people("Riloff, Ellen", "Chiang, David", "Hockenmaier, Julia", "Tsujii, Jun'ichi"),
    event_title=_EMNLP, event_date={"date-parts": [[2018, 10, 31], [2018, 11, 4]]},
)  # fmt: skip
_PACLIC = Record.from_csl({
    **DEPENDENCY.to_csl(),
    "note": "Publisher Copyright: © 2019 Proceedings of the 33rd Pacific Asia Conference on "
    "Language, Information and Computation, PACLIC 2019. All rights reserved.",
})  # fmt: skip
_STACOM = _paper(
    "Valve Annuli Motion with Deep Learning", ["B, A"], [2021],
    "Statistical Atlases and Computational Models of the Heart. MandMs and EMIDEC Challenges - "
    "11th International Workshop, STACOM 2020, Held in Conjunction with MICCAI 2020, Revised "
    "Selected Papers",
    editor=people("Puyol Anton, E", "Pop, M", "Sermesant, M", "Campello, V", "Lalande, A",
                  "Lekadir, K", "Suinesiaputra, A", "Camara, O", "Young, A"),
    collection_title=_LNCS, collection_number="12592 LNCS", publisher=_SPRINGER, page="146-155",
    DOI="10.1007/978-3-030-68107-4_15", event_place="Lima, Peru",
    event_title="11th International Workshop on Statistical Atlases and Computational Models of "
    "the Heart, STACOM 2020 held in Conjunction with MICCAI 2020",
    event_date={"date-parts": [[2020, 10, 4]]},
)  # fmt: skip

MORE: tuple[Example, ...] = (
    Example(9, "Harvard", _YOO_AT, "Yoo, S, Kim, H & Kim, JY 2024, AdapTiV: Sign-Similarity Based "
            "Image-Adaptive Token Merging for Vision Transformer Acceleration. in "
            f"{_MICRO}. {_MICRO_SERIES}, IEEE Computer Society, pp. 64-77, 57th Annual IEEE/ACM "
            "International Symposium on Microarchitecture, MICRO 2024, Austin, United States, "
            "2/11/24. https://doi.org/10.1109/MICRO61859.2024.00015", locale="en-GB"),
    Example(10, "Standard", _YOO_AT, "AdapTiV: Sign-Similarity Based Image-Adaptive Token Merging "
            "for Vision Transformer Acceleration. / Yoo, Seungjae; Kim, Hangyeol; Kim, Joo Young.\n"
            f"{_AT_MICRO} p. 64-77 ({_MICRO_SERIES}).\n\n{_CHAPTER} › peer-review"),
    _of_author(12, _BHUYAN, "Bhuyan, Sandeepa ; Ying, Ziyu ; Kandemir, Mahmut T.",
               _GAME.replace(":", " :"), f"{_AT_ISCA} pp. 1309-1322 ({_ISCA_SERIES})."),
    Example(13, "Harvard", _BHUYAN, "Bhuyan, S, Ying, Z, Kandemir, MT, Gowda, M & Das, CR 2024, "
            f"{_GAME}. in {_ISCA}. {_ISCA_SERIES}, {_IEEE}, pp. 1309-1322, 51st ACM/IEEE Annual "
            "International Symposium on Computer Architecture, ISCA 2024, Buenos Aires, Argentina, "
            "6/29/24. https://doi.org/10.1109/ISCA59077.2024.00097"),
    Example(14, "Standard", _BHUYAN, f"{_GAME}. / Bhuyan, Sandeepa; Ying, Ziyu; Kandemir, Mahmut "
            f"T. et al.\n{_AT_ISCA} p. 1309-1322 ({_ISCA_SERIES}).\n\n{_CHAPTER}"),
    Example(22, "Standard", _article(
        "Name use by companion parrots",
        ["Benedict, Lauryn", "Groiss, Viktoria", "Hoeschele, Marisa", "D, C"], [2026, 4, 17],
        "PLoS ONE", volume="21", issue="4", number="e0346830", page="e0346830"),
        "Name use by companion parrots. / Benedict, Lauryn; Groiss, Viktoria; Hoeschele, Marisa "
        "et al.\nin: PLoS ONE, Jahrgang 21, Nr. 4, e0346830, 17.04.2026, S. e0346830.",
        locale="de"),
    Example(24, "Standard", _article("T", ["B, A"], [2015, 1, 20],
                                     "Environmental Science & Technology", volume="49", issue="2",
                                     page="839-846"),
            "Environmental Science & Technology, Vol. 49, No. 2, 20.01.2015, p. 839-846.", "tail"),
    Example(26, "Author", _article(
        "All Intelligence is Collective Intelligence",
        ["J. Benjamin, Falandays", "Kaaronen, Roope Oskari", "Moser, Cody", "D, C"], [2023],
        "Journal of Multiscale Neuroscience", volume="2", issue="1", page="169-191"),
        "J. Benjamin, Falandays ; Kaaronen, Roope Oskari ; Moser, Cody et al. / All Intelligence "
        "is Collective Intelligence. In: Journal of Multiscale Neuroscience. 2023 ; Vol. 2, No. 1. "
        "pp. 169-191."),
    Example(27, "Author", _article(
        "Quantum error correction below the surface code threshold",
        ["Google Quantum AI and Collaborators"], [2025], "Nature", volume="638", issue="8052",
        page="920-926"),
        "Google Quantum AI and Collaborators. / Quantum error correction below the surface code "
        "threshold. In: Nature. 2025 ; Vol. 638, No. 8052. pp. 920", "head"),
    Example(29, "Harvard", _article(
        "Phenomenology of automotive radar interference",
        ["Norouzian, Fatemeh", "Pirkani, Anum", "Hoare, Edward", "Cherniakov, Mikhail",
         "Gashinova, Marina"], [2021], "IET Radar, Sonar & Navigation", volume="15", issue="9",
        page="1045-1060", DOI="10.1049/rsn2.12096"),
        "Norouzian, F, Pirkani, A, Hoare, E, Cherniakov, M & Gashinova, M 2021, 'Phenomenology of "
        "automotive radar interference', IET Radar, Sonar & Navigation, vol. 15, no. 9, pp. "
        "1045-1060. https://doi.org/10.1049/rsn2.12096"),
    Example(30, "Harvard", _article(
        "From text to tech: Shaping the future of physics-based simulations with AI-driven "
        "generative models", ["Alexiadis, A", "Ghiassi, B"], [2024], "Results in Engineering",
        volume="21", number="101721", DOI="10.1016/j.rineng.2023.101721"),
        "Alexiadis, A & Ghiassi, B 2024, 'From text to tech: Shaping the future of physics-based "
        "simulations with AI-driven generative models', Results in Engineering, vol. 21, 101721. "
        "https://doi.org/10.1016/j.rineng.2023.101721"),
    Example(31, "Harvard", _article(
        "Quasi-subfield polynomials and the elliptic curve discrete logarithm problem",
        ["Huang, Ming-Deh", "Kosters, Michiel", "Petit, Christophe", "Yeo, Sze Ling", "Yun, Yang"],
        [2020], "Journal of Mathematical Cryptology", volume="14", issue="1", page="25-38",
        DOI="10.1515/jmc-2015-0049"),
        "Huang, M-D, Kosters, M, Petit, C, Yeo, SL & Yun, Y 2020, 'Quasi-subfield polynomials and "
        "the elliptic curve discrete logarithm problem', Journal of Mathematical Cryptology, vol. "
        "14, no. 1, pp. 25-38. https://doi.org/10.1515/jmc-2015-0049"),
    Example(33, "Harvard", _article(
        "Image modeling with position-encoding dynamic trees",
        ["Storkey, Amos J.", "Williams, C. K. I."], [2003],
        "IEEE Transactions on Pattern Analysis and Machine Intelligence", volume="25", issue="7",
        page="859-871", DOI="10.1109/TPAMI.2003.1206515"),
        "Storkey, AJ & Williams, CKI 2003, 'Image modeling with position-encoding dynamic trees', "
        "IEEE Transactions on Pattern Analysis and Machine Intelligence, vol. 25, no. 7, pp. "
        "859-871. https://doi.org/10.1109/TPAMI.2003.1206515"),
    Example(34, "Harvard", _article(
        "Greedy Learning of Binary Latent Trees", ["Harmeling, Stefan", "Williams, C. K. I."],
        [2011], "IEEE Transactions on Pattern Analysis and Machine Intelligence", volume="33",
        issue="6", page="1087-1097", DOI="10.1109/TPAMI.2010.145"),
        "Harmeling, S & Williams, CKI 2011, 'Greedy Learning of Binary Latent Trees', IEEE "
        "Transactions on Pattern Analysis and Machine Intelligence, vol. 33, no. 6, pp. 1087-1097. "
        "https://doi.org/10.1109/TPAMI.2010.145"),
    Example(38, "APA", make_record(
        "book", "Constructing Soft Robot Aesthetics", ["Jørgensen, Jonas"], [2019],
        publisher="IT-Universitetet i København"),
        "Jørgensen, J. (2019). Constructing Soft Robot Aesthetics. IT-Universitetet i København."),
    Example(40, "APA", _article(
        "Multi-modal human aggression detection",
        ["Kooij, J. F. P.", "Liem, M. C.", "Krijnders, J. D.", "Andringa, T. C.",
         "Gavrila, D. M."], [2016], "Computer Vision and Image Understanding", volume="144",
        page="106-120", DOI="10.1016/j.cviu.2015.06.009"),
        "Kooij, J. F. P., Liem, M. C., Krijnders, J. D., Andringa, T. C., & Gavrila, D. M. (2016). "
        "Multi-modal human aggression detection. Computer Vision and Image Understanding, 144, "
        "106-120. https://doi.org/10.1016/j.cviu.2015.06.009"),
    Example(41, "APA", _paper(
        "Presenting the Multi-View Traffic Intersection Dataset (MTID): A Detailed "
        "Traffic-Surveillance Dataset",
        ["Jensen, Morten Bornø", "Møgelmose, Andreas", "Moeslund, Thomas B."], [2020],
        "IEEE 23rd International Conference on Intelligent Transportation Systems 2020",
        number="9294694", publisher="IEEE (Institute of Electrical and Electronics Engineers)",
        DOI="10.1109/ITSC45102.2020.9294694"),
        "Jensen, M. B., Møgelmose, A., & Moeslund, T. B. (2020). Presenting the Multi-View Traffic "
        "Intersection Dataset (MTID): A Detailed Traffic-Surveillance Dataset. In IEEE 23rd "
        "International Conference on Intelligent Transportation Systems 2020 Article 9294694. IEEE "
        "(Institute of Electrical and Electronics Engineers). "
        "https://doi.org/10.1109/ITSC45102.2020.9294694"),
    Example(42, "APA", _article(
        "Bifurcation routes to volatility clustering under evolutionary learning",
        ["Gaunersdorfer, Andrea", "Hommes, C. H.", "Wagener, F. O. O."], [2008],
        "Journal of Economic Behavior & Organization", volume="67", issue="1", page="27-47",
        DOI="10.1016/j.jebo.2007.07.004"),
        "Gaunersdorfer, A., Hommes, C. H., & Wagener, F. O. O. (2008). Bifurcation routes to "
        "volatility clustering under evolutionary learning. Journal of Economic Behavior & "
        "Organization, 67(1), 27-47. https://doi.org/10.1016/j.jebo.2007.07.004"),
    Example(46, "BIBTEX", _PACLIC, """@conference{2f8c7438a7f44f6b85b773586cff54e8,
title = "A gold standard dependency treebank for Indonesian",
author = "Ika Alfina and Arawinda Dinakaramani and Fanany, {Mohamad Ivan} and Heru Suhartanto",
note = "Publisher Copyright: {\\textcopyright} 2019 Proceedings of the 33rd Pacific Asia Conference on Language, Information and Computation, PACLIC 2019. All rights reserved.; 33rd Pacific Asia Conference on Language, Information and Computation, PACLIC 2019 ; Conference date: 13-09-2019 Through 15-09-2019",
year = "2019",
month = jan,
day = "1",
language = "English",
pages = "1--9",
}"""),  # noqa: E501
    Example(47, "BIBTEX", _KHANNA, """@inproceedings{a23f5ef4c3ae4df5a7601b0cb2c2b9b7,
title = "Transformer-based language models for factoid question answering at BioASQ9b",
abstract = "[...]",
keywords = "ALBERT, BioASQ9b, DistilBERT, Question answering, Transfer learning",
author = "Urvashi Khanna and Diego Moll{\\'a}",
note = "Publisher Copyright: {\\textcopyright} 2021 Copyright for this paper by its authors. [...]; 2021 Working Notes of CLEF - Conference and Labs of the Evaluation Forum, CLEF-WN 2021 ; Conference date: 21-09-2021 Through 24-09-2021",
year = "2021",
language = "English",
series = "CEUR Workshop Proceedings",
publisher = "CEUR",
pages = "247--257",
editor = "Guglielmo Faggioli and Nicola Ferro and Alexis Joly and Maria Maistro and Florina Piroi",
booktitle = "CLEF 2021 Working Notes",
}"""),  # noqa: E501
    Example(48, "BIBTEX", _ECIR, f"""note = "Publisher Copyright: {{\\textcopyright}} 2023, The Author(s), under exclusive license to Springer Nature Switzerland AG.; 45th European Conference on Information Retrieval, ECIR 2023 ; Conference date: 02-04-2023 Through 06-04-2023",
year = "2023",
doi = "10.1007/978-3-031-28238-6_52",
language = "English",
isbn = "9783031282379",
series = "{_LNCS}",
publisher = "{_SPRINGER}",
pages = "608--616",
editor = "Jaap Kamps and Lorraine Goeuriot",
booktitle = "Advances in Information Retrieval - 45th European Conference on Information Retrieval, ECIR 2023, Proceedings",
}}""", "tail"),  # noqa: E501
    Example(50, "BIBTEX", _CHOI, f"""author = "Eunsol Choi and He He and Mohit Iyyer and Mark Yatskar and Yih, {{Wen Tau}} and Yejin Choi and Percy Liang and Luke Zettlemoyer",
year = "2018",
language = "English (US)",
series = "Proceedings of the {_EMNLP}",
publisher = "Association for Computational Linguistics",
pages = "2174--2184",
editor = "Ellen Riloff and David Chiang and Julia Hockenmaier and Jun'ichi Tsujii",
booktitle = "Proceedings of the {_EMNLP}",
note = "{_EMNLP} ; Conference date: 31-10-2018 Through 04-11-2018",
}}""", "tail"),  # noqa: E501
    Example(51, "BIBTEX", _article(
        "AC-IQuAD: Automatically Constructed Indonesian Question Answering Dataset by Leveraging "
        "Wikidata", ["Doxolodeo, Kerenza", "Krisnadhi, Adila Alfa"], [2024],
        "Language Resources and Evaluation", abstract="[...]", language="en", ISSN="1574-020X",
        keyword="Automatic dataset construction; Question answering dataset; Under-resourced "
        "Language", note="Publisher Copyright: © 2024, The Author(s).",
        DOI="10.1007/s10579-023-09702-y", publisher="Springer Netherlands",
        custom={"uuid": "afa5bf8149d6406786539c1ea827087d"}),
        """@article{afa5bf8149d6406786539c1ea827087d,
title = "AC-IQuAD: Automatically Constructed Indonesian Question Answering Dataset by Leveraging Wikidata",
abstract = "[...]",
keywords = "Automatic dataset construction, Question answering dataset, Under-resourced Language",
author = "Kerenza Doxolodeo and Krisnadhi, {Adila Alfa}",
note = "Publisher Copyright: {\\textcopyright} 2024, The Author(s).",
year = "2024",
doi = "10.1007/s10579-023-09702-y",
language = "English",
journal = "Language Resources and Evaluation",
issn = "1574-020X",
publisher = "Springer Netherlands",
}"""),  # noqa: E501
    Example(54, "Vancouver", _paper(
        "T", ["B, A"], [2025],
        "ISCA 2025 - Proceedings of the 52nd Annual International Symposium on Computer "
        "Architecture", collection_title=_ISCA_SERIES, publisher=_IEEE, page="808-820",
        DOI="10.1145/3695053.3731051"),
        "In ISCA 2025 - Proceedings of the 52nd Annual International Symposium on Computer "
        f"Architecture. {_IEEE} 2025. p. 808-820. ({_ISCA_SERIES}). doi: 10.1145/3695053.3731051",
        "tail"),
    _of_author(55, _in_micro(
        "A Compiler-Like Framework for Optimizing Cryptographic Big Integer Multiplication on GPUs",
        ["Ji, Zhuoran", "Zhao, Jianyu", "Zhang, Zhaorui", "D, C"], "380-392"),
        "Ji, Zhuoran ; Zhao, Jianyu ; Zhang, Zhaorui",
        "A Compiler-Like Framework for Optimizing Cryptographic Big Integer Multiplication on GPUs",
        f"{_AT_MICRO} pp. 380-392 ({_MICRO_SERIES})."),
    _of_author(56, _in_micro(
        "Mosaic: Harnessing the Micro-Architectural Resources of Servers in Serverless "
        "Environments", ["Stojkovic, Jovan", "Choukse, Esha", "Saurez, Enrique", "D, C"],
        "1397-1412"), "Stojkovic, Jovan ; Choukse, Esha ; Saurez, Enrique",
        "Mosaic : Harnessing the Micro-Architectural Resources of Servers in Serverless "
        "Environments", f"{_AT_MICRO} pp. 1397-1412 ({_MICRO_SERIES})."),
    _of_author(57, _in_isca(
        "BLESS: Bandwidth and Locality Enhanced SMEM Seeding Acceleration for DNA Sequencing",
        ["Han, Seunghee", "Moon, Seungjae", "Suh, Teokkyu", "D, C"], page="582-596"),
        "Han, Seunghee ; Moon, Seungjae ; Suh, Teokkyu",
        "BLESS : Bandwidth and Locality Enhanced SMEM Seeding Acceleration for DNA Sequencing",
        f"{_AT_ISCA} pp. 582-596 ({_ISCA_SERIES})."),
    _of_author(58, _in_asplos(
        "Skia: Exposing Shadow Branches",
        ["Pepi, Chrysanthos", "Godala, Bhargav Reddy", "Tibrewala, Krishnam", "D, C"], "1091-1106"),
        "Pepi, Chrysanthos ; Godala, Bhargav Reddy ; Tibrewala, Krishnam",
        "Skia : Exposing Shadow Branches", f"{_AT_ASPLOS} pp. 1091-1106 ({_ASPLOS_SERIES})."),
    _of_author(59, _in_asplos(
        "Affinity-based Optimizations for TFHE on Processing-in-DRAM",
        ["Nam, Kevin", "Jung, Heonhui", "Oh, Hyunyoung", "D, C"], "16-31"),
        "Nam, Kevin ; Jung, Heonhui ; Oh, Hyunyoung",
        "Affinity-based Optimizations for TFHE on Processing-in-DRAM",
        f"{_AT_ASPLOS} pp. 16-31 ({_ASPLOS_SERIES})."),
    _of_author(60, _in_micro(
        "Rearchitecting a Neuromorphic Processor for Spike-Driven Brain-Computer Interfacing",
        ["Lee, Hunjun", "Jang, Yeongwoo", "Jung, Daye", "D, C"], "1073-1089"),
        "Lee, Hunjun ; Jang, Yeongwoo ; Jung, Daye",
        "Rearchitecting a Neuromorphic Processor for Spike-Driven Brain-Computer Interfacing",
        f"{_AT_MICRO} pp. 1073-1089 ({_MICRO_SERIES})."),
    Example(64, "APA", make_record(
        "thesis", "Ontological foundations for structural conceptual models",
        ["Guizzardi, Giancarlo"], [2005], genre="PhD Thesis - Research UT, graduation UT",
        authority="University of Twente", publisher="Telematica Instituut / CTIT"),
        "Guizzardi, G. (2005). Ontological foundations for structural conceptual models. [PhD "
        "Thesis - Research UT, graduation UT, University of Twente]. Telematica Instituut / CTIT."),
    Example(65, "APA", make_record(
        "book", "Modelling and Analysis of Seawater Scrubbers for Reducing SOx Emissions from "
        "Marine Engines", ["Simonsen, A. S."], [2018], publisher="Aalborg Universitetsforlag"),
        "Simonsen, A. S. (2018). Modelling and Analysis of Seawater Scrubbers for Reducing SOx "
        "Emissions from Marine Engines. Aalborg Universitetsforlag."),
    Example(67, "APA", make_record(
        "report", "Standardized software solution for guidance of clinical workflows",
        ["van der Heijden, J. J. M. J."], None, status="in press",
        publisher="Technische Universiteit Eindhoven"),
        "van der Heijden, J. J. M. J. (Accepted/In press). Standardized software solution for "
        "guidance of clinical workflows. Technische Universiteit Eindhoven."),
    Example(68, "APA", _paper(
        "Towards Ethical Judicial Analytics: Assessing Readability of Immigration and Asylum "
        "Decisions in the United Kingdom", ["Scheinert Idodo, Laura", "Tonkin, Emma L."], None,
        "Proceedings of the 20th EPIA Conference on Artificial Intelligence", status="in press",
        publisher="Springer"),
        "Scheinert Idodo, L., & Tonkin, E. L. (Accepted/In press). Towards Ethical Judicial "
        "Analytics: Assessing Readability of Immigration and Asylum Decisions in the United "
        "Kingdom. In Proceedings of the 20th EPIA Conference on Artificial Intelligence. "
        "Springer."),
    Example(69, "APA", _paper(
        "Pasteur: Scaling Privacy-aware Data Synthesis",
        ["Kapenekakis, Antheas", "Dell'Aglio, Daniele", "Bøgsted, Martin", "Garofalakis, Minos",
         "Hose, Katja"], None,
        "The 29th European Conference on Advances in Databases and Information Systems (ADBIS "
        "2025)", status="in press", publisher="Springer"),
        "Kapenekakis, A., Dell'Aglio, D., Bøgsted, M., Garofalakis, M., & Hose, K. (Accepted/In "
        "press). Pasteur: Scaling Privacy-aware Data Synthesis. In The 29th European Conference on "
        "Advances in Databases and Information Systems (ADBIS 2025). Springer."),
    Example(70, "APA", _paper(
        "Cheaper than you thought? A dive into the darkweb market of cyber-crime products",
        ["Georgoulias, Dimitrios", "Yaben, Ricardo", "Vasilomanolakis, Emmanouil"], None,
        "Proceedings of The 18th International Conference on Availability, Reliability and "
        "Security (ARES 2023)", status="in press", publisher="ACM"),
        "Georgoulias, D., Yaben, R., & Vasilomanolakis, E. (Accepted/In press). Cheaper than you "
        "thought? A dive into the darkweb market of cyber-crime products. In Proceedings of The "
        "18th International Conference on Availability, Reliability and Security (ARES 2023). "
        "ACM."),
    Example(75, "APA", _paper(
        "Enhanced Situational Awareness and Decision Support for Operators of Future Distributed "
        "Power Network Architectures",
        ["Zaher, A. S. A. E.", "Catterson, V. M.", "Syed, M. H.", "Mc Arthur, S. D. J.",
         "Burt, G. M.", "Marinelli, M.", "Prostejovsky, A."], [2016],
        "Proceedings of 2016 6th IEEE PES International Conference and Exhibition",
        publisher="IEEE", URL="https://example.org/"),
        "Zaher, A. S. A. E., Catterson, V. M., Syed, M. H., Mc Arthur, S. D. J., Burt, G. M., "
        "Marinelli, M., & Prostejovsky, A. (2016). Enhanced Situational Awareness and Decision "
        "Support for Operators of Future Distributed Power Network Architectures. In Proceedings "
        "of 2016 6th IEEE PES International Conference and Exhibition. IEEE. htt", "head"),
    Example(76, "APA", _article(
        "The (Un)Fair Algorithm: Socio-Technical Ethics Work for Artificial Intelligence in Social "
        "Work", ["Schrøder, Ida", "Meilvang, Marie Leth", "Høybye-Mortensen, Matilde"], [2026],
        "Ethics and Social Welfare", volume="20", issue="3", page="409-424"),
        "Schrøder, I., Meilvang, M. L., & Høybye-Mortensen, M. (2026). The (Un)Fair Algorithm: "
        "Socio-Technical Ethics Work for Artificial Intelligence in Social Work. Ethics and Social "
        "Welfare, 20(3), 409-424."),
    Example(77, "Harvard", _STACOM, "Valve Annuli Motion with Deep Learning. in E Puyol Anton, M "
            "Pop, M Sermesant, V Campello, A Lalande, K Lekadir, A Suinesiaputra, O Camara & A "
            "Young (eds), Statistical Atlases and Computational Models of the Heart. MandMs and "
            "EMIDEC Challenges - 11th International Workshop, STACOM 2020, Held in Conjunction "
            f"with MICCAI 2020, Revised Selected Papers. {_LNCS}, vol. 12592 LNCS, {_SPRINGER}, "
            "pp. 146-155, 11th International Workshop on Statistical Atlases and Computational "
            "Models of the Heart, STACOM 2020 held in Conjunction with MICCAI 2020, Lima, Peru, "
            "4/10/20. https://doi.org/10.1007/978-3-030-68107-4_15", "tail", "en-GB"),
    Example(78, "Harvard", _paper(
        "Harmonizing diverse compute resources for efficiency",
        ["Dehigama, Dilina", "Jesalpura, Shyam", "Kogias, Marios", "Grot, Boris"], [2024],
        "Proceedings of the 2nd Workshop on Hot Topics in System Infrastructure", page="1-4",
        publisher="Association for Computing Machinery (ACM)",
        event_title="The 2nd Workshop on Hot Topics in System Infrastructure",
        event_place="Austin, Texas, United States", event_date={"date-parts": [[2024, 11, 3]]}),
        "Dehigama, D, Jesalpura, S, Kogias, M & Grot, B 2024, Harmonizing diverse compute "
        "resources for efficiency. in Proceedings of the 2nd Workshop on Hot Topics in System "
        "Infrastructure. Association for Computing Machinery (ACM), pp. 1-4, The 2nd Workshop on "
        "Hot Topics in System Infrastructure, Austin, Texas, United States, 3/11", "head", "en-GB"),
    Example(79, "Harvard", _paper(
        "Possibilistic networks: MAP query and computational analysis",
        ["Benferhat, Salem", "Tabia, Karim", "Levray, Amélie"], [2018],
        "Proceedings of the 30th IEEE Int'l Conference on Tools with Artificial Intelligence "
        "(ICTAI'18), 2018", publisher="Institute of Electrical and Electronics Engineers",
        publisher_place="Volos, Greece", page="916-923",
        event_title="30th International Conference on Tools with Artificial Intelligence"),
        "Benferhat, S, Tabia, K & Levray, A 2018, Possibilistic networks: MAP query and "
        "computational analysis. in Proceedings of the 30th IEEE Int'l Conference on Tools with "
        "Artificial Intelligence (ICTAI'18), 2018. Institute of Electrical and Electronics "
        "Engineers, Volos, Greece, pp. 916-923, 30th International Conference on Tools", "head"),
    Example(80, "Harvard", _article(
        "Learning Bayesian Networks: Approaches and Issues.",
        ["Daly, Ronan", "Qiang, Shen", "Aitken, Stuart"], [2011], "Knowledge Engineering Review",
        volume="26", issue="2", page="99-127", DOI="10.1017/S0269888910000251"),
        "Daly, R, Qiang, S & Aitken, S 2011, 'Learning Bayesian Networks: Approaches and Issues.', "
        "Knowledge Engineering Review, vol. 26, no. 2, pp. 99-127. "
        "https://doi.org/10.1017/S0269888910000251"),
    Example(81, "Standard", _paper(
        "T", ["B, A"], [2019],
        "Machine Learning in Medical Imaging - 10th International Workshop, MLMI 2019, Held in "
        "Conjunction with MICCAI 2019, Proceedings", publisher="Springer", page="18-26",
        collection_title=_LNCS, collection_number="11861 LNCS"),
        "Machine Learning in Medical Imaging - 10th International Workshop, MLMI 2019, Held in "
        "Conjunction with MICCAI 2019, Proceedings. Springer, 2019. p. 18-26 "
        f"({_LNCS}; Vol. 11861 LNCS).", "tail"),
    Example(82, "Standard", _paper(
        "T", ["B, A"], [2015],
        "Proceedings of the 18th International Congress of Phonetic Sciences : ICPhS 2015",
        editor=people("The Scottish Consortium for ICPhS 2015"), edition="1", publisher="Scotland",
        page="1-5", number="698"),
        "Proceedings of the 18th International Congress of Phonetic Sciences : ICPhS 2015. ed. / "
        "The Scottish Consortium for ICPhS 2015. 1. ed. Scotland, 2015. p. 1-5 698.", "tail"),
)  # fmt: skip

LEFT_OUT: dict[int, str] = {
    23: "shortened by its author: nothing is left of the second line",
    28: "form of 2021: Author lists all five names",
    32: "a comma before the DOI, where all others have a full stop",
    35: "old form: no comma behind the title, `DOI:` before the number",
    36: "the days of an event that is no chapter's are 15–17/08/22, not 15/08/22 - 17/08/22",
    37: "form of APA 6: six authors, an ellipsis, the last one",
    39: "form of APA 6: a place before the publisher, initials without blanks",
    44: "old form: the article's number in square brackets",
    45: "the portal forgets the full stop before `s.n.`, its word for no publisher",
    52: "its key and authors were written anew by hand",
    53: "a part; the sign ∗ is a command in BIBTEX, where the portal leaves it",
    61: "form of 2016: a blank before the colon behind the place",
    66: "form of APA 6: a place before the publisher",
    72: "old form: the article's number in square brackets",
    73: "the portal takes the particle of `Storm, T. V. D.` for given names",
    83: "two outputs mixed by who copied it",
    84: "no output: the code that reads one",
}
"""The place of an example in the collection -> why it is not compared."""

MENDED: dict[int, str] = {
    25: "a tail, which is compared with a record made for it",
    26: "who copied it has dropped the stroke behind the authors",
    **dict.fromkeys((41, 43, 68, 70), "the portal forgets the full stop before the publisher"),
}
"""The place of an example -> what is mended in it, where that is no fault of all texts."""
