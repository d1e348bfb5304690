"""cs:names: tables from "Name", "Et-al", "Substitute" and "Label in cs:names" of CSL 1.0.2."""

from __future__ import annotations

from typing import Any

import pytest

from citeformat import Cite
from citeformat.csl.variables import NAME_VARIABLES
from tests.styles import author, cited, csl, date, entry, names, record, render, terms

ONE = names("Jane Doe")
TWO = names("Jane Doe, Sam Smith")
THREE = names("Jane Doe, Sam Smith, Tom Williams")
SEVEN = names("A Aa, B Bb, C Cc, D Dd, E Ee, F Ff, G Gg")


def listed(people: list[dict[str, Any]], attributes: str = "", inner: str = "") -> str:
    """The authors in a cs:name with these attributes."""
    layout = f'<names variable="author"><name {attributes}>{inner}</name></names>'
    return render(layout, record(author=people))


# Name: and, delimiter


@pytest.mark.parametrize(
    ("people", "attributes", "expected"),
    [
        pytest.param(THREE, "", "Jane Doe, Sam Smith, Tom Williams", id="default delimiter"),
        pytest.param(THREE, 'delimiter="; "', "Jane Doe; Sam Smith; Tom Williams", id="delimiter"),
        pytest.param(TWO, 'and="text"', "Jane Doe and Sam Smith", id="text, two"),
        pytest.param(THREE, 'and="text"', "Jane Doe, Sam Smith, and Tom Williams", id="text"),
        pytest.param(THREE, 'and="symbol"', "Jane Doe, Sam Smith, &amp; Tom Williams", id="symbol"),
        pytest.param(ONE, 'and="text"', "Jane Doe", id="one name"),
    ],
)
def test_and_and_delimiter(people: list[dict[str, Any]], attributes: str, expected: str) -> None:
    actual = listed(people, attributes)

    assert expected == actual


def test_and_is_a_term_of_the_locale() -> None:
    layout = '<names variable="author"><name and="text"/></names>'
    actual = render(layout, record(author=TWO), lang="de-DE")

    assert actual == "Jane Doe und Sam Smith"


# Name: delimiter-precedes-last


@pytest.mark.parametrize(
    ("rule", "two", "three"),
    [
        (None, "Jane Doe and Sam Smith", "Jane Doe, Sam Smith, and Tom Williams"),
        ("contextual", "Jane Doe and Sam Smith", "Jane Doe, Sam Smith, and Tom Williams"),
        ("always", "Jane Doe, and Sam Smith", "Jane Doe, Sam Smith, and Tom Williams"),
        ("never", "Jane Doe and Sam Smith", "Jane Doe, Sam Smith and Tom Williams"),
        (
            "after-inverted-name",
            "Doe, Jane, and Sam Smith",
            "Doe, Jane, Sam Smith and Tom Williams",
        ),
    ],
)
def test_delimiter_precedes_last(rule: str | None, two: str, three: str) -> None:
    attributes = 'and="text"'
    if rule is not None:
        attributes += f' delimiter-precedes-last="{rule}"'
    if rule == "after-inverted-name":
        attributes += ' name-as-sort-order="first"'

    actual = listed(TWO, attributes), listed(THREE, attributes)

    assert (two, three) == actual


@pytest.mark.parametrize("rule", ["contextual", "always", "never", "after-inverted-name"])
def test_delimiter_always_precedes_last_without_and(rule: str) -> None:
    """Name: where `and` is not set, the delimiter is used whatever the rule."""
    actual = listed(TWO, f'delimiter-precedes-last="{rule}"')

    assert actual == "Jane Doe, Sam Smith"


# Name: delimiter-precedes-et-al


@pytest.mark.parametrize(
    ("rule", "one", "two"),
    [
        (None, "Jane Doe et al.", "Jane Doe, Sam Smith, et al."),
        ("contextual", "Jane Doe et al.", "Jane Doe, Sam Smith, et al."),
        ("always", "Jane Doe, et al.", "Jane Doe, Sam Smith, et al."),
        ("never", "Jane Doe et al.", "Jane Doe, Sam Smith et al."),
        ("after-inverted-name", "Doe, Jane, et al.", "Doe, Jane, Sam Smith et al."),
    ],
)
def test_delimiter_precedes_et_al(rule: str | None, one: str, two: str) -> None:
    attributes = 'et-al-min="3" et-al-use-first="{}"'
    if rule is not None:
        attributes += f' delimiter-precedes-et-al="{rule}"'
    if rule == "after-inverted-name":
        attributes += ' name-as-sort-order="first"'

    actual = listed(THREE, attributes.format(1)), listed(THREE, attributes.format(2))

    assert (one, two) == actual


# Name: et-al-min, et-al-use-first, et-al-use-last


