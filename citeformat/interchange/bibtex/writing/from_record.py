"""Records → entries of a .bib file, BibTeX or BibLaTeX: the inverse of `reading.to_record`.

In: records and a dialect. Out: the file's text. Fields that depend on each other are written
first, one function each, in the order of `_STEPS`; the rest follows the importer's tables, turned
round. Fields that the importer kept, because CSL has no variable for them, are written as they
were, and so are the entry type and the links between entries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from citeformat.interchange.bibtex.entry_types import (
    BIBLATEX,
    BIBTEX,
    CLASSIC,
    CLASSIC_OF,
    GENRE_OF_TYPE,
    NUMBER_IS_ISSUE,
    NUMBER_IS_OWN,
    TYPES,
    could_be,
    csl_type,
)
from citeformat.interchange.bibtex.fields import FIELD_ALIASES, from_eprint
from citeformat.interchange.bibtex.names import has_use_prefix, use_prefix, write_names
from citeformat.interchange.bibtex.writing.dates import to_year
from citeformat.interchange.bibtex.writing.entry_builder import Dialect, Draft
from citeformat.interchange.bibtex.writing.field_values import KINDS, date_text
from citeformat.interchange.bibtex.writing.fields import (
    BABEL,
    DIRECT,
    EDITOR_TYPES,
    GENRE_KEYS,
    NAME_FIELDS,
    ORDER,
)
from citeformat.interchange.latex.encoder import is_balanced
from citeformat.interchange.losses import Losses
from citeformat.interchange.shared.citation_keys import UNSAFE, unique_keys
from citeformat.interchange.shared.dates import from_edtf, to_edtf
from citeformat.interchange.shared.languages import language_tag
from citeformat.record import Record

__all__ = ["write_file"]

_LINKS = ("crossref", "xref", "xdata", "entryset", "related")
_PUBLISHERS = ("publisher", "institution", "organization", "howpublished")
"""The fields that say who published a work, in the order in which the importer asks for them."""
_LEGAL = ("legal_case", "legislation", "standard", "patent")
_ARXIV = re.compile(r"arXiv:(\S+)\Z", re.IGNORECASE)
_ADDRESS_AT_END = re.compile(r"https?://[^\s{}]+[.;]?\Z")


def write_file(
    records: Sequence[Record], dialect: Dialect, losses: Losses, keys: Sequence[str] | None
) -> str:
    """The text of a .bib file.

    Args:
        records: The records, in the order in which they are to be written.
        dialect: BibTeX or BibLaTeX.
        losses: Is told what could not be written.
        keys: The key of each record; without it, its id.
    """
    used = _safe_keys(records, losses) if keys is None else list(keys)
    renamed = {record.id: key for record, key in zip(records, used, strict=True)}
    written = []
    for record, key in zip(records, used, strict=True):
        draft = Draft(record, dialect, losses)
        for step in _STEPS:
            step(draft)
        _kept(draft, renamed)
        written.append(_layout(draft.type, key, draft.fields))
    return "\n".join(written)


def _safe_keys(records: Sequence[Record], losses: Losses) -> list[str]:
    """The ids as keys. What cannot stand in a key is replaced."""
    wanted = [UNSAFE.sub("_", record.id).strip("_") or "entry" for record in records]
    if wanted == [record.id for record in records] and len(set(wanted)) == len(wanted):
        return wanted
    keys = unique_keys(wanted)
    for record, key in zip(records, keys, strict=True):
        if key != record.id:
            losses.add(record.id, "id", f"it cannot be a key and is written as {key}")
    return keys


def _layout(type: str, key: str, fields: dict[str, str]) -> str:
    """The entry's text: one field a line, in the order of the table."""
    names = sorted(fields, key=lambda name: ORDER.get(name, len(ORDER)))
    lines = "".join(f"  {name} = {fields[name]},\n" for name in names)
    return f"@{type}{{{key},\n{lines}}}\n"


