"""How a file is split: what the expressions read is what bibtexparser reads."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from bibtexparser import model

from citeformat.interchange.bibtex.reading import blocks
from citeformat.interchange.bibtex.reading.blocks import OtherBlock, PlainEntry, split
from citeformat.interchange.bibtex.reading.to_record import read

_EXAMPLES = Path(__file__).parents[4] / "examples"


def test_plain_entries_are_read_without_bibtexparser() -> None:
    text = """
        A note. @string{acm = {ACM}}
        @Article {knuth84,
          title = {The {\\TeX}book: {A {B}}}, author = "D. E. {Knuth}",
          publisher = acm # " Press",

          year = 1984
        }
        @book{empty, }
        @book(other, title = {T})
    """
    note, string, article, empty, other = split(text)

    assert isinstance(note, OtherBlock)
    assert isinstance(string, OtherBlock)
    assert (type(note.content), note.line) == (model.ImplicitComment, 2)
    assert (type(string.content), string.line) == (model.String, 2)
    assert isinstance(article, PlainEntry)
    assert (article.type, article.key, article.line) == ("article", "knuth84", 3)
    assert article.fields == [
        ("title", "{The {\\TeX}book: {A {B}}}", 4),
        ("author", '"D. E. {Knuth}"', 4),
        ("publisher", 'acm # " Press"', 5),
        ("year", "1984", 7),
    ]
    assert text[article.start : article.end].strip().startswith("@Article {knuth84,")
    assert isinstance(empty, PlainEntry)
    assert (empty.key, empty.fields, empty.line) == ("empty", [], 9)
    assert isinstance(other, OtherBlock)
    assert (type(other.content), other.line) == (model.Entry, 10)


@pytest.mark.parametrize(
    "text",
    [
        "@book{k, title = {A} year = 1984}",  # no comma
        '@book{k, title = "A {"}quoted{"} word"}',
        "@book{k, title = {A {B {C {D}}}}}",
        "@book{k, title = {A}\n@book{l, title = {B}",  # not closed
        "@book{k, title = two words}",
        "@book{k, title = {A \\} B}",
        "@book{, title = {A}}",
        "@strings{k, title = {A}}",
    ],
)
def test_bibtexparser_reads_what_is_not_plain(text: str) -> None:
    assert not any(isinstance(block, PlainEntry) for block in split(text))


_MARKS = [*'{}"",,==\n\n@@#%\\\\()  ', "\n@", '{"}', '\\"', "\\{", "\\}", "\\\\", " # ", ",,"]
_MARKS += ["\n  @book{q,\n", "@misc(w,", "jan", "\n}\n", "\t", "\x0b", "\u00a0", "\n%", "title={a}"]
_MARKS += ["\n@string{z={Q}}\n", "\n@comment{", "\n@preamble{", "Stray, a = {b}\n", "% note @x{\n"]


@pytest.mark.parametrize("seed", range(10))
def test_files_with_errors_are_read_as_by_bibtexparser_alone(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    entries = (_EXAMPLES / "varied.bib").read_text(encoding="utf-8").split("\n\n")
    texts = []
    for _ in range(40):
        text = "\n".join(random.choices(entries, k=4))
        for _ in range(random.choice([0, 1, 1, 2, 4])):
            position = random.randrange(len(text))
            removed = random.choice([0, 0, 1, 2, 10])
            mark = "" if removed else random.choice(_MARKS)
            text = text[:position] + mark + text[position + removed :]
        texts.append(text)

    found = [read(text) for text in texts]
    plain = sum(isinstance(block, PlainEntry) for text in texts for block in split(text))
    monkeypatch.setattr(blocks, "_plain_entry", lambda *_: None)
    expected = [read(text) for text in texts]

    assert plain > len(texts)
    assert found == expected
    assert [records.problems for records in found] == [records.problems for records in expected]