@pytest.mark.parametrize(
    ("minimum", "use_first", "last", "expected"),
    [
        pytest.param(7, 1, False, "A Aa et al.", id="as many names as the minimum"),
        pytest.param(8, 1, False, "A Aa, B Bb, C Cc, D Dd, E Ee, F Ff, G Gg", id="too few"),
        pytest.param(7, 3, False, "A Aa, B Bb, C Cc, et al.", id="three"),
        pytest.param(7, 6, False, "A Aa, B Bb, C Cc, D Dd, E Ee, F Ff, et al.", id="one hidden"),
        pytest.param(3, 5, True, "A Aa, B Bb, C Cc, D Dd, E Ee, … G Gg", id="last, two hidden"),
        pytest.param(4, 2, True, "A Aa, B Bb, … G Gg", id="last"),
        pytest.param(2, 1, True, "A Aa, … G Gg", id="last behind one name"),
        pytest.param(
            7, 6, True, "A Aa, B Bb, C Cc, D Dd, E Ee, F Ff, et al.",
            id="last, but one hidden name only",
        ),
    ],
)  # fmt: skip
def test_et_al(minimum: int, use_first: int, last: bool, expected: str) -> None:
    attributes = f'et-al-min="{minimum}" et-al-use-first="{use_first}"'
    if last:
        attributes += ' et-al-use-last="true"'

    actual = listed(SEVEN, attributes)

    assert expected == actual


def test_et_al_use_last_keeps_the_delimiter_and_no_and() -> None:
    """Name: the delimiter, the ellipsis and the last name follow."""
    attributes = 'et-al-min="3" et-al-use-first="1" et-al-use-last="true" and="text" delimiter="; "'
    actual = listed(SEVEN, attributes)

    assert actual == "A Aa; … G Gg"


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("", "Jane Doe et al."),
        ('<et-al term="et-al"/>', "Jane Doe et al."),
        ('<et-al term="and others"/>', "Jane Doe and others"),
        ('<et-al font-style="italic"/>', "Jane Doe <i>et al.</i>"),
    ],
)
def test_et_al_element(element: str, expected: str) -> None:
    layout = (
        '<names variable="author"><name et-al-min="2" et-al-use-first="1"/>' + element + "</names>"
    )
    actual = render(layout, record(author=TWO))

    assert expected == actual


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        pytest.param("", ["Doe, Smith, et al.", "Doe, Smith, et al."], id="not set"),
        pytest.param(
            'et-al-subsequent-min="3" et-al-subsequent-use-first="1"',
            ["Doe, Smith, et al.", "Doe et al."],
            id="use-first",
        ),
        pytest.param(
            'et-al-subsequent-min="4" et-al-subsequent-use-first="1"',
            ["Doe, Smith, et al.", "Doe, Smith, Williams"],
            id="min",
        ),
    ],
)
def test_et_al_of_subsequent_cites(attributes: str, expected: list[str]) -> None:
    """Name: et-al-subsequent-min and -use-first hold for cites of what was cited before."""
    layout = '<names variable="author"><name form="short"/></names>'
    style = csl(layout, citation=f'et-al-min="3" et-al-use-first="2" {attributes}')
    actual = cited(style, [record(author=THREE)], "a", "a")

    assert expected == actual


# Name: form


@pytest.mark.parametrize(
    ("form", "expected"),
    [("long", "Vincent van Gogh"), ("short", "van Gogh"), ("count", "1")],
)
def test_form(form: str, expected: str) -> None:
    person = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
    actual = listed([person], f'form="{form}"')

    assert expected == actual


def test_short_form_drops_the_dropping_particle_and_the_suffix() -> None:
    person = {"family": "Humboldt", "given": "A", "dropping-particle": "von", "suffix": "Jr."}
    actual = listed([person], 'form="short"')

    assert actual == "Humboldt"


@pytest.mark.parametrize(
    ("variables", "attributes", "expected"),
    [
        pytest.param("author", "", "3", id="all"),
        pytest.param("author", 'et-al-min="2" et-al-use-first="1"', "1", id="et-al"),
        pytest.param("author editor", "", "5", id="two variables"),
        pytest.param("editor translator", "", "2", id="editors are translators"),
    ],
)
def test_count(variables: str, attributes: str, expected: str) -> None:
    """Name, form: the number of names that would be rendered, with et-al and merging."""
    layout = f'<names variable="{variables}"><name form="count" {attributes}/></names>'
    actual = render(layout, record(author=THREE, editor=TWO, translator=TWO))

    assert expected == actual


def test_count_of_nobody_is_empty() -> None:
    actual = entry('<names variable="author"><name form="count"/></names>', record())

    assert actual == ""


# Name: initialize, initialize-with; Hyphenation of Initialized Names


