"""Each rule finds what it names, and nothing in a style that follows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from citeformat import Problem, SourceError, lint_style
from citeformat.styles import catalogue

GOOD = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info>
    <title>Journal of Good Styles</title>
    <id>http://www.zotero.org/styles/journal-of-good-styles</id>
    <link href="http://www.zotero.org/styles/journal-of-good-styles" rel="self"/>
    <link href="http://www.zotero.org/styles/nature" rel="template"/>
    <link href="https://example.org/guide" rel="documentation"/>
    <category citation-format="numeric"/>
    <category field="science"/>
    <issn>2345-6787</issn>
    <updated>2024-01-31T12:00:00+00:00</updated>
    <rights license="http://creativecommons.org/licenses/by-sa/3.0/">This work is licensed under a Creative Commons Attribution-ShareAlike 3.0 License</rights>
  </info>
  <macro name="title">
    <text variable="title"/>
  </macro>
  <citation>
    <layout vertical-align="sup">
      <text variable="citation-number"/>
    </layout>
  </citation>
  <bibliography second-field-align="flush">
    <layout suffix=".">
      <text variable="citation-number" suffix="."/>
      <text macro="title"/>
      <text term="in" prefix=" "/>
    </layout>
  </bibliography>
</style>
"""  # noqa: E501 - the repository wants the licence in one line
DEPENDENT = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="en-US">
  <info>
    <title>Journal of Good Styles</title>
    <id>http://www.zotero.org/styles/journal-of-good-styles</id>
    <link href="http://www.zotero.org/styles/journal-of-good-styles" rel="self"/>
    <link href="http://www.zotero.org/styles/nature" rel="independent-parent"/>
    <category citation-format="numeric"/>
    <category field="science"/>
    <updated>2024-01-31T12:00:00+00:00</updated>
    <rights license="http://creativecommons.org/licenses/by-sa/3.0/">This work is licensed under a Creative Commons Attribution-ShareAlike 3.0 License</rights>
  </info>