def _type(draft: Draft) -> None:
    """The entry's own type, where it has one that says what the record is."""
    record, kept = draft.record, draft.kept
    own, subtype = kept.get("entrytype", "").lower(), kept.get("entrysubtype", "").lower()
    if own == "set" and "entryset" in kept:
        draft.type, draft.like = own, BIBLATEX.get(record.type, ("misc", ""))[0]
        return
    if own and could_be(own, subtype, record.type):
        draft.type = _classic(own, record) if draft.dialect.classic else own
        draft.like = draft.type
        return
    type, subtype = BIBLATEX.get(record.type, ("misc", ""))
    if draft.dialect.classic:
        type = _classic(BIBTEX.get(record.type, "misc"), record)
        subtype = subtype if type == "article" else ""
    elif type == "incollection" and record.container_author:
        type = "inbook"
    draft.type = draft.like = type
    if subtype:
        draft.kept.pop("entrysubtype", None)
        draft.put("entrysubtype", subtype)


def _classic(type: str, record: Record) -> str:
    """BibTeX's type for one of BibLaTeX's; a type that neither knows stays."""
    if type in CLASSIC or (type not in TYPES and type not in CLASSIC_OF):
        if type == "phdthesis" and "master" in (record.genre or "").lower():
            return "mastersthesis"
        return type
    type = CLASSIC_OF.get(type, "misc")
    return _classic(type, record) if type == "phdthesis" else type


def _genre(draft: Draft) -> None:
    genre = draft.source.text("genre")
    if not genre or genre == GENRE_OF_TYPE.get(draft.type):
        return
    key = "" if draft.dialect.classic else GENRE_KEYS.get(genre, "")
    draft.put("type", key or draft.encode(genre, "genre"))


def _titles(draft: Draft) -> None:
    draft.text("title", "title", title=True)
    container = "journal" if draft.like in NUMBER_IS_ISSUE else "booktitle"
    draft.text("container-title", container, title=True)
    draft.text("collection-title", "series", title=True)


def _people(draft: Draft) -> None:
    """Authors and the like have a field each; all others are editors in a role."""
    dialect, fields = draft.dialect, draft.source.rest
    everybody = [name for value in fields.values() if isinstance(value, tuple) for name in value]
    prefix = has_use_prefix(draft.kept.get("options", ""))
    if not prefix and use_prefix(everybody) and not dialect.classic and not draft.has("options"):
        prefix = True
        draft.put("options", "useprefix=true")

    def put(variable: str, field: str) -> None:
        names = draft.source.names(variable)
        source = write_names(
            names,
            lambda text: draft.encode(text, variable),
            prefix=prefix,
            extended=not dialect.classic,
            report=lambda message: draft.source.lose(variable, message),
        )
        draft.put(field, source)

    for variable, field in (*NAME_FIELDS.items(), ("editor", "editor")):
        if variable in fields:
            put(variable, field)
    slots = [slot for slot in ("editor", "editora", "editorb", "editorc")
             if slot not in draft.fields and not draft.has(slot)]  # fmt: skip
    for variable, slot in zip([v for v in EDITOR_TYPES if v in fields], slots, strict=False):
        put(variable, slot)
        draft.put(f"{slot}type", EDITOR_TYPES[variable])


def _issued(draft: Draft) -> None:
    date = draft.source.date("issued")
    if date is None:
        return
    kept = draft.kept.get("date")
    if kept and from_edtf(kept) == date:
        return  # it has a time of day, which CSL has not
    exact = to_edtf(date)
    fields = to_year(date) if draft.dialect.classic else {"date": f"{{{exact}}}"} if exact else {}
    taken = any(draft.has(name) for name in fields)
    unsayable = not fields and (date.circa or exact.startswith("0000"))
    if draft.dialect.classic and exact and (taken or unsayable):
        # `year` may hold other EDTF, but no year 0 (1 BC), and its `~` is a tie elsewhere.
        fields = {"date": f"{{{exact}}}"}
    if not fields:
        fields = {"year": f"{{{exact or date_text(draft, date, 'issued')}}}"}
    for name, right_side in fields.items():
        draft.raw(name, right_side)


def _numbers(draft: Draft) -> None:
    """`number` counts issues, volumes of a series, or is the work's own."""
    if draft.like in NUMBER_IS_ISSUE:
        draft.text("issue", "number")
    elif draft.like in NUMBER_IS_OWN or draft.like not in TYPES:
        draft.text("number", "number")
    else:
        draft.text("collection-number", "number")