@pytest.mark.parametrize(
    ("given", "attributes", "expected"),
    [
        pytest.param("John Edward", 'initialize-with=". "', "J. E. Doe", id="dot and blank"),
        pytest.param("John Edward", 'initialize-with="."', "J.E. Doe", id="dot"),
        pytest.param("John Edward", 'initialize-with=""', "JE Doe", id="nothing"),
        pytest.param("John Edward", 'initialize-with=" "', "J E Doe", id="blank"),
        pytest.param("John Edward", "", "John Edward Doe", id="not set"),
        pytest.param("J. E.", 'initialize-with="."', "J.E. Doe", id="initials already"),
        pytest.param("J.E.", 'initialize-with=". "', "J. E. Doe", id="initials without blanks"),
        pytest.param("Jean-Luc", 'initialize-with="."', "J.-L. Doe", id="hyphen"),
        pytest.param("Jean-Luc", 'initialize-with=". "', "J.-L. Doe", id="hyphen and blank"),
        pytest.param("Jean-Luc", 'initialize-with=""', "J-L Doe", id="hyphen and nothing"),
        pytest.param("Élodie", 'initialize-with="."', "É. Doe", id="accent"),
        pytest.param("Иван", 'initialize-with="."', "И. Doe", id="Cyrillic"),
        pytest.param("<i>A-</i>", 'initialize-with="."', "<i>A.</i> Doe", id="markup and hyphen"),
        pytest.param("<i>Jean-luc</i>", 'initialize-with="."', "<i>J.</i> Doe", id="markup"),
        pytest.param(
            "James T",
            'initialize="false" initialize-with="."',
            "James T. Doe",
            id="not initialized",
        ),
        pytest.param(
            "James T", 'initialize="true" initialize-with="."', "J.T. Doe", id="initialize is true"
        ),
        pytest.param(
            "J T", 'initialize="false" initialize-with=". "', "J. T. Doe", id="only initials"
        ),
    ],
)
def test_initials(given: str, attributes: str, expected: str) -> None:
    actual = listed([{"family": "Doe", "given": given}], attributes)

    assert expected == actual


@pytest.mark.parametrize(
    ("value", "mark", "expected"),
    [
        ("true", ".", "J.-L. Picard"),
        ("false", ".", "J.L. Picard"),
        ("true", ". ", "J.-L. Picard"),
        ("false", ". ", "J. L. Picard"),
    ],
)
def test_initialize_with_hyphen(value: str, mark: str, expected: str) -> None:
    layout = f'<names variable="author"><name initialize-with="{mark}"/></names>'
    person = {"family": "Picard", "given": "Jean-Luc"}
    actual = render(layout, record(author=[person]), attributes=f'initialize-with-hyphen="{value}"')

    assert expected == actual


# Name: name-as-sort-order, sort-separator


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        pytest.param('name-as-sort-order="first"', "Doe, Jane, Sam Smith", id="first"),
        pytest.param('name-as-sort-order="all"', "Doe, Jane, Smith, Sam", id="all"),
        pytest.param(
            'name-as-sort-order="all" sort-separator=" "', "Doe Jane, Smith Sam", id="separator"
        ),
        pytest.param(
            'name-as-sort-order="all" sort-separator=" " initialize-with="" ',
            "Doe J, Smith S",
            id="separator and initials",
        ),
        pytest.param('sort-separator=" "', "Jane Doe, Sam Smith", id="separator alone"),
        pytest.param('name-as-sort-order="all" form="short"', "Doe, Smith", id="short"),
    ],
)
def test_sort_order(attributes: str, expected: str) -> None:
    actual = listed(TWO, attributes)

    assert expected == actual


# Name-part Order

VAN_GOGH = {
    "family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "III"
}  # fmt: skip
HUMBOLDT = {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}
BOTH = {
    "family": "Fontaine", "given": "Jean", "dropping-particle": "de",
    "non-dropping-particle": "La",
}  # fmt: skip
MAO = {"family": "毛", "given": "泽东"}


