"""Real files: macros, comments, and every kind of syntax error."""

from __future__ import annotations

import logging

import pytest

from citeformat.interchange.bibtex.reading.to_record import read


# "BibTeXing", section 2.1 (@string and #) and "Designing BibTeX Styles", MACRO (months).
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('@string{acm = "ACM"} @book{k, title = acm}', "ACM"),
        ("@string(acm = {ACM}) @book(k, title = ACM)", "ACM"),
        ('@string{a = "A"} @string{b = a # "B"} @book{k, title = b # { C}}', "AB C"),
        ('@string{a = "A"} @string{a = "B"} @book{k, title = a}', "B"),
        ('@string{a = "A",} @book{k, title = a}', "A"),
        ("@book{k, title = may # { } # 1999}", "May 1999"),
        ('@book{k, title = "A {"}quoted, word{"}"}', 'A "quoted, word"'),
        ("@book{k, title = {A\n   B\t C}}", "A B C"),
        ("@book{k, title = 1984}", "1984"),
    ],
)
def test_values(text: str, title: str) -> None:
    records = read(text)

    assert (records["k"].title, records.problems) == (title, ())


def test_a_string_may_define_several_names_with_a_warning() -> None:
    records = read('@string{a = "A",\n b = {B}, c = a # b}\n@book{k, title = a # b # c}')

    assert records[0].title == "ABAB"
    assert [problem.message for problem in records.problems] == [
        "@string{a} defines b as well",
        "@string{a} defines c as well",
    ]


def test_an_undefined_string_is_an_error_and_its_name_is_kept() -> None:
    records = read("@article{k,\n title = {T},\n journal = jacm # { B}}", file="refs.bib")

    assert records["k"].container_title == "jacm B"
    (problem,) = records.problems
    assert (problem.severity, problem.line, problem.record) == ("error", 3, "k")
    assert problem.message == "the string name 'jacm' is not defined"


def test_an_undefined_string_is_reported_once_with_the_number_of_its_uses() -> None:
    entries = [f"@book{{{key}, publisher = aw}}" for key in "abb"]

    problems = {problem.message: problem for problem in read("\n".join(entries)).problems}
    problem = problems["the string name 'aw' is not defined"]
    assert (problem.line, problem.record, problem.other_records) == (1, "a", ("b", "b-2"))
    assert problem.hint.endswith("; 3 times in this file")


def test_an_undefined_string_in_another_one_belongs_to_no_record() -> None:
    records = read("@string{a = nope}\n@book{k, title = a, note = nope}")

    (problem,) = records.problems
    assert (problem.line, problem.record, problem.other_records) == (1, "", ())


def test_a_brace_in_quotation_marks_that_does_not_close() -> None:
    records = read('@book{k,\n title = "A {B",\n year = 1984}\n@book{l, title = "{C} \\{"}')

    titles = ['A <span class="nocase">B</span>', '<span class="nocase">C</span> {']
    assert [record.title for record in records] == titles
    assert str(records["k"].issued) == "1984"
    (problem,) = records.problems
    assert (problem.severity, problem.line, problem.record) == ("error", 2, "k")
    assert problem.message == "a brace in quotation marks does not close"


def test_a_string_that_is_defined_below_is_used_with_a_warning() -> None:
    records = read("@book{k, title = later}\n@string{later = {L}}")

    assert records["k"].title == "L"
    assert [p.severity for p in records.problems] == ["warning"]


def test_entries_in_comments_are_not_read() -> None:
    records = read(
        "Text with a = sign.\n% @book{old, title = {Old}}\n@comment{jabref-meta: x = {y}}\n"
        '@preamble{"\\newcommand{\\x}{}"}\n@book{k, title = {T}}'
    )

    assert (records.ids, records.problems) == (("k",), ())


SOUND = "@book{first, title = {F}}\n", "\n@book{last, title = {L}}\n"

# Text between two sound entries, the id of its entry or None, and the line of the problem.
BROKEN = [
    ("@book{k, title = {A {B}, year = 1999\n}\n", "k", 2),
    ('@book{k, title = "A, year = 1999\n}\n', "k", 2),
    ("@book{k, title = {A}, year = 1999\n", "k", 2),
    ("@book{k\n title = {A}}\n", "k", 2),
    ("@book{title = {A}}\n", "line-2", 2),
    ("@book{k, title = {A},\n year = {1999}\n note = {N}}\n", "k", 3),
    ("@book{k, title = {A}},\n year = {1999},\n}\n", "k", 3),
    ("@book{k, title}\n", None, 2),
    ("@book{k, title = {A}, year = {1999} x}\n", "k", 2),
    ("@book{k, title = {A}, year = 1999b}\n", "k", 2),
    ("@book{, title = {A}}\n", "line-2", 2),
    ("@book{first, title = {A}}\n", "first-2", 2),
    ("@string{x}\n", None, 2),
]


@pytest.mark.parametrize(("text", "id", "line"), BROKEN)
def test_a_syntax_error_is_reported_with_its_line_and_the_rest_is_read(
    text: str, id: str | None, line: int
) -> None:
    records = read(SOUND[0] + text + SOUND[1], file="refs.bib")

    recovered = [record.id for record in records if record.id not in ("first", "last")]
    assert recovered == ([id] if id else [])
    assert (records["first"].title, records["last"].title) == ("F", "L")
    if id is not None:
        nocase = 'A <span class="nocase">B</span>'
        assert records[id].title == (nocase if "{B}" in text else "A")
    assert {problem.line for problem in records.problems} == {line}
    assert {problem.source for problem in records.problems} == {"refs.bib"}


