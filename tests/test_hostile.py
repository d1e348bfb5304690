"""Input that was made to do harm: each ends in an error of citeformat or in a result, in time.

A bound of time is generous: what it catches grows with the square of the input or worse.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from citeformat import Cite, CiteformatError, InvalidStyle, Record, Style
from tests.samples import bib, cited, csl, date, entries, entry, make, names, record, terms
from tests.time_limit import time_limit

LIMIT = 30
"""Seconds for a single piece of hostile input."""
SHORT_LIMIT = 4
"""Seconds for input so small that the square of its size is what takes longer."""

SMALL = csl('<text variable="title"/>', bib('<text variable="title"/>'))
LAUGHS = "".join(
    f'<!ENTITY {chr(98 + index)} "{f"&{chr(97 + index)};" * 10}">' for index in range(9)
)


def with_doctype(declaration: str, text: str = SMALL) -> str:
    """A style with a document type."""
    return f'<?xml version="1.0"?>\n<!DOCTYPE {declaration}>\n{text}'


ENTITIES = {
    "billion laughs": with_doctype(
        f'style [<!ENTITY a "lol">{LAUGHS}]', SMALL.replace("Test", "&j;")
    ),
    "document type": with_doctype("style"),
    "external document type": with_doctype('style SYSTEM "file:///etc/hostname"'),
    "external entity": with_doctype(
        'style [<!ENTITY e SYSTEM "file:///etc/hostname">]', SMALL.replace("Test", "&e;")
    ),
    "network": with_doctype('style SYSTEM "http://localhost:9/style.dtd"'),
    "parameter entity": with_doctype('style [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]'),
    "lower case": SMALL.replace("<style", "<!doctype style><style", 1),
    "undefined entity": SMALL.replace("Test", "&nothing;"),
}


@pytest.mark.slow
@pytest.mark.parametrize("text", ENTITIES.values(), ids=ENTITIES.keys())
def test_entities_are_refused(text: str) -> None:
    """No entity is expanded, whatever it stands for."""
    with time_limit(LIMIT), pytest.raises(InvalidStyle) as caught:
        Style.from_string(text)

    assert caught.value.problems


@pytest.mark.slow
@pytest.mark.parametrize(
    "encoding",
    [
        "utf-16",
        "utf-7",
        "cp037",
        "utf-32",
    ],
)
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    text = ENTITIES["billion laughs"].replace("1.0", f'1.0" encoding="{encoding}', 1)

    with time_limit(LIMIT), pytest.raises(InvalidStyle):
        Style.from_string(text.encode(encoding))


def test_entity_never_reads_a_file() -> None:
    """The message of the error does not quote the file that the style asked for."""
    path = str(Path(__file__).resolve())
    text = with_doctype(f'style [<!ENTITY e SYSTEM "file://{path}">]', SMALL.replace("Test", "&e;"))

    with pytest.raises(InvalidStyle) as caught:
        Style.from_string(text)
    assert "hostile" not in str(caught.value).replace(path, "")


def test_inclusion_of_other_files_is_ignored() -> None:
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"'
        ' parse="text"/>'
    )
    style = Style.from_string(SMALL.replace("</info>", f"</info>{include}"))

    assert "title" not in style.title


LARGE = {
    "comment of 10 MB": SMALL.replace("</info>", f"</info><!--{'x' * 10_000_000}-->"),
    "elements of 10 MB": csl('<text variable="title"/>' * 420_000),
    "title of 10 MB": SMALL.replace("Test", "x" * 10_000_000),
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE.keys())
def test_style_of_10_mb_is_refused(text: str) -> None:
    with time_limit(LIMIT), pytest.raises(InvalidStyle) as caught:
        Style.from_string(text)

    assert len(str(caught.value)) < 1000


def test_style_with_a_value_of_megabytes() -> None:
    with time_limit(LIMIT):
        style = Style.from_string(csl(f'<text value="{"a" * 3_000_000}"/>'))

    assert style.title == "Test"


NESTED: dict[str, Callable[[int], str]] = {
    "group": lambda n: "<group>" * n + '<text variable="title"/>' + "</group>" * n,
    "choose": lambda n: (
        '<choose><if type="book">' * n + '<text variable="title"/>' + "</if></choose>" * n
    ),
    "substitute": lambda n: (
        '<names variable="editor"><substitute>' * n
        + '<text variable="title"/>'
        + "</substitute></names>" * n
    ),
    "unknown": lambda n: "<nothing>" * n + "</nothing>" * n,
}


@pytest.mark.parametrize("kind", NESTED)
def test_elements_nested_5000_deep_are_refused(kind: str) -> None:
    with time_limit(LIMIT), pytest.raises(InvalidStyle):
        Style.from_string(csl(NESTED[kind](5000)))


def chained(macros: int, depth: int) -> str:
    """Macros that call each other in a chain, each within so many groups."""
    return (
        "".join(
            f'<macro name="m{number}">{"<group>" * depth}<text macro="m{number + 1}"/>'
            f"{'</group>' * depth}</macro>"
            for number in range(macros)
        )
        + f'<macro name="m{macros}"><text variable="title"/></macro>'
    )


@pytest.mark.slow
@pytest.mark.parametrize(("macros", "depth"), [(20, 60), (90, 10), (90, 60)])
def test_long_chain_of_nested_macros_works(macros: int, depth: int) -> None:
    """No search goes through all macros at once."""
    with time_limit(LIMIT):
        made = entry('<text macro="m0"/>', record(title="T"), macros=chained(macros, depth))

    assert made == "T"


def doubled(times: int, leaf: str) -> str:
    """Make macros, where each calls the next one twice."""
    made = [
        f'<macro name="m{number}">{f"""<text macro="m{number + 1}"/>""" * 2}</macro>'
        for number in range(times)
    ]
    return "".join(made) + f'<macro name="m{times}">{leaf}</macro>'


EXCESS = {
    "macros that double a title": csl('<text macro="m0"/>', macros=doubled(
        16, '<text variable="title"/>')),
    "macros that double a long text": csl('<text macro="m0"/>', macros=doubled(
        10, f'<text value="{"x" * 100_000}"/>')),
    "macros that double a long affix": csl('<text macro="m0"/>', macros=doubled(
        10, f'<text variable="title" prefix="{"x" * 100_000}"/>')),
    "types": csl(f'<choose><if type="{"book " * 500_000}"><text value="x"/></if></choose>'),
    "variables": csl(f'<names variable="{"author " * 300_000}"/>'),
    "attributes": csl("<text " + " ".join(f'a{number}="x"' for number in range(100_000)) + "/>"),
    "keys": csl('<text value="x"/>', bib(
        '<text variable="title"/>', sort='<key variable="title"/>' * 15_000)),
    "branches": csl('<choose><if type="map"><text value="x"/></if>' + (
        '<else-if type="map"><text value="x"/></else-if>' * 7_000) + "</choose>"),
    "faults": csl("<nothing/>" * 18_000),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("text", EXCESS.values(), ids=EXCESS.keys())
def test_excess_is_refused(text: str) -> None:
    """What is many times more than any style has is refused before it costs much."""
    with time_limit(LIMIT), pytest.raises(InvalidStyle) as caught:
        Style.from_string(text)

    assert caught.value.problems[0].line > 0
    assert len(str(caught.value)) < 10_000


@pytest.mark.slow
def test_18000_oddities_are_told_in_bounded_time() -> None:
    with time_limit(LIMIT):
        style = Style.from_string(csl('<text vraiable="titel"/>' * 18_000))

    assert len(style.problems) == 36_000


@pytest.mark.parametrize("kind", ["group", "substitute", "choose"])
def test_elements_nested_110_deep_work_or_are_refused(kind: str) -> None:
    """What the parser lets through is compiled, or is an invalid style."""
    with time_limit(LIMIT):
        try:
            made = cited(csl(NESTED[kind](110)), [record(title="T")])
        except InvalidStyle:
            made = ["T"]

    assert made == ["T"]


def chain(length: int, calls: int = 1) -> str:
    """A style whose macros call each other in a line, each some times."""
    macros = "\n".join(
        f'<macro name="m{index}">{f"<text macro={chr(34)}m{index + 1}{chr(34)}/>" * calls}</macro>'
        for index in range(length)
    )
    last = f'<macro name="m{length}"><text variable="title"/></macro>'
    call = '<text macro="m0"/>'
    return csl(call, bib(call, sort='<key macro="m0"/>'), macros=macros + last)


@pytest.mark.parametrize("length", [100, 400, 3000])
def test_chain_of_macros_works_or_is_refused(length: int) -> None:
    with time_limit(LIMIT):
        try:
            made = entries(chain(length), [record(title="T"), record("b", title="U")])
        except InvalidStyle:
            made = ["T", "U"]

    assert made == ["T", "U"]


def test_macros_that_double_each_other() -> None:
    """Forty macros, each of which calls the next one twice, are laughs of another kind."""
    with time_limit(SHORT_LIMIT), suppress(CiteformatError):
        cited(chain(40, 2), [record()])


STYLE_FAULTS = {
    "names without a variable": csl("<names/>"),
    "empty substitute": csl('<names variable="author"><substitute/></names>'),
    "empty macro name": csl('<text macro=""/>'),
    "unknown text-case": csl('<text variable="title" text-case="nothing"/>'),
    "et-al-min that is no number": csl('<names variable="author"><name et-al-min="²"/></names>'),
    "near-note-distance that is no number": csl(
        '<text variable="title"/>', citation='near-note-distance="²"'
    ),
    "names-min that is no number": csl(
        '<text variable="title"/>', sort='<key variable="title" names-min="²"/>'
    ),
    "text without anything": csl("<text/>"),
    "empty layout": csl(""),
    "empty choose": csl("<choose/>"),
    "else first": csl('<choose><else><text value="x"/></else></choose>'),
    "if without a condition": csl('<choose><if><text value="x"/></if></choose>'),
    "else outside of choose": csl('<else><text value="x"/></else>'),
    "date without a variable": csl("<date/>"),
    "date without parts": csl('<date variable="issued"/>'),
    "unknown date-part": csl('<date variable="issued"><date-part name="hour"/></date>'),
    "unknown date form": csl('<date variable="issued" form="nothing"/>'),
    "names of a title": csl('<names variable="title"/>'),
    "date of an author": csl('<date variable="author" form="text"/>'),
    "text of an author": csl('<text variable="author"/>'),
    "label of nothing": csl("<label/>"),
    "unknown number form": csl('<number variable="volume" form="nothing"/>'),
    "empty term": csl('<text term=""/>'),
    "unknown display": csl('<text variable="title" display="nothing"/>'),
    "empty sort": csl('<text variable="title"/>', bib('<text variable="title"/>', sort=" ")),
    "empty key": csl('<text variable="title"/>', bib('<text variable="title"/>', sort="<key/>")),
    "negative et-al": csl(
        '<names variable="author"><name et-al-min="-1" et-al-use-first="-1"/></names>'
    ),
    "et-al to nothing": csl(
        '<names variable="author"><name et-al-min="1" et-al-use-first="0"/></names>'
    ),
    "names of Python": csl(
        '<text macro="a)b(c:"/><text macro="class"/><text macro="STYLE"/>',
        macros='<macro name="a)b(c:"><text value="&quot;); import os #&#10;\\"/></macro>'
        '<macro name="class"><text value="{c} %s &quot;&quot;&quot;"/></macro>'
        '<macro name="STYLE"><text term="\'"/></macro>',
    ),
}


@pytest.mark.parametrize("text", STYLE_FAULTS.values(), ids=STYLE_FAULTS.keys())
def test_style_that_breaks_the_schema(text: str) -> None:
    """What the schema forbids is an invalid style or is compiled all the same."""
    full = record(title="T", author=names("Ann Aa, Bob Bb"), issued=date(2000, 1, 2), volume="3")
    with time_limit(LIMIT):
        try:
            made = len(cited(text, [full, record("b")]))
        except InvalidStyle as error:
            made = len(error.problems)

    assert made >= 1


TITLES = {
    "straight quotes": '"' * 1_000_000,
    "apostrophes": "'" * 1_000_000,
    "curly quotes": "“" * 1_000_000,
    "closing quotes": "”" * 1_000_000,
    "quoted letters": '"a" ' * 250_000,
    "both kinds of quotes": "\"'" * 500_000,
    "opened quotes": ' "a' * 330_000,
    "opened italics": "<i>" * 330_000,
    "closed italics": "</i>" * 250_000,
    "nested italics": "<i>" * 140_000 + "x" + "</i>" * 140_000,
    "half a span": "<span " * 170_000,
    "opened spans": '<span class="nocase">' * 48_000,
    "less than": "<" * 1_000_000,
    "full stops": "." * 1_000_000,
    "marks": ".,:;!?" * 170_000,
    "blanks": " " * 1_000_000,
    "fixed blanks": "\u00a0" * 1_000_000,
    "one word": "a" * 1_000_000,
    "words": "word of " * 125_000,
    "private characters": "\ue000\ue001\ue080\uf8ff" * 250_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES.keys())
def test_title_of_a_megabyte(text: str) -> None:
    layout = '<text variable="title" quotes="true" text-case="title" suffix="."/>'

    with time_limit(LIMIT):
        made = entry(layout, record(title=text))

    assert isinstance(made, str)


SQUARES = {
    "nested quotes": "“" * 50_000 + "x" + "”" * 50_000,
    "tags that do not match": "<i>" * 40_000 + "</b>" * 40_000,
    "quotes within tags": '"<i>' * 40_000,
    "nocase": '<span class="nocase">a</span> b ' * 12_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", SQUARES.values(), ids=SQUARES.keys())
def test_title_is_read_in_one_go(text: str) -> None:
    """The time grows with the length of the title, not with its square."""
    with time_limit(SHORT_LIMIT):
        made = entry('<text variable="title" text-case="title" suffix="."/>', record(title=text))

    assert isinstance(made, str)


NAMES_LAYOUT = (
    '<names variable="author"><name initialize-with="." name-as-sort-order="all" and="text"/>'
    '<substitute><names variable="editor"/></substitute></names>'
)
PARTS = ("family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle")
NAME_TEXTS = {
    "letters": "a" * 100_000,
    "capitals": "A" * 100_000,
    "particles": "van " * 25_000,
    "names": "Ann " * 25_000,
    "double names": "A-" * 50_000,
    "apostrophes": "d'" * 50_000,
    "full stops": "." * 20_000,
    "quotes": '"' * 100_000,
    "tags": "<i>" * 33_000,
}
BLANK_TEXTS = {
    "blanks": "X" + " " * 100_000 + "y",
    "commas": ", " * 50_000,
    "hyphens": "-" * 100_000,
    "fixed blanks": "\u00a0" * 100_000,
}


def sorted_names(part: str, text: str) -> int:
    """How many entries there are of two works whose author has this text in a part of a name."""
    name = {"family": "Doe", "given": "Jo", part: text}
    if part == "literal":
        name = {part: text}
    style = csl('<text value="x"/>', bib(NAMES_LAYOUT, sort='<key variable="author"/>'))
    return len(entries(style, [record(author=[name]), record("b", author=[name])]))


@pytest.mark.parametrize("text", NAME_TEXTS.values(), ids=NAME_TEXTS.keys())
@pytest.mark.parametrize("part", PARTS)
def test_name_of_100_kb(part: str, text: str) -> None:
    with time_limit(LIMIT):
        assert sorted_names(part, text) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "text"),
    [
        pytest.param(part, text, id=f"{part}-{id}")
        for part in PARTS
        for id, text in BLANK_TEXTS.items()
    ],
)  # fmt: skip
def test_name_of_100_kb_without_letters(part: str, text: str) -> None:
    with time_limit(SHORT_LIMIT):
        assert sorted_names(part, text) == 2


def crowd(size: int, last: str = "Last") -> list[dict[str, str]]:
    """Very many authors."""
    return [
        *({"family": f"Name{index}", "given": "Given"} for index in range(size - 1)),
        {"family": last, "given": "Given"},
    ]


def test_5000_authors() -> None:
    with time_limit(LIMIT):
        made = entry(NAMES_LAYOUT, record(author=crowd(5000)))

    assert made.count("Name") == 4999


def test_5000_authors_are_abbreviated() -> None:
    layout = '<names variable="author"><name et-al-min="3" et-al-use-first="1"/></names>'

    assert entry(layout, record(author=crowd(5000))) == "Given Name0 et al."


@pytest.mark.parametrize("rule", ["by-cite", "all-names"])
def test_works_of_5000_authors_are_told_apart(rule: str) -> None:
    """The works differ in the last of their authors alone."""
    text = csl(
        '<names variable="author"><name form="short"/></names>',
        citation='disambiguate-add-names="true" disambiguate-add-givenname="true" '
        f'givenname-disambiguation-rule="{rule}" et-al-min="2" et-al-use-first="1"',
        affixes='delimiter="; "',
    )
    works = [record("a", author=crowd(5000)), record("b", author=crowd(5000, "Other"))]

    with time_limit(10):
        made = cited(text, works)

    assert "Last; " in made[0]


def test_3000_works_of_one_name_and_year() -> None:
    text = csl(
        '<names variable="author"/><date variable="issued"><date-part name="year"/></date>',
        citation='disambiguate-add-year-suffix="true"',
        affixes='delimiter="; "',
    )
    works = [record(f"r{number}", author=names("Doe"), issued=date(2000)) for number in range(3000)]

    with time_limit(LIMIT):
        made = cited(text, works)[0].split("; ")

    assert len(set(made)) == 3000


NUMBERS = {
    "digits": "1" * 100_000,
    "range of digits": "1" * 5000 + "-" + "2" * 5000,
    "raised digit": "²",
    "circled digit": "①",
    "many ranges and text": "1-" * 20_000 + " x y",
    "many ranges": "1-" * 50_000,
    "list": "1," * 50_000,
    "roman numerals": "i" * 100_000,
    "ranges of roman numerals": "i-" * 50_000,
    "numbers with letters": "1a" * 50_000,
    "ampersands": "1&" * 50_000 + "x",
    "escaped hyphens": "1\\-" * 30_000 + "x",
    "numbers and words": "1 and " * 16_000,
    "digits of Arabic": "١٢",
}
NUMBER_LAYOUTS = (
    '<text variable="page"/><label variable="page"/><number variable="page" form="roman"/>'
    '<number variable="page" form="long-ordinal"/><number variable="page" form="ordinal"/>'
    '<choose><if is-numeric="page"><text value="!"/></if></choose>'
)


@pytest.mark.parametrize("text", NUMBERS.values(), ids=NUMBERS.keys())
def test_number_that_is_odd_or_long(text: str) -> None:
    """A page is printed in every form, labelled, tested and sorted by."""
    style = csl(
        '<text value="x"/>',
        bib(NUMBER_LAYOUTS, sort='<key variable="page"/>'),
        attributes='page-range-format="chicago"',
    )
    with time_limit(SHORT_LIMIT):
        made = entries(style, [record(page=text), record("b", page=text)])

    assert len(made) == 2


LOCATORS = {
    "digits": "1" * 100_000,
    "blanks": " " * 100_000,
    "labels": "chap. " * 20_000,
    "quotes": "“" * 100_000,
    "blanks within": "1 " + " " * 60_000 + "x",
    "many ranges and text": "1-" * 20_000 + " x y",
}


@pytest.mark.parametrize("text", LOCATORS.values(), ids=LOCATORS.keys())
def test_locator_of_100_kb(text: str) -> None:
    layout = '<text value="x"/><label variable="locator"/><text variable="locator"/>'

    with time_limit(SHORT_LIMIT):
        made = cited(csl(layout), [record()], [Cite("a", locator=text)])

    assert made[0].startswith("x")


DATES: dict[str, Any] = {
    "far future": {"date-parts": [[10**30]]},
    "far past": {"date-parts": [[-(10**30)]]},
    "negative month": {"date-parts": [[2000, -1, -1]]},
    "month 99": {"date-parts": [[2000, 99, 99]]},
    "zeros": {"date-parts": [[2000, 0, 0]]},
    "year 0": {"date-parts": [[0]]},
    "season as month": {"date-parts": [[2000, 13]]},
    "no season": {"date-parts": [[2000, 25]]},
    "open range": {"date-parts": [[2000], [0, 0, 0]]},
    "empty end": {"date-parts": [[2000], []]},
    "empty begin": {"date-parts": [[], [2000]]},
    "three dates": {"date-parts": [[2000], [2001], [2002]]},
    "four parts": {"date-parts": [[2000, 1, 1, 1]]},
    "text": {"date-parts": [["x"]]},
    "null": {"date-parts": [[None]]},
    "not nested": {"date-parts": [2000]},
    "word": {"date-parts": "x"},
    "season 99": {"season": 99},
    "season -1": {"season": -1},
    "large season": {"date-parts": [[2000]], "season": 10**30},
    "raw letters": {"raw": "x" * 100_000},
    "raw hyphens": {"raw": "1-" * 50_000},
    "raw digits": {"raw": "1" * 100_000},
    "raw slashes": {"raw": "/" * 100_000},
    "raised digit": {"raw": "²"},
    "raw impossible": {"raw": "1999-99-99/x"},
    "literal quotes": {"literal": '"' * 100_000},
    "list": [2000],
    "number": 2000,
}


@pytest.mark.parametrize("value", DATES.values(), ids=DATES.keys())
def test_odd_date(value: Any) -> None:
    """A date that is none is refused with the record, or is printed somehow."""
    style = csl(
        '<text value="x"/>',
        bib(
            '<date variable="issued" form="text"/><date variable="issued" form="numeric"/>',
            sort='<key variable="issued"/>',
        ),
    )
    with time_limit(LIMIT):
        try:
            made = entries(style, [record(issued=value), record("b", issued=date(2000))])
        except CiteformatError:
            return

    assert len(made) == 2


AUTHORS: dict[str, Any] = {
    "null": [None],
    "text": "Doe",
    "list of texts": ["Doe"],
    "empty": [{}],
    "family null": [{"family": None}],
    "family number": [{"family": 5}],
    "family list": [{"family": ["x"]}],
    "given alone": [{"given": "x"}],
    "suffix alone": [{"suffix": "Jr"}],
    "particle alone": [{"dropping-particle": "van"}],
    "list as extra": [{"family": "x", "orcid": [1]}],
    "empty literal": [{"literal": ""}],
    "not a list": {"family": "x"},
}


@pytest.mark.parametrize("value", AUTHORS.values(), ids=AUTHORS.keys())
def test_odd_author(value: Any) -> None:
    style = csl('<text value="x"/>', bib(NAMES_LAYOUT, sort='<key variable="author"/>'))
    with time_limit(LIMIT):
        try:
            made = entries(style, [record(author=value), record("b", author=names("Doe"))])
        except CiteformatError:
            return

    assert len(made) == 2


MARKS = "".join(map(chr, range(0xE000, 0xE084))) + "\uf8ff"


def test_private_characters_of_a_record_are_removed() -> None:
    """The characters that mean formatting inside the engine come from nowhere else."""
    made = entry(
        '<names variable="author"/><text variable="title"/><text variable="DOI"/>'
        '<text variable="page"/><date variable="issued" form="text"/>',
        record(
            title=f"T{MARKS}",
            author=[{"family": f"F{MARKS}", "given": f"G{MARKS}"}, {"literal": f"L{MARKS}"}],
            DOI=f"D{MARKS}",
            page=f"P{MARKS}",
            issued={"literal": f"I{MARKS}"},
        ),
    )

    assert made == "G F, LTDPI"


def test_private_characters_of_a_cite_are_removed() -> None:
    cite = Cite("a", locator=f"1{MARKS}", prefix=f"see{MARKS}", suffix=f"there{MARKS}")

    made = cited(csl('<text variable="locator"/>'), [record()], [cite])

    assert made == ["see 1 there"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            csl('<group font-style="italic"><text value="ab" suffix="\ue001"/></group>'),
            id="suffix",
        ),
        pytest.param(
            csl(
                '<text term="in" font-style="italic"/>',
                locale=terms('<term name="in">a\ue001b</term>'),
            ),
            id="term",
        ),
    ],
)
def test_private_characters_of_a_style_are_removed(text: str) -> None:
    made = cited(text, [record()])

    assert made == ["<i>ab</i>"]


def test_text_of_records_and_styles_is_escaped() -> None:
    made = entry(
        '<text variable="title" prefix="&lt;b>"/><text value="&lt;i&gt;x"/>',
        record(title="<script>alert(1)</script>"),
    )

    assert "<script" not in made
    assert "<b>" not in made


def test_lone_surrogate_is_a_text_like_any_other() -> None:
    assert isinstance(entry('<text variable="title"/>', record(title="a\ud800b")), str)


def test_record_without_anything_is_rendered() -> None:
    style = make(SMALL)

    assert len(style.bibliography([Record.from_csl({"id": "x"})])) == 1