@pytest.mark.parametrize(
    ("person", "attributes", "demote", "expected"),
    [
        (VAN_GOGH, "", "never", "Vincent van Gogh III"),
        (VAN_GOGH, "", "sort-only", "Vincent van Gogh III"),
        (VAN_GOGH, "", "display-and-sort", "Vincent van Gogh III"),
        (VAN_GOGH, 'name-as-sort-order="all"', "never", "van Gogh, Vincent, III"),
        (VAN_GOGH, 'name-as-sort-order="all"', "sort-only", "van Gogh, Vincent, III"),
        (VAN_GOGH, 'name-as-sort-order="all"', "display-and-sort", "Gogh, Vincent van, III"),
        (VAN_GOGH, 'name-as-sort-order="all"', "", "Gogh, Vincent van, III"),
        (VAN_GOGH, 'form="short"', "never", "van Gogh"),
        (VAN_GOGH, 'form="short"', "display-and-sort", "van Gogh"),
        (HUMBOLDT, "", "never", "Alexander von Humboldt"),
        (HUMBOLDT, 'name-as-sort-order="all"', "never", "Humboldt, Alexander von"),
        (HUMBOLDT, 'name-as-sort-order="all"', "display-and-sort", "Humboldt, Alexander von"),
        (HUMBOLDT, 'form="short"', "never", "Humboldt"),
        (BOTH, "", "never", "Jean de La Fontaine"),
        (BOTH, 'name-as-sort-order="all"', "never", "La Fontaine, Jean de"),
        (BOTH, 'name-as-sort-order="all"', "display-and-sort", "Fontaine, Jean de La"),
        (BOTH, 'form="short"', "never", "La Fontaine"),
        (MAO, "", "never", "毛泽东"),
        (MAO, 'name-as-sort-order="all"', "never", "毛泽东"),
        (MAO, 'form="short"', "never", "毛"),
    ],
)
def test_name_part_order(
    person: dict[str, str], attributes: str, demote: str, expected: str
) -> None:
    layout = f'<names variable="author"><name {attributes}/></names>'
    option = f'demote-non-dropping-particle="{demote}"' if demote else ""
    actual = render(layout, record(author=[person]), attributes=option)

    assert expected == actual


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param({"family": "van Gogh", "given": "Vincent"}, "van Gogh, V", id="family"),
        pytest.param({"family": "de la Cruz", "given": "Ana"}, "de la Cruz, A", id="two"),
        pytest.param(
            {"family": "Humboldt", "given": "Alexander von"}, "Humboldt, A von", id="given"
        ),
        pytest.param({"family": "al-Hakim", "given": "Tawfiq"}, "al-Hakim, T", id="hyphen"),
        pytest.param({"family": "d’Alembert", "given": "Jean"}, "d’Alembert, J", id="apostrophe"),
        pytest.param({"family": "Van Gogh", "given": "Vincent"}, "Van Gogh, V", id="capital"),
        pytest.param({"family": '"van Gogh"', "given": "Vincent"}, "van Gogh, V", id="quoted"),
    ],
)
def test_particles_that_stand_in_family_or_given_name(name: dict[str, str], expected: str) -> None:
    """Name Particles: "never" keeps non-dropping particles before the family name."""
    layout = '<names variable="author"><name initialize-with="" name-as-sort-order="all"/></names>'
    option = 'demote-non-dropping-particle="never"'
    actual = render(layout, record(author=[name]), attributes=option)

    assert expected == actual


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param({"family": "van Gogh", "given": "Vincent"}, "Gogh, V van", id="found"),
        pytest.param({"family": "al-Hakim", "given": "Tawfiq"}, "Hakim, T al-", id="hyphen"),
        pytest.param({"family": '"van Gogh"', "given": "Vincent"}, "van Gogh, V", id="quoted"),
    ],
)
def test_particles_that_are_demoted(name: dict[str, str], expected: str) -> None:
    """Name Particles: a particle that is never demoted is part of the family name."""
    layout = '<names variable="author"><name initialize-with="" name-as-sort-order="all"/></names>'
    option = 'demote-non-dropping-particle="display-and-sort"'
    actual = render(layout, record(author=[name]), attributes=option)

    assert expected == actual


@pytest.mark.parametrize(
    ("person", "attributes", "expected"),
    [
        ({"suffix": "Jr."}, "", "Ann Doe Jr."),
        ({"suffix": "Jr."}, 'name-as-sort-order="all"', "Doe, Ann, Jr."),
        ({"suffix": "Jr.", "comma-suffix": True}, "", "Ann Doe, Jr."),
        ({"suffix": "III"}, 'name-as-sort-order="all" sort-separator=" "', "Doe Ann III"),
        ({"suffix": "III"}, 'form="short"', "Doe"),
    ],
)
def test_suffix(person: dict[str, Any], attributes: str, expected: str) -> None:
    actual = listed([{"family": "Doe", "given": "Ann", **person}], attributes)

    assert expected == actual


@pytest.mark.parametrize(
    ("name", "attributes", "expected"),
    [
        ({"literal": "The World Bank"}, "", "The World Bank"),
        ({"literal": "The World Bank"}, 'form="short"', "The World Bank"),
        ({"literal": "The World Bank"}, 'name-as-sort-order="all"', "The World Bank"),
        ({"literal": "The World Bank"}, 'initialize-with="."', "The World Bank"),
        ({"family": "Plato"}, 'name-as-sort-order="all" initialize-with="."', "Plato"),
        ({"given": "Plato"}, "", "Plato"),
    ],
)
def test_names_that_lack_parts(name: dict[str, str], attributes: str, expected: str) -> None:
    actual = listed([name], attributes)

    assert expected == actual


# Name-part Formatting