</style>
"""  # noqa: E501


def lint(folder: Path, text: str, name: str = "journal-of-good-styles.csl") -> list[Problem]:
    """Check a style in a file."""
    path = folder / name
    path.write_text(text, "utf-8")
    return list(lint_style(path))


@pytest.mark.parametrize("text", [GOOD, DEPENDENT], ids=["independent", "dependent"])
def test_a_good_style(tmp_path: Path, text: str) -> None:
    assert lint(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "severity", "line", "message"),
    [
        ("styles/journal-of-good-styles</id>", "styles/other</id>", "warning", 5,
         "does not have the name of the file"),
        ('styles/journal-of-good-styles" rel="self"', 'styles/other" rel="self"', "warning", 6,
         'of rel "self" does not have the name of the file'),
        ('rel="self"', 'rel="documentation"', "warning", 3, 'there is no link of rel "self"'),
        ('rel="documentation"', 'rel="template"', "info", 3,
         'there is no link of rel "documentation"'),
        ("styles/nature", "styles/no-such-style", "warning", 7, "which does not exist"),
        ("styles/nature", "styles/the-lancet-oncology", "warning", 7, "which is a dependent style"),
        ("http://www.zotero.org/styles/nature", "https://example.org/nature", "warning", 7,
         "does not lead to the repository"),
        ("by-sa/3.0", "by/4.0", "warning", 13, "not CC BY-SA 3.0"),
        ("This work", "This style", "warning", 13, "not that of the repository"),
        (' citation-format="numeric"', ' field="law"', "warning", 9,
         "no cs:category has a citation-format"),
        ('"numeric"', '"note"', "warning", 2, "the class is 'in-text', but the citation-format is"),
        ('    <category field="science"/>\n', "", "info", 3, "no cs:category has a field"),
        ("2345-6787", "2345-6782", "warning", 11, "the ISSN 2345-6782 should be 7"),
        ("2345-6787", "23456781", "warning", 11, "is not an ISSN"),
        ("2345-6787", "0028-0836", "warning", 11, "has the ISSN 0028-0836 too"),
        ("2024-01-31", "2924-01-31", "warning", 12, "is in the future"),
        ("2024-01-31T12:00:00+00:00", "yesterday", "warning", 12, "is not an ISO 8601 time"),
        ("Journal of Good Styles", "JGS", "info", 4, "is an abbreviation"),
        ("Journal of Good Styles", "Nature", "warning", 4, "has the title 'Nature' too"),
        ("en-US", "de-DE", "warning", 4, "does not name the language of the style, de-DE"),
        ('<text macro="title"/>', '<text variable="title"/>', "warning", 15,
         "the macro 'title' is not used"),
        ('<layout vertical-align="sup">\n      <text', '<layout>\n      <text vertical-align="sup"',
         "info", 20, "the number is raised"),
        ('<text macro="title"/>', '<text macro="title" prefix=" "/>', "info", 26,
         "the second field begins with a space"),
        ('<text macro="title"/>', '<text macro="title" suffix=", "/>', "info", 27,
         "a suffix ends in a space"),
        ('term="in"', 'value="in:"', "info", 27, "the text 'in:' is a word that locales have"),
        ("<issn>2345-6787</issn>", "<issnl>2345-6780</issnl>", "warning", 11, "check digit"),
        ("  <citation>", "    <citation>", "info", 18, "is not indented by 2 spaces"),
        ("Good Styles</title>\n", "Good\u2028Styles</title>\n ", "info", 5, "is not indented by 4"),
        ('<text macro="title"/>', '<text macro="none"/>', "error", 26,
         "the macro 'none' is not defined"),
        ('variable="title"', 'variable="titel"', "warning", 16, "no variable 'titel'"),
        ("<title>Journal of Good Styles</title>", "", "warning", 3, "cs:info has no cs:title"),
    ],
)  # fmt: skip
def test_rules(tmp_path: Path, old: str, new: str, severity: str, line: int, message: str) -> None:
    assert old in GOOD

    found = lint(tmp_path, GOOD.replace(old, new))

    assert [each for each in found if message in each.message and each.severity == severity
            and each.line == line and each.source.endswith(".csl")], found  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("styles/nature", "styles/no-such-style", 7, "which does not exist"),
        ("styles/nature", "styles/apa", 3, "but that of apa is 'author-date'"),
        ("</info>", '</info><macro name="x"><text value="y"/></macro>', 12,
         "a dependent style has no cs:macro"),
        ("<category field", '<link href="http://www.zotero.org/styles/apa" rel="template"/>\n'
         "    <category field", 9, 'a dependent style has no link of rel "template"'),
        ('rel="self"', 'rel="selfish"', 6, "the schema of CSL reports"),
    ],
)  # fmt: skip
def test_rules_for_dependent_styles(
    tmp_path: Path, old: str, new: str, line: int, message: str
) -> None:
    assert old in DEPENDENT

    found = lint(tmp_path, DEPENDENT.replace(old, new))

    assert [each for each in found if message in each.message and each.line == line], found


def test_each_finding_says_what_to_do(tmp_path: Path) -> None:
    found = lint(tmp_path, GOOD.replace("styles/journal-of-good-styles", "other"), "Bad_Name.csl")

    assert found
    assert all(problem.hint for problem in found)


def test_the_name_of_the_file(tmp_path: Path) -> None:
    messages = [problem.message for problem in lint(tmp_path, GOOD, "Good_Styles.csl")]

    assert "the file name 'Good_Styles.csl' is not that of a style" in messages


def test_a_new_style_may_have_a_uuid(tmp_path: Path) -> None:
    uuid = "fa1f25a6-1d63-4936-909b-f275ba16ac15"
    text = GOOD.replace("http://www.zotero.org/styles/journal-of-good-styles</id>", f"{uuid}</id>")

    assert lint(tmp_path, text) == []


def test_text_has_no_name_to_compare() -> None:
    assert lint_style(GOOD) == ()


def test_the_language_may_be_named_with_accents(tmp_path: Path) -> None:
    text = GOOD.replace("en-US", "ru-RU").replace("Good Styles<", "Good Styles (Ру́сский)<")

    assert lint(tmp_path, text) == []


@pytest.mark.parametrize("text", ["<style", "<html/>", "", "no style at all"])
def test_other_files(tmp_path: Path, text: str) -> None:
    (problem,) = lint(tmp_path, text)

    assert problem.severity == "error"


def test_a_missing_file() -> None:
    with pytest.raises(SourceError, match="no-such-file"):
        lint_style("no-such-file.csl")


@pytest.mark.parametrize(
    "name", ["nature", "nlm-citation-sequence", "elsevier-harvard", "harvard-cite-them-right"]
)
def test_well_kept_styles_of_the_repository(name: str) -> None:
    path = catalogue.file_of(name)
    assert path is not None

    assert [problem for problem in lint_style(path) if problem.severity != "info"] == []
