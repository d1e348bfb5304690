"""Rules for the elements of a style, and for the layout of its file.

Source: QUALITY_CONTROL.md, STYLE_REQUIREMENTS.md, REVIEW_GUIDELINES.md and the tests (`spec/`) of
the repository https://github.com/citation-style-language/styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.parsers import expat

from citeformat.linting.subject import Finding, Rule, Subject

__all__ = ["ELEMENT_RULES"]

_RENDERING = ("macro", "citation", "bibliography")


def unused_macros(style: Subject) -> Iterator[Finding]:
    """Each macro is called."""
    called = {element.get("macro") for element in style.root.walk()}
    for macro in style.root.find_all("macro"):
        if macro.get("name") not in called:
            message = f"the macro {macro.get('name')!r} is not used"
            yield Finding("warning", macro.line, message, "delete it, or call it")


def dependent_elements(style: Subject) -> Iterator[Finding]:
    """A dependent style has no elements that print, and no template."""
    if not style.is_dependent:
        return
    for tag in _RENDERING:
        for element in style.root.find_all(tag)[:1]:
            message = f"a dependent style has no cs:{tag}"
            hint = "delete it, or make the style independent"
            yield Finding("warning", element.line, message, hint)
    template = style.link("template")
    if template is not None:
        message = 'a dependent style has no link of rel "template"'
        yield Finding("warning", template.line, message, "delete it")


def superscript(style: Subject) -> Iterator[Finding]:
    """Numbers are raised together with the punctuation between them."""
    citation = style.root.find("citation")
    for layout in citation.find_all("layout") if citation is not None else ():
        for element in layout.children:
            raised = element.get("vertical-align") == "sup"
            if raised and element.get("variable") == "citation-number":
                message = "the number is raised, but the punctuation of the citation is not"
                hint = 'put vertical-align="sup" on cs:layout'
                yield Finding("info", element.line, message, hint)


def second_field(style: Subject) -> Iterator[Finding]:
    """The second field is set apart without a space in front of it."""
    bibliography = style.root.find("bibliography")
    if bibliography is None or bibliography.get("second-field-align") != "flush":
        return
    for layout in bibliography.find_all("layout"):
        for first, second in list(pairwise(layout.children))[:1]:
            is_number = first.get("variable") == "citation-number"
            if is_number and second.get("prefix").startswith(" "):
                message = "the second field begins with a space, although it is set apart"
                yield Finding("info", second.line, message, "delete the space in its prefix")


def adjacent_spaces(style: Subject) -> Iterator[Finding]:
    """A suffix and the prefix after it do not both have a space."""
    for parent in style.root.walk():
        if parent.tag in ("choose", "substitute", "style") or parent.get("delimiter"):
            continue
        for first, second in pairwise(parent.children):
            if first.get("suffix").endswith(" ") and second.get("prefix").startswith(" "):
                message = "a suffix ends in a space, and the next prefix begins with one"
                yield Finding("info", second.line, message, "delete one of them")


def indentation(style: Subject) -> Iterator[Finding]:
    """The XML is indented by two spaces for each level. Only the first other line is reported."""
    found: list[tuple[int, int]] = []
    lines = style.text.split("\n")  # as expat counts them
    depth = 0
    parser = expat.ParserCreate()

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        number = parser.CurrentLineNumber
        line = lines[number - 1] if number <= len(lines) else ""
        before = line[: len(line) - len(line.lstrip())]
        if line.lstrip().startswith(f"<{_tag}") and before != "  " * depth:
            found.append((number, depth))
        depth += 1

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(style.text.encode("utf-8", "replace"), True)
    for number, level in found[:1]:
        message = f"the line is not indented by {2 * level} spaces"
        yield Finding("info", number, message, "indent each level by two spaces")


def hard_coded_terms(style: Subject) -> Iterator[Finding]:
    """Words that locales have are terms, not texts."""
    for element in style.root.walk():
        word = element.get("value").strip(" .,:;()[]").casefold()
        if element.tag == "text" and word in _TERMS:
            message = f"the text {element.get('value')!r} is a word that locales have"
            hint = f'use term="{_TERMS[word]}", which other languages translate'
            yield Finding("info", element.line, message, hint)


_TERMS = {
    "et al": "et-al", "and others": "and others", "ibid": "ibid", "in": "in",
    "accessed": "accessed", "available at": "available at", "retrieved": "retrieved",
    "from": "from", "n.d": "no date", "in press": "in press", "forthcoming": "forthcoming",
    "edited by": "editor", "translated by": "translator", "editor": "editor",
    "editors": "editor", "ed": "editor", "eds": "editor", "page": "page", "pages": "page",
    "p": "page", "pp": "page", "vol": "volume", "volume": "volume", "no": "issue",
    "issue": "issue", "online": "online", "cited": "cited", "edition": "edition",
}  # fmt: skip
"""A word of English or its abbreviation -> the term."""

ELEMENT_RULES: tuple[Rule, ...] = (
    unused_macros, dependent_elements, superscript, second_field, adjacent_spaces,
    hard_coded_terms, indentation,
)  # fmt: skip
"""The rules, in the order of the report for one line."""