@pytest.mark.parametrize(
    ("person", "attributes", "inner", "expected"),
    [
        pytest.param(
            author("Jane Doe"), "", '<name-part name="family" text-case="uppercase"/>',
            "Jane DOE", id="family in capitals",
        ),
        pytest.param(
            author("Jane Doe"), "", '<name-part name="given" font-style="italic"/>',
            "<i>Jane</i> Doe", id="given in italics",
        ),
        pytest.param(
            VAN_GOGH, "", '<name-part name="family" text-case="uppercase"/>',
            "Vincent VAN GOGH III", id="family formats the non-dropping particle",
        ),
        pytest.param(
            HUMBOLDT, "", '<name-part name="given" text-case="uppercase"/>',
            "ALEXANDER VON Humboldt", id="given formats the dropping particle",
        ),
        pytest.param(
            author("Jane Doe"), 'name-as-sort-order="all"',
            '<name-part name="given" prefix="(" suffix=")"/>',
            "Doe, (Jane)", id="affixes of given",
        ),
        pytest.param(
            HUMBOLDT, 'name-as-sort-order="all"',
            '<name-part name="given" prefix="(" suffix=")"/>',
            "Humboldt, (Alexander von)", id="affixes of given enclose demoted particles",
        ),
        pytest.param(
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "",
            '<name-part name="family" prefix="[" suffix="]"/>',
            "Vincent [van Gogh]", id="affixes of family enclose particles before it",
        ),
        pytest.param(
            VAN_GOGH, "", '<name-part name="family" prefix="[" suffix="]"/>',
            "Vincent [van Gogh III]", id="affixes of family enclose the suffix",
        ),
        pytest.param(
            VAN_GOGH, 'name-as-sort-order="all"',
            '<name-part name="family" prefix="[" suffix="]"/>',
            "[Gogh], Vincent van, III", id="not the suffix of an inverted name",
        ),
        pytest.param(
            author("Jane Doe"), "",
            '<name-part name="family" font-weight="bold"/>'
            '<name-part name="given" font-style="italic"/>',
            "<i>Jane</i> <b>Doe</b>", id="both",
        ),
        pytest.param(
            author("Jane Doe"), 'form="short"', '<name-part name="family" font-weight="bold"/>',
            "<b>Doe</b>", id="short form",
        ),
    ],
)  # fmt: skip
def test_name_part(person: dict[str, str], attributes: str, inner: str, expected: str) -> None:
    actual = listed([person], attributes, inner)

    assert expected == actual


def test_formatting_and_affixes_of_names_and_name() -> None:
    """Formatting, Affixes: affixes are outside of the formatting of the same element."""
    layout = (
        '<names variable="author" font-weight="bold" prefix="[" suffix="]">'
        '<name prefix="(" suffix=")"/></names>'
    )
    actual = render(layout, record(author=TWO))

    assert actual == "[<b>(Jane Doe, Sam Smith)</b>]"


# Label in cs:names


@pytest.mark.parametrize(
    ("form", "one", "two"),
    [
        ("", "Jane Doe, editor", "Jane Doe, Sam Smith, editors"),
        ("long", "Jane Doe, editor", "Jane Doe, Sam Smith, editors"),
        ("short", "Jane Doe, ed.", "Jane Doe, Sam Smith, eds."),
        ("verb", "Jane Doe, edited by", "Jane Doe, Sam Smith, edited by"),
        ("verb-short", "Jane Doe, ed. by", "Jane Doe, Sam Smith, ed. by"),
    ],
)
def test_label_forms(form: str, one: str, two: str) -> None:
    attribute = f'form="{form}"' if form else ""
    layout = f'<names variable="editor"><name/><label {attribute} prefix=", "/></names>'

    actual = tuple(render(layout, record(editor=people)) for people in (ONE, TWO))

    assert (one, two) == actual


def test_label_before_the_names() -> None:
    """Label in cs:names: its place decides the order."""
    layout = '<names variable="editor"><label form="verb" suffix=" "/><name/></names>'
    actual = render(layout, record(editor=ONE))

    assert actual == "edited by Jane Doe"


@pytest.mark.parametrize(
    ("plural", "one", "two"),
    [
        ("contextual", "Doe editor", "Doe, Smith editors"),
        ("always", "Doe editors", "Doe, Smith editors"),
        ("never", "Doe editor", "Doe, Smith editor"),
    ],
)
def test_label_plural(plural: str, one: str, two: str) -> None:
    layout = (
        '<names variable="editor"><name form="short"/>'
        f'<label plural="{plural}" prefix=" "/></names>'
    )
    actual = tuple(render(layout, record(editor=people)) for people in (ONE, TWO))

    assert (one, two) == actual


def test_label_counts_the_names_that_et_al_hides() -> None:
    layout = (
        '<names variable="editor"><name form="short" et-al-min="2" et-al-use-first="1"/>'
        '<label prefix=" "/></names>'
    )
    actual = render(layout, record(editor=TWO))

    assert actual == "Doe et al. editors"