def test_an_entry_keeps_the_fields_before_a_syntax_error() -> None:
    records = read("@book{k,\n title = {A},\n author = {Jane Doe,\n year = 1999,\n}\n@book{l}")

    assert (records["k"].title, records["k"].author[0].family) == ("A", "Doe")
    assert str(records["k"].issued) == "1999"


def test_text_without_entries_is_a_warning() -> None:
    (problem,) = read("Nothing\nto see.").problems

    assert (problem.severity, problem.message) == ("warning", "there is no entry in this text")


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read("@book{k, title = {A\n@book{l, title = {B}}")

    assert caplog.records == []


def test_a_reference_manager_s_fields_are_kept() -> None:
    record = read(
        "@article{k, title = {T}, groups = {A}, owner = {me}, file = {:a.pdf:PDF},\n"
        " __markedentry = {[me:]}, comment = {C}}"
    )["k"]

    assert set(record.extra["custom"]["bibtex"]) == {
        "entrytype", "groups", "owner", "file", "__markedentry", "comment",
    }  # fmt: skip


# BibTeX keeps the blanks at the ends of an @string; those at the ends of a field go.
@pytest.mark.parametrize(
    ("text", "journal"),
    [
        ('@string{j = "Journal of "} @article{k, journal = j # "X"}', "Journal of X"),
        ('@string{j = " of "} @article{k, journal = "J" # j # "X"}', "J of X"),
        ("@string{j = {A of }} @string{x = j # { X }} @article{k, journal = x}", "A of X"),
        ("@article{k, journal = j # {X}} @string{j = {J  }}", "J X"),
    ],
)  # fmt: skip
def test_the_blanks_of_a_string_stay(text: str, journal: str) -> None:
    assert read(text)["k"].container_title == journal


@pytest.mark.parametrize(
    "first",
    [
        "@book{a,\n title={A,\n year={2001}\n}",
        '@book{a,\n title="A,\n year={2001}\n}',
        "@book{a,\n title={A},\n year={2001}\n",
        "@book{a,\n title={A},\n year={2001\n",
        "@book{a,\n title={A},\n year=2001",
    ],
)
def test_a_broken_entry_takes_no_field_of_the_next(first: str) -> None:
    records = read(f"{first}\n@book{{b, publisher={{B}}}}\n@book{{c, title={{C}}, volume=3}}\n")

    assert records.ids == ("a", "b", "c")
    assert (records["a"].title, str(records["a"].issued)) == ("A", "2001")
    assert (records["a"].publisher, records["a"].volume) == (None, None)
    assert records["b"].publisher == "B"
    assert [problem.line for problem in records.problems] == [1]


@pytest.mark.parametrize(
    "source", ["@article{x, y}", "@book{x,\n title={X},\n year={1999}\n}", "@string{x = {y}}"]
)
@pytest.mark.parametrize(("opening", "closing"), [("{", "}"), ('"', '"')])
def test_a_field_may_quote_the_source_of_an_entry(source: str, opening: str, closing: str) -> None:
    records = read(
        f"@misc{{k, title={{T}}, note={opening}\n{source}\n{closing}, year=2003\n"
        "} @book{b, title={B}}\n@book{c, title={C}}"
    )

    assert records.ids == ("k", "b", "c")
    assert (str(records["k"].issued), records.problems) == ("2003", ())


@pytest.mark.parametrize(
    "head", ["@book\n{k,", "@book  \n\n  {k,", "@ book{k,", "  @book\n(k,", "@ book \n {k,"]
)
def test_the_head_of_an_entry_may_have_blanks(head: str) -> None:
    close = ")" if "(" in head else "}"
    records = read(f"@book{{a, title={{A}}}}\n{head} title={{T}}{close}")

    assert (records.ids, records["k"].title, records.problems) == (("a", "k"), "T", ())


def test_lines_that_end_in_a_backslash_are_counted() -> None:
    text = (
        "@book{a, note = {x \\\n y}}\n@book{b, title = {C \\\\\n\\\n d}}\n@book{c, year = 2000}\n"
    )
    records = read(text)

    assert [(record.id, record.line) for record in records] == [("a", 1), ("b", 3), ("c", 6)]
    assert (records["a"].note, records["b"].title) == ("x y", "C d")


@pytest.mark.parametrize("title", ['A "quoted" word', 'On "x" and "y" and more', 'A {B} "c" d'])
def test_quotation_marks_in_quotation_marks(title: str) -> None:
    records = read(f'@book{{a, title = "{title}", year = 2001}}\n@book{{b, title = {{B}}}}')

    assert (records.ids, str(records["a"].issued)) == (("a", "b"), "2001")
    assert records["a"].title == title.replace("{B}", '<span class="nocase">B</span>')
    assert [str(problem) for problem in records.problems] == [
        "<text>:1: error: the value has text after its end (put the whole value in braces)"
    ]


def test_a_blank_in_a_key_is_reported() -> None:
    records = read("@book{a b, title = {A}}\n@book{c, title = {C}}")

    assert records.ids == ("a b", "c")
    assert [str(problem) for problem in records.problems] == [
        "<text>:1: warning: the key 'a b' has a blank (BibTeX does not allow it)"
    ]
