"""The extension of Sphinx: real builds of small projects."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from sphinx.errors import ConfigError

from citeformat.integrations.sphinx.filters import FilteredWork, is_chosen, parse_filter
from citeformat.integrations.sphinx.settings import SETTINGS, check_settings
from citeformat.integrations.sphinx.targets import parse_targets
from tests.integrations.site import check_site, run
from tests.samples import csl

BIB = r"""
@book{knuth1984, author = {Donald E. Knuth}, title = {The {\TeX}book}, publisher = {Addison-Wesley},
  year = 1984, keywords = {typesetting}}
@article{turing1950, author = {Alan M. Turing}, title = {Computing Machinery and Intelligence},
  journal = {Mind}, volume = 59, pages = {433--460}, year = 1950}
@article{watson1953, author = {James D. Watson and Francis H. C. Crick and Ann Third},
  title = {Molecular Structure}, journal = {Nature}, volume = 171, year = 1953}
@book{doe:a, author = {Jane Doe}, title = {Growth of 100\% \& more}, year = 2020, publisher = {P}}
@book{doe.b, author = {Jane Doe}, title = {Another}, year = 2020, publisher = {P}}
"""

CONF = """
extensions = ["citeformat.sphinx"]
bibtex_bibfiles = ["refs.bib"]
citeformat_style = "apa"
project = "Project"
"""

INDEX = """
Title
=====

.. toctree::

   roles
   refs

Beginning :cite:`doe:a`.
"""

ROLES = """
Roles
=====

- p: :cite:p:`{see}knuth1984{p. 7},{also}turing1950{chap. 2 and more}`
- ps: :cite:ps:`knuth1984`
- t: :cite:t:`turing1950{p. 433}`, :cite:t:`knuth1984,turing1950`
- ts: :cite:ts:`watson1953`
- ct: :cite:ct:`knuth1984`
- cts: :cite:cts:`knuth1984`
- alp: :cite:alp:`knuth1984{p. 7}`
- alps: :cite:alps:`doe.b`
- author: :cite:author:`watson1953`
- authors: :cite:authors:`watson1953`
- authorpar: :cite:authorpar:`knuth1984`
- cauthor: :cite:cauthor:`knuth1984`
- year: :cite:year:`doe.b`
- yearpar: :cite:yearpar:`knuth1984`
- label: :cite:label:`knuth1984`
- labelpar: :cite:labelpar:`knuth1984`
- title: :cite:title:`doe:a`
- empty: :cite:empty:`knuth1984`
- foot: x\\ :footcite:p:`knuth1984` and :footcite:t:`turing1950`

.. footbibliography::
"""

REFS = """
References
==========

.. bibliography::
   :all:
"""


def project(folder: Path, files: dict[str, str], conf: str = CONF) -> Path:
    """Write a project."""
    folder.mkdir(exist_ok=True)
    for name, text in {"refs.bib": BIB, "conf.py": conf, **files}.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def build(folder: Path, builder: str, *options: str, out: str = "") -> str:
    """Build a project, and return its warnings."""
    target = folder / "_build" / (out or builder)
    doctrees = folder / "_build" / f"doctrees-{out or 'all'}"
    places = "-d", str(doctrees), str(folder), str(target)
    return run("sphinx", "-q", "-b", builder, *options, *places, cwd=folder)


@pytest.fixture(name="roles", scope="module")
def _roles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roles")
    return project(folder, {"index.rst": INDEX, "roles.rst": ROLES, "refs.rst": REFS})


@pytest.mark.slow
def test_roles(roles: Path) -> None:
    assert build(roles, "text") == ""

    text = (roles / "_build/text/roles.txt").read_text("utf-8")
    lines = [" ".join(item.split()) for item in re.split(r"\n\n|\n(?=\[\d)", text)]
    pairs = [item[2:].partition(":")[::2] for item in lines if item.startswith("* ")]
    found = {role: text.strip() for role, text in pairs}
    assert found == {
        "p": "(see Knuth, 1984, p. 7; also Turing, 1950, Chapter 2 and more)",
        "ps": "(Knuth, 1984)",
        "t": "Turing (1950, p. 433), Knuth (1984), Turing (1950)",
        "ts": "Watson, Crick and Third (1953)",
        "ct": "Knuth (1984)",
        "cts": "Knuth (1984)",
        "alp": "Knuth, 1984, p. 7",
        "alps": "Doe, 2020a",
        "author": "Watson et al.",
        "authors": "Watson, Crick and Third",
        "authorpar": "(Knuth)",
        "cauthor": "Knuth",
        "year": "2020a",
        "yearpar": "(1984)",
        "label": "Knuth, 1984",
        "labelpar": "(Knuth, 1984)",
        "title": "Growth of 100% & more",
        "empty": "",
        "foot": "x[1] and Turing[2]",
    }
    notes = [line for line in lines if line.startswith("[")]
    assert notes == [
        "[1] Knuth, D. E. (1984). *The TeXbook*. Addison-Wesley.",
        "[2] Turing, A. M. (1950). Computing machinery and intelligence. *Mind*, *59*, 433–460.",
    ]
    assert "(Doe, 2020b)" in (roles / "_build/text/index.txt").read_text("utf-8")


@pytest.mark.slow
def test_html_links_both_ways(roles: Path) -> None:
    assert build(roles, "html") == ""

    folder = roles / "_build/html"
    assert check_site(folder) > 10
    page = (folder / "roles.html").read_text("utf-8")
    assert 'href="refs.html#ref-knuth1984" title="Knuth, D. E. (1984). The TeXbook.' in page
    refs = (folder / "refs.html").read_text("utf-8")
    assert re.search(r'<a class="citation-backref[^"]*" href="roles.html#cite-roles-\d+">', refs)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("furo") is None, reason="Furo is not installed")
def test_furo(roles: Path) -> None:
    assert build(roles, "html", "-D", "html_theme=furo", out="furo") == ""

    folder = roles / "_build/furo"
    assert check_site(folder) > 10
    page = (folder / "refs.html").read_text("utf-8")
    assert '<p class="csl-entry" id="ref-knuth1984">' in page
    assert "citeformat.css" in page


@pytest.mark.slow
@pytest.mark.parametrize("builder", ["latex", "epub", "man", "singlehtml"])
def test_builders(roles: Path, builder: str) -> None:
    said = [line for line in build(roles, builder).splitlines() if "citeformat" in line.lower()
            or "cite" in line]  # fmt: skip

    assert said == []
    folder = roles / "_build" / builder
    if builder == "latex":
        source = (folder / "project.tex").read_text("utf-8")
        labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", source))
        links = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", source)
        assert len([link for link in links if "ref-" in link]) > 15
        assert set(links) <= labels
        assert r"\sphinxstyleemphasis{The TeXbook}" in source
    elif builder == "epub":
        (book,) = folder.glob("*.epub")
        with ZipFile(book) as archive:
            tree = ElementTree.fromstring(archive.read("roles.xhtml"))
        assert "Watson, Crick and Third (1953)" in " ".join("".join(tree.itertext()).split())
    elif builder == "singlehtml":
        assert check_site(folder) > 10
    else:
        assert "Watson, Crick and Third" in next(folder.glob("*.1")).read_text("utf-8")


@pytest.mark.slow
def test_unknown_keys_warn_with_their_place(tmp_path: Path) -> None:
    text = (
        INDEX.replace("   roles\n   refs\n", "")
        + "\nNobody :cite:t:`nobody1900`.\n\n"
        + (
            ".. bibliography:: other.bib\n   :filter: cited and\n   :list: table\n"
            "   :enumtype: greek\n   :style: no-such-style\n\n   missing\n"
        )
    )
    said = build(project(tmp_path / "x", {"index.rst": text}), "text")

    line = text[: text.index("Nobody")].count("\n") + 1
    assert f'index.rst:{line}: WARNING: could not find bibtex key "nobody1900"' in said
    assert "unknown enumerated list type 'greek'" in said
    line = text[: text.index(".. bibliography:: other.bib")].count("\n") + 1
    assert f"index.rst:{line}: WARNING: there is no style named 'no-such-style'" in said
    for subtype in ("key_not_found", "filter_syntax_error", "list_type_error", "bibfile_error"):
        assert f"[bibtex.{subtype}]" in said
    assert "**nobody1900?**" in (tmp_path / "x/_build/text/index.txt").read_text("utf-8")


LISTS = """
Lists
=====

:cite:`knuth1984`, :cite:p:`A-turing1950`, :cite:p:`watson1953`.

.. bibliography::
   :filter: cited and type == "book" and keywords % "typeset"

.. bibliography::
   :keyprefix: A-
   :labelprefix: A

.. bibliography::
   :list: enumerated
   :enumtype: upperroman
   :start: 3
   :filter: author % "doe" or key == "watson1953"

