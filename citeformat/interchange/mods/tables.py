"""The genres, roles and identifiers of MODS, as CSL types and variables.

Sources: the Library of Congress, "MODS User Guidelines (Version 3)", "MARC Genre Terms" and "MARC
Code List for Relators"; the types that Zotero and bibutils write as genres.
"""

from __future__ import annotations

__all__ = ["GENRES", "IDENTIFIERS", "RESOURCES", "ROLES", "WITH_HOST"]

GENRES = {
    # marcgt
    "art original": "graphic", "art reproduction": "graphic", "article": "article-journal",
    "autobiography": "book", "biography": "book", "book": "book", "chart": "figure",
    "comic or graphic novel": "book", "comic strip": "graphic",
    "conference publication": "paper-conference", "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia", "festschrift": "book", "fiction": "book",
    "globe": "map", "government publication": "report", "graphic": "graphic",
    "handbook": "book", "interview": "interview", "issue": "periodical", "journal": "periodical",
    "law report or digest": "legal_case", "legal article": "article-journal",
    "legal case and case notes": "legal_case", "legislation": "legislation",
    "letter": "personal_communication", "map": "map", "motion picture": "motion_picture",
    "multivolume monograph": "book", "newspaper": "periodical", "novel": "book",
    "numeric data": "dataset", "database": "dataset", "online system or service": "webpage",
    "patent": "patent", "periodical": "periodical", "picture": "graphic", "review": "review",
    "short story": "chapter", "slide": "graphic", "sound": "song", "speech": "speech",
    "standard or specification": "standard", "technical report": "report",
    "theses": "thesis", "thesis": "thesis", "treaty": "treaty",
    "videorecording": "motion_picture", "web site": "webpage", "yearbook": "book",
    # bibutilsgt and dct
    "academic journal": "periodical", "magazine": "periodical", "journal article":
    "article-journal", "magazine article": "article-magazine",
    "newspaper article": "article-newspaper", "book chapter": "chapter", "collection": "book",
    "conference paper": "paper-conference", "communication": "personal_communication",
    "diploma thesis": "thesis", "doctoral thesis": "thesis", "habilitation thesis": "thesis",
    "licentiate thesis": "thesis", "masters thesis": "thesis", "ph.d. thesis": "thesis",
    "electronic": "webpage", "e-mail communication": "personal_communication",
    "hearing": "hearing", "manuscript": "manuscript", "pamphlet": "pamphlet", "report": "report",
    "unpublished": "manuscript", "dataset": "dataset", "software": "software",
    "computer program": "software", "moving image": "motion_picture", "still image": "graphic",
    "book section": "chapter", "proceeding": "paper-conference", "thesis or dissertation": "thesis",
    "dissertation": "thesis", "academic theses": "thesis", "working paper": "report",
    "preprint": "article",
    # the item types of Zotero
    "artwork": "graphic", "audiorecording": "song", "bill": "bill", "blogpost": "post-weblog",
    "booksection": "chapter", "case": "legal_case", "computerprogram": "software",
    "conferencepaper": "paper-conference", "dictionaryentry": "entry-dictionary",
    "document": "document", "email": "personal_communication",
    "encyclopediaarticle": "entry-encyclopedia", "film": "motion_picture", "forumpost": "post",
    "instantmessage": "personal_communication", "journalarticle": "article-journal",
    "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper",
    "podcast": "broadcast", "presentation": "speech", "radiobroadcast": "broadcast",
    "standard": "standard", "statute": "legislation", "tvbroadcast": "broadcast",
    "videorecording or film": "motion_picture", "webpage": "webpage",
}  # fmt: skip
"""Genre in lower case -> CSL type."""

WITH_HOST = {
    "book": "chapter", "periodical": "article-journal", "document": "article-journal",
    "webpage": "webpage",
}  # fmt: skip
"""CSL type of a work that is in another one -> the type of the part."""

RESOURCES = {
    "cartographic": "map", "notated music": "musical_score", "sound recording": "song",
    "sound recording-musical": "song", "sound recording-nonmusical": "song",
    "still image": "graphic", "moving image": "motion_picture", "software, multimedia": "software",
    "three dimensional object": "graphic", "manuscript": "manuscript",
}  # fmt: skip
"""typeOfResource in lower case -> CSL type."""

ROLES = {
    "aut": "author", "author": "author", "cre": "author", "creator": "author", "inv": "author",
    "inventor": "author", "dis": "author", "dissertant": "author", "prg": "author",
    "programmer": "author", "art": "author", "artist": "author", "pht": "author",
    "photographer": "author", "ctg": "author", "cartographer": "author",
    "edt": "editor", "editor": "editor", "edc": "editor", "editor of compilation": "editor",
    "trl": "translator", "translator": "translator", "ill": "illustrator",
    "illustrator": "illustrator", "com": "compiler", "compiler": "compiler", "cmp": "composer",
    "composer": "composer", "drt": "director", "director": "director", "fmd": "director",
    "film director": "director", "pro": "producer", "producer": "producer", "prf": "performer",
    "performer": "performer", "act": "performer", "actor": "performer", "sng": "performer",
    "singer": "performer", "nrt": "narrator", "narrator": "narrator", "ivr": "interviewer",
    "interviewer": "interviewer", "ive": "author", "interviewee": "author", "rcp": "recipient",
    "addressee": "recipient", "orm": "organizer", "organizer": "organizer",
    "hst": "host", "host": "host", "cur": "curator", "curator": "curator",
    "aus": "script-writer", "screenwriter": "script-writer", "pbd": "collection-editor",
    "publishing director": "collection-editor", "ctb": "contributor",
    "contributor": "contributor",
    # German and French catalogues
    "verfasser": "author", "verfasserin": "author", "auteur": "author",
    "herausgeber": "editor", "herausgeberin": "editor", "éditeur scientifique": "editor",
    "übersetzer": "translator", "übersetzerin": "translator", "traducteur": "translator",
    "illustratorin": "illustrator", "illustrateur": "illustrator", "komponist": "composer",
    "komponistin": "composer", "compositeur": "composer", "regisseur": "director",
    "regisseurin": "director", "réalisateur": "director", "mitwirkender": "contributor",
    "collaborateur": "contributor",
}  # fmt: skip
"""MARC relator code or term in lower case -> variable of people."""

IDENTIFIERS = {
    "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "issn electronic": "ISSN",
    "issn print": "ISSN", "eissn": "ISSN", "pmid": "PMID", "pubmed": "PMID", "medline": "PMID",
    "pmcid": "PMCID", "pmc": "PMCID", "uri": "URL", "url": "URL", "hdl": "URL",
    "report number": "number", "technical report number": "number", "patent number": "number",
    "patent": "number", "serial number": "number",
}  # fmt: skip
"""Type of an identifier -> CSL variable."""
