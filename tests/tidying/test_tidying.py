"""`citeformat.tidy`: what each option changes, and what stays."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citeformat
from citeformat import BibFile, TidyOptions, tidy
from citeformat.errors import FormatError, SourceError
from citeformat.tidying import read_journals
from citeformat.tidying.journals import JournalIndex
from tests.shared import SharedFile


def tidied(text: str, **options: Any) -> str:
    """Return a text after tidying, twice with the same result."""
    file = BibFile(text.encode())
    tidy(file, TidyOptions(**options))
    again = BibFile(file.to_bytes())
    assert not tidy(again, TidyOptions(**options)).changed
    return str(file)


def warnings(text: str, **options: Any) -> list[str]:
    result = tidy(BibFile(text.encode()), TidyOptions(**options))
    return [problem.message for problem in result.problems]


MESSY = """% Encoding: UTF-8

@string{j = "Journal"}
% about b
@ARTICLE {b, % the key
Title="B",   YEAR = {2001}, % printed
    % the next line
   month = "January",pages={1-3}, journal = j # " of X" } % after b

free text
@preamble{"\\x"}

@book(a,
\ttitle = {A}, note = {}, author = {Doe, J.}
)
@comment{jabref-meta: x}
"""


def test_without_options_nothing_changes() -> None:
    assert tidied(MESSY) == MESSY
    assert not TidyOptions()
    assert TidyOptions(trailing_commas=False)


def test_standard_layout() -> None:
    file = BibFile(MESSY.encode())
    tidy(file, TidyOptions.standard())

    assert (
        str(file)
        == """% Encoding: UTF-8

@string{j = "Journal"}

% about b
@article{b, % the key
  title         = {B},
  year          = {2001}, % printed
  % the next line
  month         = {January},
  pages         = {1-3},
  journal       = j # { of X},
} % after b

free text
@preamble{"\\x"}

@book(a,
  title         = {A},
  note          = {},
  author        = {Doe, J.},
)

@comment{jabref-meta: x}
"""
    )


ONE = "@article{k, title = {T}, year = 1999}"


@pytest.mark.parametrize(
    ("options", "before", "after"),
    [
        ({"indent": 4}, ONE, "@article{k,\n    title = {T},\n    year = 1999\n}"),
        ({"indent": "\t"}, "@misc{k}", "@misc{k}"),
        ({"align": 0}, "@misc{k, title={T},\nyear   =   1}", "@misc{k, title = {T},\nyear = 1}"),
        ({"align": 7}, ONE, "@article{k, title  = {T}, year   = 1999}"),
        ({"trailing_commas": True}, ONE, "@article{k, title = {T}, year = 1999,}"),
        ({"trailing_commas": False}, "@misc{k, year = 1 ,\n}", "@misc{k, year = 1 \n}"),
        ({"lowercase": True}, "@MISC{K, Title = {T}}", "@misc{K, title = {T}}"),
        ({"braces": True}, '@misc{k, title = "{"}T" # x # "y"}',
         '@misc{k, title = {{"}T} # x # {y}}'),
        ({"bare_numbers": True}, '@misc{k, a = {1}, b = "2", c = {3a}}',
         "@misc{k, a = 1, b = 2, c = {3a}}"),
        ({"wrap": 9}, "@misc{k, title = {one two  three}}",
         "@misc{k, title = {one two\n    three}}"),
        ({"wrap": 0}, "@misc{k, title = {one\n  two}, url = {a\n b}}",
         "@misc{k, title = {one two}, url = {a\n b}}"),
        ({"months": True}, "@misc{k, month = {Sept.}}", "@misc{k, month = sep}"),
        ({"months": True}, "@misc{k, month = 03}", "@misc{k, month = mar}"),
        ({"months": True}, "@misc{k, month = {Jan/Feb}}", "@misc{k, month = {Jan/Feb}}"),
        ({"page_dashes": True}, "@misc{k, pages = {1-3, 7 – 9,A-12}}",
         "@misc{k, pages = {1--3, 7--9,A-12}}"),
        ({"page_dashes": True}, "@misc{k, pages = {1-2-3}}", "@misc{k, pages = {1-2-3}}"),
        ({"strip_braces": "title"}, "@misc{k, title = {{A {B}}}, note = {{N}}}",
         "@misc{k, title = {A {B}}, note = {{N}}}"),
        ({"strip_braces": "title,author"}, "@misc{k, title = {{A} {B}}, author = {{WHO}}}",
         "@misc{k, title = {{A} {B}}, author = {{WHO}}}"),
        ({"enclose_braces": ["title"]}, "@misc{k, title = {A}, note = {B}}",
         "@misc{k, title = {{A}}, note = {B}}"),
        ({"remove_braces": "title"}, r"@misc{k, title = {{A} \emph{B} {\'E} {C{D}}}}",
         r"@misc{k, title = {A \emph{B} {\'E} CD}}"),
        ({"max_authors": 2}, "@misc{k, author = {A and {B and C} and D}}",
         "@misc{k, author = {A and {B and C} and others}}"),
        ({"max_authors": 2}, "@misc{k, author = {A and B and others}}",
         "@misc{k, author = {A and B and others}}"),
        ({"drop": "note, YEAR"}, "@misc{k, note = {N}, title = {T}, Year = 1}",
         "@misc{k, title = {T}}"),
        ({"drop_empty": True}, '@misc{k, a = {}, b = {{ }}, c = "", d = {0}}', "@misc{k, d = {0}}"),
        ({"drop_repeated": True}, "@misc{k, a = {1}, A = {2}, b = {3}}",
         "@misc{k, a = {1}, b = {3}}"),
        ({"sort_fields": "year"}, "@article{k, title = {T},\n  year = 1999}",
         "@article{k, year = 1999,\n  title = {T}}"),
        ({"sort_fields": "alphabetical"}, "@a{k, b = 1, % one\n a = 2 % two\n}",
         "@a{k, a = 2, % two\n b = 1 % one\n}"),
        ({"sort_fields": "usual"}, "@a{k,\n year = 1,\n % who\n author = {A},\n x = 3,\n}",
         "@a{k,\n % who\n author = {A},\n year = 1,\n x = 3,\n}"),
        ({"blank_lines": 1}, "\n\n@a{x}@a{y}\n\n\n\n% c\n@a{z}", "@a{x}\n\n@a{y}\n\n% c\n@a{z}\n"),
        ({"blank_lines": 0}, "@a{x}\n\n@a{y}\n", "@a{x}\n@a{y}\n"),
        ({"drop": "a"}, "@m{k,\n % one\n a = 1, % two\n b = 2\n}",
         "@m{k,\n % one\n % two\n b = 2\n}"),
    ],
)  # fmt: skip
def test_options(options: dict[str, Any], before: str, after: str) -> None:
    assert tidied(before, **options) == after


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"G{\"o}del", "Gödel"), (r"{\'E}tude", "Étude"), (r"na{\"\i}ve", "naïve"),
        (r"Stra{\ss}e", "Straße"), (r"{\v{S}}koda", "Škoda"), (r"{\O}re", "Øre"),
        (r"\emph{x} \& $\alpha$ \url{\"o}", r"\emph{x} \& $\alpha$ \url{\"o}"),
        (r"a \\ 'b'", r"a \\ 'b'"),
    ],
)  # fmt: skip
def test_latex(tex: str, text: str) -> None:
    entry = "@misc{k, title = {%s}, url = {http://a.org/ö}}"

    assert tidied(entry.replace("%s", tex), latex="decode") == entry.replace("%s", text)
    assert tidied(entry.replace("%s", text), latex="encode") == entry.replace("%s", tex)


@pytest.mark.parametrize(
    ("tex", "text"),
    [(r"G\"odel", "Gödel"), (r"\'{E}tude", "Étude"), (r"Stra\ss e", "Straße"),
     (r"\v Skoda", "Škoda"), (r"na\"{\i}ve", "naïve"), (r"\c{c}a", "ça"), (r"\AA{}land", "Åland")],
)  # fmt: skip
def test_other_spellings_of_letters(tex: str, text: str) -> None:
    assert (
        tidied(f"@misc{{k, note = {{{tex}}}}}", latex="decode") == f"@misc{{k, note = {{{text}}}}}"
    )


def test_letters_that_cannot_be_written_are_reported() -> None:
    file = BibFile("@misc{k, title = {\\v{S}é}}".encode("latin-1"), encoding="latin-1")
    result = tidy(file, TidyOptions(latex="decode"))

    assert not result.changed
    assert "cannot be written in the file's encoding" in result.problems[0].message
    assert warnings("@misc{k, note = {漢}}", latex="encode") == [
        "'漢' in 'note' has no LaTeX command"
    ]


SORTED = """% header

% about b
@book{b, author = {Roe, R.}, year = 1999} % after b
@book{c, author = {Doe, J.}, year = 2001}

@string{x = "X"}
@book{A, author = {{\\'E}mile, J.}, year = 2001, note = x}
@misc{d}
% end
"""


@pytest.mark.parametrize(
    ("names", "keys"),
    [("key", "Abcd"), ("-key", "dcbA"), ("type,key", "Abcd"), ("year", "bcAd"), ("-year", "cAbd"),
     ("-year,author", "cAbd"), ("author", "cAbd"), ("-author", "bAcd"), ("note", "Abcd")],
)  # fmt: skip
def test_sort(names: str, keys: str) -> None:
    text = tidied(SORTED, sort=names)

    assert "".join(BibFile(text.encode())) == keys
    assert text.startswith("% header\n")
    assert text.endswith("% end\n")
    assert "% about b\n@book{b, author = {Roe, R.}, year = 1999} % after b\n" in text
    assert text.index("@string") < text.index("note = x")
    assert sorted(text.split()) == sorted(SORTED.split())


def test_parents_come_after_their_children() -> None:
    """ "BibTeXing", section 2.2: the parent of a `crossref` has to come later."""
    text = "@inbook{z, crossref = {A}}\n@book{a, crossref = {0}}\n@mvbook{0}\n@book{b}\n"

    assert list(BibFile(tidied(text, sort="key").encode())) == ["b", "z", "a", "0"]


def test_redefined_strings_keep_the_order() -> None:
    text = '@string{x = "1"}\n@misc{b, note = x}\n@string{x = "2"}\n@misc{a, note = x}\n'

    assert tidied(text, sort="key") == text
    assert warnings(text, sort="key") == [
        "the entries were not sorted, because an @string is defined twice"
    ]


def test_keys_by_pattern() -> None:
    text = (
        "@book{x, author = {Doe, J.}, title = {The Book}, year = 1999, ids = {w}}\n"
        "@book{y, author = {Doe, J.}, title = {Other}, year = 1999}\n"
        "@inbook{z, author = {Roe, R.}, crossref = {X}, xdata = {d}, related = {y, x}}\n"
        "@xdata{d, publisher = {P}}\n"
    )
    file = BibFile(text.encode())
    result = tidy(file, TidyOptions(keys="[auth:lower][year]", aliases=True))

    assert list(file) == ["doe1999", "doe1999a", "roe1999", "d"]
    assert file["roe1999"]["crossref"] == "doe1999"
    assert file["roe1999"]["related"] == "doe1999a,doe1999"
    assert file["doe1999"]["ids"] == "w,x"
    assert dict(result.renamed) == {"x": "doe1999", "y": "doe1999a", "z": "roe1999"}
    assert citeformat.read(str(file).encode())["x"].id == "doe1999"


def test_keys_that_fit_stay() -> None:
    """A new entry does not rename others, whatever the order."""
    text = "".join(
        f"@book{{{key}, author = {{Doe, J.}}, year = 1999}}\n"
        for key in ("new", "doe1999b", "doe1999", "doe1999a")
    )
    file = BibFile(text.encode())
    tidy(file, TidyOptions(keys="[auth:lower][year]"))

    assert list(file) == ["doe1999c", "doe1999b", "doe1999", "doe1999a"]


def test_keys_used_twice_become_unique() -> None:
    text = "@book{k, title = {A b}}\n@book{k, title = {C d}}\n"

    assert list(BibFile(tidied(text, keys="[title:1:lower]").encode())) == ["b", "c"]


def test_merge() -> None:
    text = (
        "% one\n@book{a,\n  title = {The Title of it},\n  author = {Doe, J.},\n  year = 1999\n}\n\n"
        "% two\n@book{b, title = {Title of It}, author = {Jane Doe}, year = 1999, doi = {10.1/x}}\n"
        "@inbook{c, crossref = {b}}\n"
    )

    assert tidied(text, merge=True) == (
        "% one\n@book{a,\n  title = {The Title of it},\n  author = {Doe, J.},\n  year = 1999,\n"
        "  doi = {10.1/x},\n  ids = {b}\n}\n\n% two\n@inbook{c, crossref = {a}}\n"
    )
    assert warnings(text, merge=True) == [
        "'b' was merged into 'a' (the same title and year)",
        "author: 'Doe, J.' was kept, 'Jane Doe' was dropped",
    ]


def test_dropped_values_are_reported() -> None:
    assert warnings("@misc{k, a = {1}, a = {2}}", drop_repeated=True) == [
        "the second 'a' was dropped: {2}"
    ]
    assert warnings("@misc{k, author = {A and B}}", max_authors=1) == [
        "'author' keeps 1 of 2 names"
    ]


JOURNALS = """# my list
Journal of Chemical Physics;J. Chem. Phys.
"Nature, Physics","Nat. Phys."
The Annals of X = Ann. X
Annals of Y = Ann.
Annals of Z = Ann.
"""


def test_journals(tmp_path: Path) -> None:
    file = tmp_path / "journals.csv"
    file.write_text(JOURNALS, "utf-8")
    names = read_journals(file)

    assert names["Nature, Physics"] == "Nat. Phys."
    entry = "@article{k, journal = {%s}}"
    for full, short in (
        ("Journal of {Chemical} Physics", "J. Chem. Phys."), ("J Chem Phys", "J. Chem. Phys."),
        ("Annals of X", "Ann. X"), ("Other", "Other"),
    ):  # fmt: skip
        made = tidied(entry.replace("%s", full), journals=names)
        assert made == entry.replace("%s", short)
    made = tidied(entry.replace("%s", "Ann. X"), journals=names, journal_names="full")
    assert made == entry.replace("%s", "The Annals of X")
    assert tidied("@article{k, journal = jcp}", journals=names) == "@article{k, journal = jcp}"
    assert warnings(entry.replace("%s", "Ann."), journals=names, journal_names="full") == [
        "the journal 'Ann.' may be 'Annals of Y' or 'Annals of Z'"
    ]


def test_journals_are_indexed_once_for_a_file() -> None:
    class Names(dict[str, str]):
        reads = 0

        def items(self) -> Any:
            self.reads += 1
            return super().items()

    text = "".join(f"@article{{k{number}, journal = {{Nature Physics}}}}\n" for number in range(9))
    names = Names({"Nature Physics": "Nat. Phys."})
    result = tidy(BibFile(text.encode()), TidyOptions(journals=names, keys="x", aliases=True))
    assert result.after.count("Nat. Phys.") == 9
    assert names.reads == 1


def test_journals_in_a_file_that_is_not_a_list(tmp_path: Path) -> None:
    file = tmp_path / "journals.csv"
    file.write_text(f"Nature Physics;Nat. Phys.\n{'x' * 200_000};y\n")
    with pytest.raises(SourceError, match=r"csv:2: this is not a list: field larger than"):
        read_journals(file)
    file.write_text("Nature Physics\n")
    with pytest.raises(SourceError, match=r"csv:1: a full and a short name are needed"):
        read_journals(file)


def test_journals_in_json(tmp_path: Path) -> None:
    file = tmp_path / "journals.json"
    file.write_text('{"default": {"container-title": {"Nature Physics": "Nat. Phys."}}}')
    assert JournalIndex(read_journals(file)).short("nature physics") == "Nat. Phys."
    file.write_text('{"Nature Physics": 1}')
    with pytest.raises(SourceError, match="has no object of full and short names"):
        read_journals(file)
    file.write_text("{")
    with pytest.raises(SourceError, match="is not JSON"):
        read_journals(file)


@pytest.mark.parametrize(
    ("text", "message"), [("Nature\n", r":1: a full and a short name"), ("", "")]
)
def test_wrong_lists_of_journals(text: str, message: str, tmp_path: Path) -> None:
    file = tmp_path / "journals.txt"
    file.write_text(text)
    if message:
        with pytest.raises(SourceError, match=message):
            read_journals(file)
    else:
        assert read_journals(file) == {}
    with pytest.raises(SourceError, match="cannot be read"):
        read_journals(tmp_path / "none.txt")


@pytest.mark.parametrize(
    "options",
    [{"indent": -1}, {"indent": "x"}, {"align": 1.5}, {"wrap": -1}, {"max_authors": 0},
     {"latex": "on"}, {"journal_names": "iso"}, {"keys": "[nothing]"}, {"keys": 5},
     {"sort": 5}, {"drop": ["note", 5]}, {"journals": ["Mind"]},
     {"strip_braces": "title", "enclose_braces": "title"}],
)  # fmt: skip
def test_wrong_options(options: dict[str, Any]) -> None:
    with pytest.raises(FormatError):
        TidyOptions(**options)


def test_names_may_be_any_iterable() -> None:
    assert TidyOptions(sort=iter(["Year", "key"])).sort == ("year", "key")


def test_a_file_of_another_format_is_reported() -> None:
    assert warnings("TY  - BOOK\nER  - \n", sort="key") == ["there is no entry in this file"]
    assert warnings("@string{j = {Journal}}\n", lowercase=True) == []
    assert warnings("", lowercase=True) == []


def test_line_ends_and_encoding_stay() -> None:
    data = "\ufeff@misc{b, title={ü}}\r\n\r\n@misc{a, year=1}\r\n".encode()
    file = BibFile(data)
    tidy(file, replace(TidyOptions.standard(), sort="key"))

    assert (
        file.to_bytes()
        == (
            "\ufeff@misc{a,\r\n  year          = 1,\r\n}\r\n\r\n"
            "@misc{b,\r\n  title         = {ü},\r\n}\r\n"
        ).encode()
    )


LAYOUT = replace(TidyOptions.standard(), sort_fields="usual", braces=False)
EVERYTHING = replace(
    TidyOptions.standard(), sort="-year,author", sort_fields="usual", wrap=60, latex="decode",
    months=True, page_dashes=True, bare_numbers=True, strip_braces="title", drop="note",
    drop_empty=True, drop_repeated=True, merge=True, keys="[auth:lower][year]", aliases=True,
    max_authors=3,
)  # fmt: skip

_VALUES = st.sampled_from(
    ["{T}", '"T"', "1999", "{}", "{{Double}}", "jan", 'jan # "~1"', r"{G{\"o}del and B}", "{1-3}",
     "{Doe, J. and Roe, R.}", '"a {"} b"', "{one\n  two}", "{é}", "{a, b}", "{10.1000/1}"]
)  # fmt: skip
_FIELDS = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", " ", "\n  ", "\n  % note\n  "]),
    st.sampled_from(["title", "Author", "YEAR", "month", "note", "pages", "doi", "crossref"]),
    st.sampled_from(["=", " = ", "\t=\n"]),
    _VALUES,
    st.sampled_from(["", " ", "\n"]),
)
_ENTRIES = st.builds(
    "@{}{{{},{}{}}}".format,
    st.sampled_from(["book", "ARTICLE", "misc "]),
    st.sampled_from(["a", "b", "Key", "T"]),
    st.lists(_FIELDS, max_size=5).map(",".join),
    st.sampled_from(["", "\n", ",\n", ", % end\n"]),
).filter(lambda text: ",," not in text)
_FILES = st.lists(
    st.one_of(
        _ENTRIES,
        st.sampled_from(["\n", "\n\n", " % line\n", "% own\n", '@string{x = "y"}\n', "free\n"]),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=30, deadline=None)
@given(_FILES)
def test_tidying_again_changes_nothing(text: str) -> None:
    for options in (
        TidyOptions.standard(), TidyOptions(sort="key"), TidyOptions(sort_fields="usual"),
        TidyOptions(drop="title", drop_empty=True), TidyOptions(blank_lines=0), EVERYTHING,
    ):  # fmt: skip
        keys = re.findall(r"@\w+ ?\{([^,{}]*),", text.lower())
        if options is EVERYTHING and len(set(keys)) < len(keys):
            continue  # entries with one key that refer to it can be merged further the second time
        file = BibFile(text.encode())
        tidy(file, options)
        again = BibFile(file.to_bytes())
        assert not tidy(again, options).changed


@settings(max_examples=30, deadline=None)
@given(_FILES)
def test_layout_changes_no_value(text: str) -> None:
    file = BibFile(text.encode())
    before = {key: dict(entry) for key, entry in file.items()}
    comments = text.count("%")
    tidy(file, replace(LAYOUT, sort="-key"))
    after = {key: dict(entry) for key, entry in BibFile(file.to_bytes()).items()}

    assert sorted(map(repr, (sorted(one.items()) for one in after.values()))) == sorted(
        map(repr, (sorted(one.items()) for one in before.values()))
    )
    assert str(file).count("%") == comments


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize("name", ["papers.bib", "tugboat.bib"])
def test_real_files(name: str, shared_file: SharedFile) -> None:
    data = shared_file(f"bib/{name}").read_bytes()
    file = BibFile(data)
    assert not tidy(file, TidyOptions()).changed
    assert file.to_bytes() == data
    options = replace(TidyOptions.standard(), sort="author,-year", sort_fields="usual")
    tidy(file, options)

    assert not tidy(BibFile(file.to_bytes()), options).changed
    records = {record.id: record for record in citeformat.read(data)}
    assert {record.id: record for record in citeformat.read(file.to_bytes())} == records


@pytest.mark.parametrize(
    "broken",
    ["@book{b, edi", "@book{b, title = {T", '@book{b, title = "T', "@comment{x", "@string{a = {"],
)
def test_entries_are_sorted_whatever_broken_entry_is_on_their_line(broken: str) -> None:
    text = f"""@string(z = "Zoe")
{broken}@misc{{x, year = 1990}}
@book{{c, author = z, year = 2000}}
@book{{d, author = {{Ann}}, year = 2000}}
"""
    file = BibFile(text.encode())
    options = TidyOptions(sort="-year, author")

    tidy(file, options)

    assert list(file) == ["d", "c", "x"]
    assert not tidy(BibFile(file.to_bytes()), options).changed


def test_an_entry_inside_a_broken_one_is_not_moved() -> None:
    text = "@book{b\n@misc{x, year = 1990}\n, title = {A}}\n@book{a, year = 2000}\n"
    file = BibFile(text.encode())

    made = tidy(file, TidyOptions(sort="key"))

    assert not made.changed
    assert list(BibFile(file.to_bytes())) == ["x", "a"]
    assert any("inside a broken entry" in problem.message for problem in made.problems)


def test_an_entry_that_gets_a_line_of_its_own_is_sorted_at_once() -> None:
    file = BibFile(b"@misc{s, year = 1990}\n}@misc{z}@misc{@misc{x, note = {N}}")
    options = TidyOptions(sort="key", blank_lines=0)

    made = tidy(file, options)

    assert list(file) == ["s", "x", "z"]
    assert not any("not sorted" in problem.message for problem in made.problems)
    assert not tidy(BibFile(file.to_bytes()), options).changed


def test_broken_entries_are_reported_and_stay() -> None:
    broken = """@string{j = "Journal"}
@book{a, title = {A}}
@misc{, title = {No key}}
@book{b, title = {B {open},
}
@comment{@x}
@book{c, title = {C}}
@article{d title = {No comma}}
"""
    file = BibFile(broken.encode(), path="a.bib")
    result = tidy(file, TidyOptions(indent=2))

    assert [(each.line, each.record) for each in result.problems] == [(3, ""), (4, "b"), (8, "d")]
    assert str(result.problems[0]).startswith("a.bib:3: warning: this entry is broken or has no")
    for line in ("@misc{, title = {No key}}\n", "{B {open},\n}", "@article{d title = {No comma}}"):
        assert line in str(file)
    assert "@book{a,\n  title = {A}\n}" in str(file)


def test_an_unknown_field_to_sort_by_is_reported() -> None:
    text = "@book{a, date = 2001, title = {T}}"

    assert warnings(text, sort="years,-year,title,key") == [
        "no entry has the field 'years', by which to sort"
    ]
    assert warnings("", sort="years") == []


def test_values_in_messages_have_their_own_backslashes() -> None:
    text = '@book{a, author = {M{\\"u}ller, A.}, title = {T}, year = 2001}\n'
    other = text.replace("{a,", "{b,").replace("A.}", "Anna}")

    assert """author: 'M{\\"u}ller, A.' was kept, 'M{\\"u}ller, Anna' was dropped""" in warnings(
        text + other, merge=True
    )


def test_a_value_with_a_percent_sign_never_becomes_a_comment() -> None:
    source = b"@book{b, title = {A}, note = E%}"
    file = BibFile(source)

    assert not tidy(file, TidyOptions(indent="\t")).changed
    assert file.to_bytes() == source