def test_label_formatting() -> None:
    layout = (
        '<names variable="editor"><name form="short"/><label form="short" font-style="italic" '
        'strip-periods="true" text-case="capitalize-first" prefix=" (" suffix=")"/></names>'
    )
    actual = render(layout, record(editor=ONE))

    assert actual == "Doe (<i>Ed</i>)"


# Names: several variables, editor and translator


@pytest.mark.parametrize(
    ("layout", "editors", "translators", "expected"),
    [
        pytest.param(
            '<names variable="editor translator" delimiter="; "><name form="short"/>'
            '<label prefix=" (" suffix=")"/></names>',
            TWO, names("Ann Johnson"),
            "Doe, Smith (editors); Johnson (translator)", id="different persons",
        ),
        pytest.param(
            '<names variable="editor translator" delimiter="; "><name form="short"/>'
            '<label prefix=" (" suffix=")"/></names>',
            ONE, ONE, "Doe (editor &amp; translator)", id="the same person",
        ),
        pytest.param(
            '<names variable="editor translator" delimiter="; "><name form="short"/>'
            '<label form="short" prefix=" (" suffix=")"/></names>',
            TWO, TWO, "Doe, Smith (eds. &amp; trans.)", id="the same persons",
        ),
        pytest.param(
            '<names variable="editor translator" delimiter="; "><name form="short"/></names>',
            ONE, ONE, "Doe", id="without a label",
        ),
        pytest.param(
            '<names variable="translator editor" delimiter="; "><name form="short"/></names>',
            ONE, ONE, "Doe", id="in either order",
        ),
        pytest.param(
            '<names variable="editor translator" delimiter="; "><name form="short"/></names>',
            [], ONE, "Doe", id="one variable is empty",
        ),
    ],
)  # fmt: skip
def test_editors_and_translators(
    layout: str, editors: list[Any], translators: list[Any], expected: str
) -> None:
    # The terms are the style's own: locales print the ampersand in different ways.
    own = terms(
        '<term name="editortranslator"><single>editor &amp; translator</single>'
        "<multiple>editors &amp; translators</multiple></term>"
        '<term name="editortranslator" form="short"><single>ed. &amp; trans.</single>'
        "<multiple>eds. &amp; trans.</multiple></term>"
    )
    actual = render(layout, record(editor=editors, translator=translators), locale=own)

    assert expected == actual


def test_variables_are_printed_in_the_order_of_the_attribute() -> None:
    layout = '<names variable="editor author" delimiter=" / "><name form="short"/></names>'
    actual = render(layout, record(author=names("Aa"), editor=names("Ee")))

    assert actual == "Ee / Aa"


# Substitute

SUBSTITUTE = (
    '<names variable="author"><name form="short" and="text"/>'
    '<substitute><names variable="editor"/><text variable="title"/></substitute></names>'
)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"author": ONE, "editor": TWO, "title": "T"}, "Doe", id="author"),
        pytest.param({"editor": TWO, "title": "T"}, "Doe and Smith", id="editor inherits cs:name"),
        pytest.param({"title": "T"}, "T", id="title"),
        pytest.param({}, "", id="nothing"),
    ],
)
def test_substitute(fields: dict[str, Any], expected: str) -> None:
    actual = render(SUBSTITUTE, record(**fields))

    assert expected == actual


@pytest.mark.parametrize(
    ("rest", "fields", "expected"),
    [
        pytest.param(
            '<names variable="editor" prefix=" | "><name form="short"/></names>',
            {"editor": ONE}, "Doe", id="names",
        ),
        pytest.param('<text variable="title" prefix=" | "/>', {"title": "T"}, "T", id="text"),
        pytest.param(
            '<text variable="title" prefix=" | "/>', {"editor": ONE, "title": "T"}, "Doe | T",
            id="what was not substituted stays",
        ),
        pytest.param(
            '<group prefix=" | "><text value="in "/><text variable="title"/></group>',
            {"title": "T"}, "T", id="a group around it is suppressed",
        ),
        pytest.param(
            '<names variable="author" prefix=" | "/>', {"title": "T"}, "T", id="author stays empty"
        ),
    ],
)  # fmt: skip
def test_substituted_variables_are_suppressed_in_the_rest(
    rest: str, fields: dict[str, Any], expected: str
) -> None:
    actual = render(SUBSTITUTE + rest, record(**fields))

    assert expected == actual