def _publisher(draft: Draft) -> None:
    if draft.record.type in _LEGAL:
        draft.text("authority", "institution")
    place = "jurisdiction" if draft.record.type == "patent" else "publisher-place"
    draft.text(place, "address")
    if "publisher" not in draft.source.rest:
        return
    field = _publisher_field(draft)
    # What stands before it in the importer's order would be taken for the publisher.
    before = _PUBLISHERS[: _PUBLISHERS.index(field) + 1]
    if any(draft.has(name) for name in before):
        field = "publisher"
    thesis = draft.type in ("phdthesis", "mastersthesis") and field == "institution"
    named = "school" if thesis and draft.dialect.classic else field
    draft.text("publisher", named)


def _publisher_field(draft: Draft) -> str:
    """The usual field for the publisher of this type of work."""
    type, record = draft.type, draft.record
    if type in ("techreport", "report", "thesis", "phdthesis", "mastersthesis"):
        return "institution"
    if type in ("manual", "online"):
        return "organization"
    if type == "booklet":
        return "howpublished"
    if type == "misc" or type not in TYPES:
        # An address in `howpublished`, or none there but a `url`, makes it a web page.
        if bool(_ADDRESS_AT_END.search(record.publisher or "")) != (record.type == "webpage"):
            return "organization" if record.type == "webpage" else "publisher"
        return "howpublished"
    return "publisher"


def _eprint(draft: Draft) -> None:
    """The archive's number, and what follows from it and need not be written."""
    record, source = draft.record, draft.source
    if record.type == "article" and not draft.has("eprint"):
        number = _ARXIV.match(str(record.number or ""))
        if number is None:
            return
        draft.put("eprint", number.group(1))
        draft.put("eprinttype", "arxiv")
        eprint, archive = number.group(1), "arxiv"
    else:
        eprint = draft.kept.get("eprint", "")
        archive = draft.kept.get("eprinttype") or draft.kept.get("archiveprefix", "")
    if not eprint:
        return
    addressed = bool(record.DOI)
    follows = from_eprint(eprint, archive, record.type, has_address=addressed)
    for variable, text in follows.items():
        if source.rest.get(variable) == text:
            del source.rest[variable]


def _language(draft: Draft) -> None:
    """Babel's name of the language, or the text as it is."""
    language = draft.source.text("language")
    if not language:
        return
    field = "language" if draft.dialect.classic or draft.has("langid") else "langid"
    if draft.has(field):
        field = "langid" if field == "language" else "language"
    name = BABEL.get(language) or language
    if language_tag(name) is None:
        field = "language"
    draft.put(field, draft.encode(name, "language"))


def _direct(draft: Draft) -> None:
    """Each variable that is one field."""
    for variable in [name for name in draft.source.rest if name in DIRECT]:
        field, kind = DIRECT[variable]
        KINDS[kind](draft, variable, field)


_STEPS: tuple[Callable[[Draft], None], ...] = (
    _type,
    _genre,
    _titles,
    _people,
    _issued,
    _eprint,
    _numbers,
    _publisher,
    _language,
    _direct,
)


def _kept(draft: Draft, keys: dict[str, str]) -> None:
    """The fields that have no variable, as they were; links follow the keys."""
    written = []
    for name, source in draft.kept.items():
        if name == "entrytype":
            continue
        if name in draft.fields or not is_balanced(source):
            draft.source.lose(name, "the record has another value for it")
        elif name in _LINKS:
            _link(draft, name, source, keys)
        else:
            draft.fields[name] = f"{{{source}}}"
        written.append(name)
    _check_type(draft)
    draft.source.finish(kept=written)


def _check_type(draft: Draft) -> None:
    """Whether the entry will be read as what it is."""
    if draft.type == "set":
        return
    fields = {FIELD_ALIASES.get(name, name): side[1:-1] for name, side in draft.fields.items()}
    if (csl_type(draft.type, fields) or "document") != draft.record.type:
        draft.source.lose("type", f"{draft.record.type} is written as @{draft.type}")


def _link(draft: Draft, name: str, source: str, keys: Collection[str] | dict[str, str]) -> None:
    """A link to other entries, as far as they are written as well."""
    targets = [key.strip() for key in source.split(",") if key.strip()]
    table = keys if isinstance(keys, dict) else {key: key for key in keys}
    found = [table[key] for key in targets if key in table]
    if len(found) < len(targets):
        missing = ", ".join(key for key in targets if key not in table)
        draft.source.lose(name, f"{missing} is not among the entries")
    if found:
        draft.fields[name] = f"{{{','.join(found)}}}"
