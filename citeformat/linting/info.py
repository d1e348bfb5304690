"""Rules for the file name and the cs:info of a style.

Source: STYLE_REQUIREMENTS.md, REVIEW_GUIDELINES.md and the tests (`spec/`) of the repository
https://github.com/citation-style-language/styles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import PurePath

from citeformat.engine.compiler.parse import locale_names, primary_dialect
from citeformat.linting.subject import ADDRESS, Finding, Rule, Subject
from citeformat.record.text.identifiers import check_digit
from citeformat.styles.catalogue import normalise

__all__ = ["INFO_RULES"]

_FILE_NAME = re.compile(r"[a-z\d]+(?:-[a-z\d]+)*\.csl")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_ISSN = re.compile(r"(\d{4})-(\d{3})([\dX])")
_LICENSE = "http://creativecommons.org/licenses/by-sa/3.0/"
_RIGHTS = "This work is licensed under a Creative Commons Attribution-ShareAlike 3.0 License"
_ACRONYM = re.compile(r"[A-Z]{2,6}")


def file_name(style: Subject) -> Iterator[Finding]:
    """A file name has lower-case letters, digits and single hyphens."""
    name = PurePath(style.path).name
    if name and not _FILE_NAME.fullmatch(name):
        hint = "use lower-case letters a to z, digits and single hyphens: journal-of-results.csl"
        yield Finding("warning", 0, f"the file name {name!r} is not that of a style", hint)


def info(style: Subject) -> Iterator[Finding]:
    """A style has a cs:info with a title, an id and a date."""
    for tag in ("title", "id", "updated"):
        text, line = style.find_text(tag)
        if not text:
            yield Finding("warning", line, f"cs:info has no cs:{tag}", f"add <{tag}>")


def id(style: Subject) -> Iterator[Finding]:
    """The id is the address of the style in the repository; that of a new style is a UUID."""
    text, line = style.find_text("id")
    if text and style.name and text != ADDRESS + style.name and not _UUID.fullmatch(text):
        hint = f"use {ADDRESS}{style.name}, or a UUID"
        yield Finding("warning", line, f"the id {text!r} does not have the name of the file", hint)


def self_link(style: Subject) -> Iterator[Finding]:
    """The link to the style itself has the name of its file."""
    link = style.link("self")
    address = ADDRESS + (style.name or "file-name")
    if link is None:
        if not style.is_dependent:
            hint = f'add <link href="{address}" rel="self"/>'
            yield Finding("warning", style.info.line, 'there is no link of rel "self"', hint)
    elif style.name and link.get("href") != address:
        message = f'the link {link.get("href")!r} of rel "self" does not have the name of the file'
        yield Finding("warning", link.line, message, f"use {address}")


def documentation_link(style: Subject) -> Iterator[Finding]:
    """A link leads to the guide that describes the citations of an independent style."""
    if style.link("documentation") is None and not style.is_dependent:
        message = 'there is no link of rel "documentation"'
        hint = "link the instructions to authors, or the style guide"
        yield Finding("info", style.info.line, message, hint)


def rights(style: Subject) -> Iterator[Finding]:
    """The licence is CC BY-SA 3.0, in the words of the repository."""
    element = style.info.find("rights")
    hint = f'<rights license="{_LICENSE}">{_RIGHTS}</rights>'
    if element is None:
        yield Finding("warning", style.info.line, "there is no cs:rights", f"add {hint}")
    elif element.get("license") != _LICENSE:
        message = f"the licence of cs:rights is {element.get('license')!r}, not CC BY-SA 3.0"
        yield Finding("warning", element.line, message, f"use {hint}")
    elif element.text != _RIGHTS:
        message = "the text of cs:rights is not that of the repository"
        yield Finding("warning", element.line, message, f"use {hint}")


def categories(style: Subject) -> Iterator[Finding]:
    """A category names the citation format, which the class of the style agrees with."""
    known = style.info.find_all("category")
    if not style.citation_format:
        line = known[0].line if known else style.info.line
        hint = 'add <category citation-format="author-date"/>, or numeric, note, label, author'
        yield Finding("warning", line, "no cs:category has a citation-format", hint)
    elif not style.is_dependent:
        kind = style.root.get("class")
        wanted = "note" if style.citation_format == "note" else "in-text"
        if kind != wanted:
            message = f"the class is {kind!r}, but the citation-format is {style.citation_format!r}"
            yield Finding("warning", style.root.line, message, f'use class="{wanted}"')
    if all(not category.get("field") for category in known):
        hint = 'add <category field="science"/>, or another field of the specification'
        yield Finding("info", style.info.line, "no cs:category has a field", hint)


def issns(style: Subject) -> Iterator[Finding]:
    """An ISSN has eight characters with a hyphen, and its last character is right."""
    for element in style.issns:
        text = element.text.strip()
        parts = _ISSN.fullmatch(text)
        if parts is None:
            hint = "an ISSN looks like 0028-0836"
            yield Finding("warning", element.line, f"{text!r} is not an ISSN", hint)
            continue
        check = check_digit(parts[1] + parts[2])
        if parts[3] != check:
            hint = "a digit is wrong; portal.issn.org lists the ISSNs of journals"
            message = f"the check digit of the ISSN {text} should be {check}"
            yield Finding("warning", element.line, message, hint)


def updated(style: Subject) -> Iterator[Finding]:
    """The date of the last change is an ISO 8601 time, and is past."""
    text, line = style.find_text("updated")
    if not text:
        return
    try:
        time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        hint = "write it like 2024-01-31T12:00:00+00:00"
        yield Finding("warning", line, f"{text!r} is not an ISO 8601 time", hint)
        return
    now = datetime.now(timezone.utc)
    if (time if time.tzinfo else time.replace(tzinfo=timezone.utc)) > now:
        yield Finding("warning", line, f"the time {text} is in the future", "use the present time")


def title(style: Subject) -> Iterator[Finding]:
    """A title is written out, and an acronym is the short title."""
    text, line = style.find_text("title")
    if _ACRONYM.fullmatch(text):
        hint = f"write the title out, and add <title-short>{text}</title-short>"
        yield Finding("info", line, f"the title {text!r} is an abbreviation", hint)


def language(style: Subject) -> Iterator[Finding]:
    """The title of a style for another language than English names the language, in its words."""
    locale = style.root.get("default-locale")
    if not locale or locale.startswith("en"):
        return
    name = locale_names().get(primary_dialect(locale), "").partition(" (")[0]
    text, line = style.find_text("title")
    if name and normalise(name) not in normalise(text):
        hint = f"add ({name}) to the title"
        message = f"the title does not name the language of the style, {locale}"
        yield Finding("warning", line, message, hint)


INFO_RULES: tuple[Rule, ...] = (
    file_name, info, id, self_link, documentation_link, rights, categories, issns, updated, title,
    language,
)  # fmt: skip
"""The rules, in the order of the report for one line."""