@pytest.mark.parametrize(
    ("substitute", "rest"),
    [
        ('<text variable="title" form="short"/>', '<text variable="title"/>'),
        ('<text variable="title-short"/>', '<text variable="title"/>'),
        ('<text variable="title"/>', '<text variable="title" form="short"/>'),
        ('<text variable="title" form="short"/>', '<text variable="title" form="short"/>'),
    ],
)
def test_both_forms_of_a_substituted_variable_are_suppressed(substitute: str, rest: str) -> None:
    """They are one variable ("Substitute")."""
    layout = f'<names variable="author"><substitute>{substitute}</substitute></names>{rest}'
    fields = {"title": "The Whole Title", "title-short": "Title"}

    actual = render(layout, record(**fields))

    assert actual == ("The Whole Title" if substitute == '<text variable="title"/>' else "Title")


def test_variable_that_was_printed_before_is_not_suppressed() -> None:
    """Substitute: what was rendered before the substitute stays."""
    actual = render('<text variable="title" suffix=" | "/>' + SUBSTITUTE, record(title="T"))

    assert actual == "T | T"


def test_substitute_through_a_macro() -> None:
    layout = (
        '<names variable="author"><substitute><text macro="who"/></substitute></names>'
        '<text variable="publisher" prefix=" | "/><text variable="title" prefix=" | "/>'
    )
    macros = '<macro name="who"><text variable="publisher" font-style="italic"/></macro>'
    actual = render(layout, record(publisher="P", title="T"), macros=macros)

    assert actual == "<i>P</i> | T"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"editor": ONE, "translator": TWO, "title": "T"}, "Doe; tr. Doe and Smith; T",
                     id="the first"),
        pytest.param({"translator": TWO, "title": "T"}, "Doe and Smith; T", id="the second"),
        pytest.param({"director": ONE, "title": "T"}, "Doe; T", id="one of the inner choose"),
        pytest.param({"title": "T"}, "T", id="what follows the choose"),
    ],
)  # fmt: skip
def test_a_choose_in_a_substitute_gives_one_of_its_children(
    fields: dict[str, Any], expected: str
) -> None:
    """Substitute: rendering elements are tried one after another, within cs:choose as well."""
    layout = (
        '<names variable="author"><name form="short" and="text"/><substitute>'
        '<choose><if type="book"><names variable="editor"/><names variable="translator"/>'
        '<choose><if variable="DOI"/><else><names variable="director"/></else></choose>'
        "</if></choose>"
        '<text variable="title"/></substitute></names>'
        '<names variable="translator" prefix="; tr. "><name form="short" and="text"/></names>'
        '<text variable="title" prefix="; "/>'
    )
    actual = render(layout, record(**fields))

    assert expected == actual


def test_a_substitute_prints_a_variable_once() -> None:
    """Substitute: what was rendered is suppressed, within the substitute as well."""
    layout = (
        '<names variable="author"><substitute><group delimiter=", ">'
        '<text variable="publisher"/><text macro="where"/></group></substitute></names>'
    )
    macros = (
        '<macro name="where"><group delimiter=": "><text variable="publisher-place"/>'
        '<text variable="publisher"/></group></macro>'
    )
    actual = render(layout, record(publisher="P", publisher_place="L"), macros=macros)

    assert actual == "P, L"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"author": ONE}, "[<i>Doe</i>]", id="names"),
        pytest.param({"editor": ONE}, "[<i>Doe</i>]", id="other names"),
        pytest.param({"translator": ONE}, "[<i>Doe</i>]", id="names in a choose"),
        pytest.param({"title": "T"}, "T", id="a text"),
    ],
)
def test_affixes_and_formatting_of_names_are_for_names(
    fields: dict[str, Any], expected: str
) -> None:
    """A substitute that is no cs:names is written as it is."""
    layout = (
        '<names variable="author" prefix="[" suffix="]" font-style="italic"><name form="short"/>'
        '<substitute><names variable="editor"/>'
        '<choose><if type="book"><names variable="translator"/></if></choose>'
        '<text variable="title"/></substitute></names>'
    )
    actual = render(layout, record(**fields))

    assert expected == actual


def test_a_list_that_is_cut_short_is_formatted_as_one() -> None:
    """The formatting of cs:name covers "et al.", unless cs:et-al has its own."""
    name = '<name form="short" et-al-min="2" et-al-use-first="1" font-weight="bold"/>'
    plain = render(f'<names variable="author">{name}</names>', record(author=TWO))
    own = render(
        f'<names variable="author">{name}<et-al font-weight="normal"/></names>', record(author=TWO)
    )

    assert plain == "<b>Doe et al.</b>"
    assert own == '<b>Doe <span style="font-weight:normal;">et al.</span></b>'


def test_substitute_keeps_the_label_and_et_al_of_the_parent() -> None:
    """Substitute: the short cs:names inherits cs:name and cs:et-al."""
    layout = (
        '<names variable="author"><name form="short" et-al-min="2" et-al-use-first="1"/>'
        '<et-al term="and others"/><label prefix=", " form="short"/>'
        '<substitute><names variable="editor"/></substitute></names>'
    )
    actual = render(layout, record(editor=TWO))

    assert actual == "Doe and others, eds."