.. bibliography::
   :list: bullet
   :style: apa
   :notcited:

   watson1953
"""


@pytest.mark.slow
def test_lists(tmp_path: Path) -> None:
    conf = CONF.replace('"apa"', '"ieee"')
    folder = project(tmp_path / "x", {"index.rst": LISTS}, conf)
    assert build(folder, "text") == ""

    text = (folder / "_build/text/index.txt").read_text("utf-8")
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    assert parts[1:3] == [
        "[1], [A1], [2].",
        "[1] D. E. Knuth, *The TeXbook*. Addison-Wesley, 1984.",
    ]
    assert parts[3].startswith("[A1] A. M. Turing, “Computing machinery and intelligence,”")
    assert [part.split(" ", 1)[0] for part in parts[4:7]] == ["3.", "4.", "5."]
    assert any(part.startswith("* Doe, J. (2020a). *Another*. P.") for part in parts)
    assert any(part.startswith("* Watson, J. D., Crick") for part in parts)


@pytest.mark.slow
@pytest.mark.skipif(find_spec("myst_parser") is None, reason="MyST is not installed")
def test_myst(tmp_path: Path) -> None:
    conf = CONF.replace('"citeformat.sphinx"', '"citeformat.sphinx", "myst_parser"')
    page = (
        "# Title\n\nSee [@knuth1984, p. 3; @doe.b] and @turing1950, `@code`, me@x.org, "
        "{cite:t}`doe:a`.\n\n```\n[@knuth1984]\n```\n\n```{bibliography}\n```\n"
    )
    folder = project(tmp_path / "x", {"index.md": page}, conf)
    assert build(folder, "text") == ""

    text = " ".join((folder / "_build/text/index.txt").read_text("utf-8").split())
    assert (
        'See (Doe, 2020a; Knuth, 1984, p. 3) and Turing (1950), "@code", me@x.org, Doe (2020b).'
        in text
    )
    assert " [@knuth1984] " in text
    assert "Knuth, D. E. (1984). *The TeXbook*" in text


@pytest.mark.slow
def test_a_list_that_the_builder_leaves_out_has_no_links(tmp_path: Path) -> None:
    files = {"index.rst": "Title\n=====\n\nAs :cite:`knuth1984`.\n",
             "refs.rst": ":orphan:\n" + REFS}  # fmt: skip
    folder = project(tmp_path / "x", files)

    build(folder, "latex")

    source = (folder / "_build/latex/project.tex").read_text("utf-8")
    assert "(Knuth, 1984)" in source
    assert "ref-knuth1984" not in source


def many(folder: Path) -> Path:
    """Write a project of 14 documents with one numbering."""
    keys = ["knuth1984", "turing1950", "watson1953", "doe:a", "doe.b"]
    names = [f"page{number:02}" for number in range(12)]
    files = {"index.rst": "Title\n=====\n\n.. toctree::\n\n   " + "\n   ".join([*names, "refs"])}
    files["refs.rst"] = REFS.replace("   :all:\n", "")
    for number, name in enumerate(names):
        cited = keys[number % 5], keys[(number * 2) % 5]
        files[f"{name}.rst"] = (
            f"{name}\n======\n\nAs :cite:t:`{cited[0]}` and :cite:`{cited[1]}`.\n"
        )
    return project(folder, files)


def contents(folder: Path) -> dict[str, bytes]:
    """The HTML of a build."""
    return {path.name: path.read_bytes() for path in folder.glob("*.html")}


@pytest.mark.slow
def test_parallel_builds_give_the_same_bytes(tmp_path: Path) -> None:
    folder = many(tmp_path / "x")

    build(folder, "html", "-j", "1", out="one")
    build(folder, "html", "-j", "4", out="four")

    one, four = (contents(folder / "_build" / name) for name in ("one", "four"))
    assert one == four
    assert len(one) > 14


@pytest.mark.slow
def test_warnings_are_repeated_until_they_are_mended(tmp_path: Path) -> None:
    folder = project(tmp_path / "x", {"index.rst": "Title\n=====\n\n:cite:`knuth1983`\n"})
    said = build(folder, "text")
    assert 'could not find bibtex key "knuth1983" (did you mean knuth1984?)' in said

    assert 'could not find bibtex key "knuth1983"' in build(folder, "text")

    (folder / "refs.bib").write_text(BIB.replace("knuth1984,", "knuth1983,"), "utf-8")
    assert build(folder, "text") == ""


@pytest.mark.slow
def test_problems_of_cited_entries_are_warnings(tmp_path: Path) -> None:
    folder = project(tmp_path / "x", {"index.rst": "Title\n=====\n\n:cite:`a`\n"})
    bad = "@book{%s, title = {The \\unknownmacro}, author = {Ann Author}, year = 2001}\n"
    (folder / "refs.bib").write_text(bad % "a" + bad % "b", "utf-8")

    (said,) = build(folder, "text").splitlines()

    assert said.endswith("[bibtex.bibfile_data_error]")
    assert "refs.bib:1: WARNING: the command \\unknownmacro is not known" in said


@pytest.mark.slow
def test_problems_of_styles_and_texts_are_warnings(tmp_path: Path) -> None:
    conf = CONF.replace("apa", "vancouver") + 'citeformat_locale = "eo"\n'
    files = {"index.rst": "Title\n=====\n\n:cite:p:`empty`\n\n.. bibliography::\n",
             "refs.bib": "@misc{empty,}\n"}  # fmt: skip
    said = build(project(tmp_path / "x", files, conf), "text").splitlines()

    assert [re.sub(r"^.*WARNING: ", "", line) for line in said] == [
        "the style prints nothing for 'empty' (authors, year and title are printed instead) "
        "[bibtex.bibfile_data_error]",
        "nlm-citation-sequence: the locale 'eo' has no terms; English terms are used (choose "
        "another locale, or add a cs:locale with its terms to the style) "
        "[bibtex.style_data_error]",
    ]


class Config(dict[str, Any]):
    """The settings of a project."""

    def __getattr__(self, name: str) -> Any:
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value


def config_with(**changed: Any) -> Any:
    """Return the settings of a project with one file, and some of them changed."""
    defaults = {name: setting.default for name, setting in SETTINGS.items()}
    return Config({**defaults, "bibtex_bibfiles": ["refs.bib"], **changed})


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("bibtex_bibfiles", None, "You must configure the bibtex_bibfiles setting"),
        ("bibtex_bibfiles", "refs.bib", "a list of names of files, not 'refs.bib'"),
        ("bibtex_bibfiles", [5], "has 5, which is not the name of a file"),
        ("citeformat_style", ["apa"], "citeformat_style is text, not ['apa']"),
        ("bibtex_bibliography_header", 5, "bibtex_bibliography_header is text, not 5"),
        ("bibtex_cite_id", "{id}", "a template with {key} and {bibliography_count}, not '{id}'"),
        ("bibtex_cite_id", "{key.id}", "no attribute 'id'"),
        ("bibtex_bibliography_id", "{", "a template with {bibliography_count}, not '{'"),
    ],
)
def test_settings_of_another_kind_are_refused(name: str, value: object, message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        check_settings(None, config_with(**{name: value}))


def test_none_is_the_default_of_a_text() -> None:
    config = config_with(citeformat_style=None, bibtex_cite_id="{key}-{bibliography_count}")

    check_settings(None, config)

    assert config.citeformat_style == ""


@pytest.mark.slow
def test_only_pages_whose_text_changed_are_written(tmp_path: Path) -> None:
    folder = many(tmp_path / "x")
    build(folder, "html")
    out = folder / "_build/html"
    before = {path.name: path.stat().st_mtime_ns for path in out.glob("page*.html")}
    path = folder / "refs.bib"
    path.write_text(BIB.replace("year = 1950", "year = 1951"), "utf-8")

    build(folder, "html")

    written = {
        path.name for path in out.glob("page*.html") if path.stat().st_mtime_ns != before[path.name]
    }
    assert written == {
        path.name for path in out.glob("page*.html") if "1951" in path.read_text("utf-8")
    }
    assert 0 < len(written) < 12
    before = {each.name: each.stat().st_mtime_ns for each in out.glob("page*.html")}
    page = folder / "page03.rst"
    page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
    build(folder, "html")
    written = {each.name for each in out.glob("page*.html")
               if each.stat().st_mtime_ns != before[each.name]}  # fmt: skip
    assert written == {"page03.html"}
    fresh = many(tmp_path / "y")
    (fresh / "page03.rst").write_bytes(page.read_bytes())
    (fresh / "refs.bib").write_text(path.read_text("utf-8"), "utf-8")
    build(fresh, "html")
    assert contents(out) == contents(fresh / "_build/html")


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["citeformat_style", "bibtex_default_style"])
def test_a_changed_style_is_used(tmp_path: Path, setting: str) -> None:
    style = '<text value="%s"/>'
    conf = CONF.replace("citeformat_style", setting).replace('"apa"', '"own.csl"')
    files = {"index.rst": "Title\n=====\n\n:cite:p:`knuth1984`\n", "own.csl": csl(style % "old")}
    folder = project(tmp_path / "x", files, conf)
    build(folder, "text")

    (folder / "own.csl").write_text(csl(style % "newer"), "utf-8")
    build(folder, "text")

    assert "newer" in (folder / "_build/text/index.txt").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "a b", "{see a", "a{p. 3", "a{p}{q}"])
def test_malformed_targets_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="keys with commas between them"):
        parse_targets(text)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("cited", True),
        ("not cited", False),
        ("docname in docnames", True),
        ('docnames == {"index"}', False),
        ('{"index"} <= docnames', True),
        ('type == "book" and year > "1950"', True),
        ('type in {"article", "misc"}', False),
        ('author % "^knuth" or key == "b"', True),
        ('missing == ""', True),
        ('docnames & {"index", "a"} == {"index"}', True),
        ('"a" in docnames | {"a"}', True),
        ('key == "doe:a"', True),
        ("True", True),
    ],
)
def test_filters(expression: str, expected: bool) -> None:
    entry = {"type": "book", "author": "Knuth, Donald", "year": "1984"}
    work = FilteredWork("Doe:A", "index", {"index", "other"}, lambda: entry)

    assert is_chosen(parse_filter(expression), work) is expected


@pytest.mark.parametrize("expression", ["__import__('os')", "key.upper()", "1 +", "key < 1",
                                        "author % '('", "key is key"])  # fmt: skip
def test_other_expressions_are_refused(expression: str) -> None:
    work = FilteredWork("a", "index", set(), lambda: {"author": "x"})

    with pytest.raises(ValueError, match=r"."):
        is_chosen(parse_filter(expression), work)


OTHER_ROLES = ROLES.replace("- title: :cite:title:`doe:a`\n", "")
OTHER_CONF = """
extensions = ["citeformat.sphinx"]
bibtex_bibfiles = ["refs.bib", "more.bib"]
bibtex_default_style = "alpha"
bibtex_reference_style = "label"
bibtex_foot_reference_style = "foot"
bibtex_tooltips = True
bibtex_tooltips_style = "unsrt"
bibtex_encoding = "utf-8-sig"
bibtex_bibliography_header = ".. rubric:: References"
bibtex_footbibliography_header = ".. rubric:: Notes"
bibtex_cite_id = "cite-{bibliography_count}-{key}"
bibtex_footcite_id = "note-{key}"
bibtex_bibliography_id = "list-{bibliography_count}"
bibtex_footbibliography_id = "notes-{footbibliography_count}"
"""
"""All settings of sphinxcontrib-bibtex."""


@pytest.mark.slow
def test_a_project_of_sphinxcontrib_bibtex(tmp_path: Path) -> None:
    """Only the name of the extension is changed."""
    more = "@misc{extra, title = {Extra}, author = {Eve Extra}, year = 2001}"
    lists = (
        LISTS.replace(":style: apa", ":style: unsrt").replace(
            ".. bibliography::\n   :keyprefix:", ".. bibliography:: refs.bib\n   :keyprefix:"
        )
        + "\n.. bibliography:: more.bib\n   :list: enumerated\n   :start: continue\n   :all:\n"
    )
    toctree = INDEX.replace("   roles\n   refs\n", "   roles\n   lists\n")
    files = {"index.rst": toctree, "roles.rst": OTHER_ROLES, "lists.rst": lists, "more.bib": more}
    folder = project(tmp_path / "x", files, OTHER_CONF)

    assert build(folder, "html") == ""
    build(folder, "text")

    assert check_site(folder / "_build/html") > 10
    roles = (folder / "_build/text/roles.txt").read_text("utf-8")
    assert "t: Turing [Turi50, p.433], Knuth [Knut84], Turing [Turi50]" in " ".join(roles.split())
    made = (folder / "_build/text/lists.txt").read_text("utf-8")
    assert "[ATuri50]" in made
    assert "\n6. " in made
    page = (folder / "_build/html/lists.html").read_text("utf-8")
    for id in ("list-1", "cite-1-knuth1984"):
        assert f'id="{id}"' in page
    assert 'id="note-knuth1984"' in (folder / "_build/html/roles.html").read_text("utf-8")
