"""Tables: the fields of .bib files, and the variables that each type of work needs.

Sources: "BibTeXing" (btxdoc), sections 3.1 and 3.2; the BibLaTeX manual, sections 2.1 and 2.2;
fields that JabRef, Zotero, Mendeley, BibDesk, Google Scholar and arXiv add.
"""

from __future__ import annotations

__all__ = ["BIB_FIELDS", "CORE", "NO_DATE_WORDS"]

BIB_FIELDS = frozenset(
    """
    abstract addendum address afterword annotation annotator annote archiveprefix author
    authortype bookauthor bookpagination booksubtitle booktitle booktitleaddon chapter commentator
    crossref date day doi edition editor editora editoratype editorb editorbtype editorc
    editorctype editortype eid entryset entrysubtype eprint eprintclass eprinttype eventdate
    eventtitle eventtitleaddon execute file foreword gender holder howpublished hyphenation ids
    indexsorttitle indextitle institution introduction isan isbn ismn isrn issn issue
    issuesubtitle issuetitle issuetitleaddon iswc journal journalsubtitle journaltitle
    journaltitleaddon key keywords label langid langidopts language library location mainsubtitle
    maintitle maintitleaddon month nameaddon note number options organization origdate
    origlanguage origlocation origpublisher origtitle pages pagetotal pagination part pdf
    presort primaryclass pubstate publisher related relatedoptions relatedstring relatedtype
    reprinttitle school series shortauthor shorteditor shorthand shorthandintro shortjournal
    shortseries shorttitle sortkey sortname sortshorthand sorttitle sortyear subtitle title
    titleaddon translator type url urldate usera userb userc userd usere userf venue verba verbb
    verbc version volume volumes xdata xref year

    acknowledgement adsnote adsurl affiliation annot arxivid bdsk-url-1 bdsk-url-2 bibcode
    bibdate bibsource biburl chaptertitle citationkey collaboration comment copyright
    creationdate ee date-added date-modified fjournal groups illustrator interviewer issn-l
    journal-url keyword lccn licence license localfile mendeley-groups mendeley-tags
    modificationdate mrclass mrnumber mrreviewer numpages origauthor owner pmc pmcid pmid price
    priority qualityassured ranking readstatus remark reportnumber review rights serieseditor
    shortjournal slaccitation timestamp translatortype urlaccessdate xxnote zbl zblnumber
    composer director producer
    """.split()
)
"""Known names of fields."""

CORE = {
    "article-journal": ("author", "title", "container-title", "issued", "volume", "page"),
    "article-magazine": ("author", "title", "container-title", "issued"),
    "article-newspaper": ("author", "title", "container-title", "issued"),
    "book": ("author", "title", "publisher", "issued"),
    "chapter": ("author", "title", "container-title", "publisher", "issued", "page"),
    "paper-conference": ("author", "title", "container-title", "issued"),
    "report": ("author", "title", "publisher", "issued"),
    "thesis": ("author", "title", "publisher", "issued"),
    "webpage": ("title", "URL"),
}
"""CSL type -> the variables that a reference needs if its style prints them. For all other types,
they are author, title and date."""

NO_DATE_WORDS = frozenset(
    """
    forthcoming submitted accepted press preparation appear nd undated unpublished date
    """.split()
)
"""Words that people write on purpose instead of a date."""