def test_substitute_with_names_of_its_own() -> None:
    layout = (
        '<names variable="author"><name form="short"/><substitute>'
        '<names variable="editor"><name form="long" name-as-sort-order="all"/></names>'
        "</substitute></names>"
    )
    actual = render(layout, record(editor=ONE))

    assert actual == "Doe, Jane"


# Inheritable Name Options


@pytest.mark.parametrize(
    ("style", "citation", "name", "expected"),
    [
        pytest.param('and="text"', "", "", "Jane Doe and Sam Smith", id="style"),
        pytest.param('and="text"', 'and="symbol"', "", "Jane Doe &amp; Sam Smith", id="citation"),
        pytest.param(
            'and="symbol"', 'and="symbol"', 'and="text"', "Jane Doe and Sam Smith", id="name"
        ),
        pytest.param('name-form="short"', "", "", "Doe, Smith", id="name-form"),
        pytest.param('name-delimiter="/"', "", "", "Jane Doe/Sam Smith", id="name-delimiter"),
        pytest.param(
            'name-form="short"', 'name-form="long"', "", "Jane Doe, Sam Smith", id="lower level"
        ),
        pytest.param(
            'et-al-min="2"', 'et-al-use-first="1"', "", "Jane Doe et al.", id="two levels"
        ),
        pytest.param('initialize-with="."', "", "", "J. Doe, S. Smith", id="initialize-with"),
        pytest.param(
            'name-as-sort-order="all"', 'sort-separator=" "', "", "Doe Jane, Smith Sam", id="order"
        ),
    ],
)
def test_inherited_options(style: str, citation: str, name: str, expected: str) -> None:
    layout = f'<names variable="author"><name {name}/></names>'
    actual = render(layout, record(author=TWO), attributes=style, citation=citation)

    assert expected == actual


@pytest.mark.parametrize(
    ("style", "names_attribute", "expected"),
    [("names-delimiter=' + '", "", "Aa + Ee"), ("names-delimiter=' + '", "delimiter='/'", "Aa/Ee")],
)
def test_names_delimiter_is_inherited(style: str, names_attribute: str, expected: str) -> None:
    layout = f'<names variable="author editor" {names_attribute}/>'
    fields = record(author=names("Aa"), editor=names("Ee"))
    actual = render(layout, fields, attributes=style)

    assert expected == actual


def test_options_of_the_bibliography_are_not_those_of_the_citation() -> None:
    layout = '<names variable="author"/>'
    text = csl(
        layout,
        f'<bibliography et-al-min="2" et-al-use-first="1"><layout>{layout}</layout></bibliography>',
        citation='name-form="short"',
    )
    made = [*cited(text, [record(author=TWO)])]

    assert made == ["Doe, Smith"]


def test_unknown_names_variable_prints_nothing() -> None:
    actual = entry('<names variable="title"/>', record(title="T", issued=date(2000)))

    assert actual == ""


def test_cite_of_a_record_without_names() -> None:
    made = cited(csl('<names variable="author"/>'), [record()], [Cite("a")])

    assert made == [""]


# Appendix IV: name variables


@pytest.mark.parametrize("variable", sorted(NAME_VARIABLES))
def test_every_name_variable(variable: str) -> None:
    actual = render(f'<names variable="{variable}"/>', record(**{variable: TWO}))

    assert actual == "Jane Doe, Sam Smith"


def test_name_variables_are_those_of_the_appendix() -> None:
    appendix = """
        author chair collection-editor compiler composer container-author contributor curator
        director editor editorial-director editor-translator executive-producer guest host
        illustrator interviewer narrator organizer original-author performer producer recipient
        reviewed-author script-writer series-creator translator
    """.split()

    assert set(appendix) == NAME_VARIABLES


EDITOR_TRANSLATOR = '<names variable="editor-translator"><label form="short" prefix=", "/></names>'


@pytest.mark.parametrize(
    ("layout", "fields", "expected"),
    [
        pytest.param(
            EDITOR_TRANSLATOR, {"editor-translator": ONE}, "Jane Doe, ed. &amp; trans.", id="given"
        ),
        pytest.param(
            EDITOR_TRANSLATOR, {"editor": ONE, "translator": ONE}, "", id="not made of two"
        ),
        pytest.param(
            EDITOR_TRANSLATOR.replace("editor-translator", "editor translator"),
            {"editor": ONE, "translator": ONE}, "Jane Doe, ed. &amp; trans.", id="merged",
        ),
    ],
)  # fmt: skip
def test_editor_translator(layout: str, fields: dict[str, Any], expected: str) -> None:
    """Appendix IV has editor-translator made where editor and translator are the same. Styles in
    use print it beside "editor translator", which "Names" merges, and would name the persons
    twice; so it is only what a record has."""
    actual = entry(layout, record(**fields))

    assert expected == actual
