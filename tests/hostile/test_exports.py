"""No value of a record becomes a field or a record of an exported file.

Each file is judged by the reader of its format, and the .bib files also by bibtexparser.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest

import citeformat
from citeformat import Record, Style
from citeformat.cli.main import main
from citeformat.csl.variables import KIND
from citeformat.interchange.registry import WRITERS as EXPORTS
from citeformat.output.registry import FORMATS

WRITERS = EXPORTS.names()
LINE_BASED = ("ris", "refer")
WITHOUT_IDS = ("cff",)
BREAKS = ("\n", "\r", "\r\n", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1e")
SAFE_KEY = re.compile(r"[^\s{}\"#%,=\\~@^]+\Z")
VECTORS = (
    *(f"a{line_end}ER  - {line_end}TY  - BOOK{line_end}TI  - evil" for line_end in BREAKS),
    *(f"a{line_end}PMID- 1{line_end}{line_end}@book{{evil, title={{T}}}}" for line_end in BREAKS),
    "T},\n author = {Injected", 'T", author = "Injected', "T}}\n@book{evil, title={T", "T # evil",
    "</title></titles></record><record><titles><title>evil", "]]><record/>", "<!--", "&#10;ER  - ",
    '"}, {"id": "evil', "- id: evil", "\n---\nid: evil", "x: &a [*a]", "!!python/none evil",
    "%A evil",
    "\\input{/etc/passwd}", "\\write18{id}", "\\end{document}", "{", "}", "\\", '"', "%", "@", "#",
)  # fmt: skip


def hostile(vector: str, custom: Any = None) -> Record:
    """A record that has the text in every field."""
    values: dict[str, Any] = {"id": "a", "type": "article-journal", "custom": custom or {}}
    for variable, kind in KIND.items():
        if kind == "names":
            values[variable] = [{"family": vector, "given": vector}, {"literal": vector}]
        elif kind == "date":
            values[variable] = {"literal": vector}
        else:
            values[variable] = vector
    return Record.from_csl(values)


@pytest.mark.parametrize("to", WRITERS)
@pytest.mark.parametrize("vector", VECTORS, ids=ascii)
def test_value_stays_a_value(vector: str, to: str) -> None:
    good = Record("good", "book", {"title": "Good"})
    text = str(citeformat.convert([hostile(vector), good], to=to))

    back = citeformat.read(text, format="bibtex" if to == "biblatex" else to)

    assert len(back) == 2
    assert back[1].title == "Good"
    if to in WITHOUT_IDS:
        return
    first, second = back.ids
    assert second == "good"
    if to in ("bibtex", "biblatex"):  # the citation-key is the key
        assert SAFE_KEY.match(first)
    else:
        assert first == "a"


@pytest.mark.parametrize("to", LINE_BASED)
@pytest.mark.parametrize("line_end", BREAKS, ids=ascii)
def test_line_based_format_has_no_other_line_ends(line_end: str, to: str) -> None:
    written = citeformat.convert([hostile(f"a{line_end}b").replace(type="book")], to=to)

    assert written.splitlines() == str(written).rstrip("\n").split("\n")
    assert any(loss.field == "title" for loss in written.losses)


@pytest.mark.parametrize("to", WRITERS)
def test_nul_is_not_written(to: str) -> None:
    items = [{"id": "k\0x", "type": "book", "title": "x\0y"}, {"id": "b", "title": "Good"}]
    records = [Record.from_csl({"type": "book", **item}) for item in items]

    written = citeformat.convert(records, to=to)
    back = citeformat.read(str(written).encode(), format=to)

    assert "\0" not in written
    assert len(back) == 2
    assert [entry.id for entry in Style.load("apa").bibliography(records)] == ["b", "kx"]


CUSTOM = (
    {"bibtex": {"entrytype": "="}}, {"bibtex": {"x = {1},\n  author": "Injected"}},
    {"bibtex": {"a = {b}}\n@book{evil,\n  title": "T"}}, {"bibtex": {"": "T"}},
    {"bibtex": {"entrytype": "book{evil,}\n@misc"}}, {"bibtex": {"x": "}\n@book{evil,"}},
    {"ris": {"ER  - \nTY  - BOOK\nTI  - injected\nN1": ["x"]}}, {"ris": {"ER": ["x"]}},
    {"ris": {"TY": ["BOOK\nTI  - injected"]}}, {"ris": {"U1": ["x\nER  - \nTY  - BOOK"]}},
    {"ris": {"": ["x"]}}, {"ris": {"u1": ["x"]}}, {"ris": {"N1\u2028TY": ["x"]}},
    {"endnote": {"record": ["x"]}}, {"endnote": {"records/record": ["x"]}},
    {"endnote": {"a><record": ["x"]}}, {"endnote": {"ref-type": ["x"]}}, {"endnote": {"": ["x"]}},
    {"endnote": {"titles/record/titles/title": ["x"]}}, {"endnote": {"custom1": ["</record>"]}},
    {"endnote": {"xml": ["x"]}}, {"endnote": {"style": ["x"]}},
    {"cff": {"references": [{"title": "x"}]}}, {"cff": {"preferred-citation": ["x"]}},
    {"cff": {"cff-version": ["x"]}}, {"cff": {"x: y\nreferences": ["x"]}},
    {"bibtex": "x"}, {"ris": ["x"]}, {"endnote": None}, {"cff": {"x": {"y": 1}}},
)  # fmt: skip


@pytest.mark.parametrize("to", WRITERS)
@pytest.mark.parametrize("custom", CUSTOM, ids=ascii)
def test_names_in_custom_are_checked(custom: Any, to: str) -> None:
    item = {"id": "a", "type": "book", "title": "T", "custom": custom}
    good = Record("good", "book", {"title": "Good"})

    back = citeformat.read(str(citeformat.convert([Record.from_csl(item), good], to=to)), format=to)

    assert [record.title for record in back] == ["T", "Good"]
    assert all(not record.author for record in back)


@pytest.mark.parametrize("vector", [str(custom) for custom in CUSTOM] + list(VECTORS), ids=ascii)
def test_bibtexparser_reads_one_entry(vector: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from bibtexparser.entrypoint import parse_string

    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
    for to in ("bibtex", "biblatex"):
        text = str(citeformat.convert([hostile(vector)], to=to))
        library = parse_string(text)
        (entry,) = library.entries
        assert SAFE_KEY.match(entry.key)
        assert not library.failed_blocks


@pytest.mark.parametrize("custom", CUSTOM, ids=ascii)
def test_bibtexparser_reads_only_the_fields(custom: Any) -> None:
    from bibtexparser.entrypoint import parse_string

    record = Record.from_csl({"id": "a", "type": "book", "title": "T", "custom": custom})
    (entry,) = parse_string(str(citeformat.convert([record], to="bibtex"))).entries

    assert {field.key for field in entry.fields} <= {"title", "x"}


def test_explanation_in_html_is_escaped() -> None:
    record = Record("a", "book", {"title": "<script>alert(1)</script>", "note": "<img src=x>"})

    text = citeformat.explain(record, Style.load("apa")).to("html")

    assert text.startswith("<pre>")
    assert text.count("<") == 2
    with pytest.raises(citeformat.FormatError):
        citeformat.explain(record, Style.load("apa")).to("markdown")


ESCAPES = ("\x1b[31m", "\x1b]0;evil\x07", "\x9b31m", "\x9d0;evil\x9c", "\x08\x08", "\x7f", "\r")


COMMANDS = (
    *(["bibliography", "-t", name] for name in FORMATS.names()),
    *(["convert", "--to", name] for name in WRITERS),
    ["bibliography"], ["list"], ["cite", "-k", "a"], ["cite-this"], ["explain", "-k", "a"],
    ["check"], ["dedupe"], ["publications"],
)  # fmt: skip
_OWN_ESCAPES = re.compile(r"\x1b\[2?[1-4]m|\x1b\]8;;[^\x1b]*\x1b\\")
"""What the format `ansi` writes for formatting and for links."""


@pytest.mark.parametrize("escape", ESCAPES, ids=ascii)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_record_controls_the_terminal(
    escape: str, command: list[str], tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    item = hostile(f"a{escape}b").replace(type="book")
    file = tmp_path / "refs.json"
    items = [item, item.replace(id=f"k{escape}1")]
    file.write_text(str(citeformat.convert(items, to="csl-json")))

    main([command[0], str(file), *command[1:]])

    shown = capsys.readouterr()
    text = shown.out + shown.err
    if "ansi" in command:
        text = _OWN_ESCAPES.sub("", text)
    assert "b" in text
    assert not {each for each in text if ord(each) < 32 or 127 <= ord(each) < 160} - {"\n", "\t"}
