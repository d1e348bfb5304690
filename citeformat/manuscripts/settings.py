"""The settings of a document, under the names of pandoc's metadata.

In: the metadata of a document as plain values, or options of a command. Out: `Settings`, and a
`Problem` for each value that cannot be used.

Source: pandoc's manual, "Specifying bibliographic data" and "Other relevant metadata fields".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from citeformat._util.text import similar_to
from citeformat.errors import Problem, RecordError
from citeformat.record import Record

__all__ = ["ALL_WORKS", "DEFAULT_STYLE", "Settings", "is_true"]

DEFAULT_STYLE = "chicago-author-date"
"""The style of a document that names none, as in pandoc."""

ALL_WORKS = "*"
"""The key that lists all works of the bibliography: `nocite: '@*'`."""

_NO_LINES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a document. `None` means that nothing is said.

    `settings | others` has the others where they say something, so options of a command are
    written after the metadata of a document.

    >>> settings = Settings(csl="apa", link_citations=True) | Settings(csl="ieee")
    >>> settings.csl, settings.link_citations, settings.lang
    ('ieee', True, None)
    """

    bibliography: tuple[str, ...] | None = None
    """The names of files with records."""
    references: tuple[Record, ...] | None = None
    """Records that the metadata has itself. They come before those of files."""
    csl: str | None = None
    """The style: any name that `Style.load` takes. Pandoc's `citation-style` and `style` are other
    names for it."""
    nocite: tuple[str, ...] | None = None
    """The keys of works that are listed without a citation; `*` lists all works."""
    lang: str | None = None
    """The language, a BCP 47 tag. `locale` is another name for it."""
    link_citations: bool | None = None
    """Whether citations link to their entries."""
    link_bibliography: bool | None = None
    """Whether the identifiers in entries are links. Nothing said means yes, as in pandoc."""
    notes_after_punctuation: bool | None = None
    """Whether the marks of notes follow punctuation. Nothing said means yes for styles of notes."""
    suppress_bibliography: bool | None = None
    """Whether there is no list."""
    reference_section_title: str | None = None
    """The heading of the list, with CSL-JSON's markup."""
    citation_abbreviations: str | None = None
    """The name of a file of abbreviations; see `Abbreviations`."""
    zotero_fields: bool | None = None
    """Whether citations in a Word document are fields that Zotero understands."""

    def __or__(self, other: Settings) -> Settings:
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in values:
            value = getattr(other, name)
            if value is not None:
                values[name] = value
        return Settings(**values)

    @classmethod
    def from_metadata(
        cls,
        metadata: Mapping[str, Any],
        *,
        file: str = "",
        lines: Mapping[str, int] = _NO_LINES,
        problems: list[Problem] | None = None,
    ) -> Settings:
        """Read the settings in the metadata of a document.

        Args:
            metadata: Key -> value: text, a truth value, a number, or a list of them. The items of
                `references` are objects of CSL-JSON, or records. Keys with other meanings, such as
                `title`, are not read.
            file: The file, for problems.
            lines: Key -> its line, for problems.
            problems: Receives a problem for each value that cannot be used, and for each key that
                is nearly one of these settings.

        >>> problems = []
        >>> Settings.from_metadata({"csl": "apa", "nocite": "@a, @b", "link-citation": True},
        ...     problems=problems).nocite
        ('a', 'b')
        >>> print(*problems)
        <text>: warning: 'link-citation' is not a setting (did you mean link-citations?)
        """
        found = [] if problems is None else problems
        values: dict[str, Any] = {}
        for key in metadata:
            if key in _NAMES or not isinstance(key, str):  # the front matter of a site has any key
                continue
            near = [key.lower()] if key.lower() in _NAMES else []
            if not near and len(key) > _SHORT:
                near = similar_to(key, _NAMES, _SIMILAR)
            if near:
                message, hint = f"{key!r} is not a setting", f"did you mean {near[0]}?"
                found.append(Problem("warning", message, file, lines.get(key, 0), hint))
        for key, name in _NAMES.items():
            value = metadata.get(key)
            if value is None or name in values:
                continue
            line = lines.get(key, 0)
            try:
                if name == "references":
                    own: list[Problem] = []
                    values[name] = _records(value, own) or None
                    found += [replace(problem, source=file, line=line) for problem in own]
                else:
                    values[name] = _READ[name](value)
            except TypeError as error:
                hint = "the setting is not used"
                found.append(Problem("error", f"{key}: {error}", file, line, hint))
        return cls(**values)


_SHORT = 4
"""Keys of this length are similar to others by chance."""
_SIMILAR = 0.85
"""How similar a misspelling is; most keys have a meaning for templates."""


def is_true(value: object) -> bool:
    """Return whether a value of metadata means yes.

    Raises:
        TypeError: It means neither yes nor no.

    >>> is_true("Yes"), is_true(False)
    (True, False)
    """
    word = str(value).strip().lower()
    if word in ("true", "yes", "t", "y", "on", "1"):
        return True
    if word in ("false", "no", "f", "n", "off", "0", ""):
        return False
    raise TypeError(f"true or false is needed, not {value!r}")


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"text is needed, not {value!r}")
    return str(value)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        value = [value]
    return tuple([_text(each) for each in value])


def _keys(value: object) -> tuple[str, ...]:
    """Return the keys that a text or a list of texts cites: `@a, @b`, `@*`."""
    from citeformat.manuscripts.grammar import find_keys  # few documents have such a setting

    keys = dict.fromkeys([key for text in _texts(value) for key in find_keys(text)])
    if not keys and any(text.strip() for text in _texts(value)):
        raise TypeError(f"keys such as @knuth1984 are needed, not {value!r}")
    return tuple(keys)


def _records(value: object, problems: list[Problem]) -> tuple[Record, ...]:
    """Return the records in a list of references. A reference that cannot be read is left out."""
    if isinstance(value, Mapping):
        value = [value]
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(f"a list of references is needed, not {value!r}")
    records = []
    for each in value:
        try:
            record = each if isinstance(each, Record) else Record.from_csl(each, problems=problems)
            records.append(record)
        except RecordError as error:
            message, hint = f"references: {error}", "the reference is left out"
            problems.append(Problem("error", message, hint=hint))
    return tuple(records)


_NAMES = {
    "bibliography": "bibliography",
    "references": "references",
    "csl": "csl",
    "citation-style": "csl",
    "style": "csl",
    "nocite": "nocite",
    "lang": "lang",
    "locale": "lang",
    "link-citations": "link_citations",
    "link-bibliography": "link_bibliography",
    "notes-after-punctuation": "notes_after_punctuation",
    "suppress-bibliography": "suppress_bibliography",
    "reference-section-title": "reference_section_title",
    "citation-abbreviations": "citation_abbreviations",
    "zotero-fields": "zotero_fields",
}
"""A key of the metadata -> the setting. Of two keys for one setting, the first counts."""

_READ = {
    "bibliography": _texts,
    "csl": _text,
    "nocite": _keys,
    "lang": _text,
    "link_citations": is_true,
    "link_bibliography": is_true,
    "notes_after_punctuation": is_true,
    "suppress_bibliography": is_true,
    "reference_section_title": _text,
    "citation_abbreviations": _text,
    "zotero_fields": is_true,
}
