"""The plugin of MkDocs: real builds of small sites."""

from __future__ import annotations

import importlib
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from citeformat.styles import loader
from tests.integrations.site import Html, check_site, run

BIB = r"""
@book{knuth1984, author = {Donald E. Knuth}, title = {The {\TeX}book}, publisher = {Addison-Wesley},
  year = 1984}
@article{turing1950, author = {Alan M. Turing}, title = {Computing Machinery and Intelligence},
  journal = {Mind}, year = 1950}
@book{doe:a, author = {Jane Doe}, title = {Zebra}, year = 2020, publisher = {Press}}
@book{doe.b, author = {Jane Doe}, title = {Another}, year = 2020, publisher = {Press}}
"""
PAGES = {
    "index.md": "# Home\n\nFirst [@doe:a] and @turing1950, not `@knuth1984`.\n",
    "b.md": "# B\n\nThen [@knuth1984, p. 7], [@turing1950].\n\nNobody [@nobody1900].\n",
    "a.md": "# A\n\nLast [@doe.b] and [@knuth1984].\n",
}
NAV = ["index.md", "b.md", "a.md"]


def site(tmp_path: Path, options: dict[str, Any], **config: Any) -> Path:
    """Write a site that uses the plugin."""
    (tmp_path / "refs.bib").write_text(BIB, "utf-8")
    (tmp_path / "docs").mkdir()
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    settings = {
        "site_name": "Site",
        "nav": NAV,
        "use_directory_urls": False,
        "plugins": ["search", {"citeformat": {"bibliography": "refs.bib", **options}}],
        **config,
    }
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    return tmp_path


def built(folder: Path) -> dict[str, Html]:
    """The pages of a site that is built."""
    return {path.stem: Html(path.read_text("utf-8")) for path in (folder / "site").glob("*.html")}


def test_the_extra_is_named_if_mkdocs_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = [name for name in sys.modules if name.startswith("mkdocs.")]
    for name in ("mkdocs", *loaded):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "citeformat.integrations.mkdocs", raising=False)

    with pytest.raises(ModuleNotFoundError, match=r"pip install 'citeformat\[mkdocs\]'"):
        importlib.import_module("citeformat.integrations.mkdocs")


@pytest.mark.slow
def test_one_numbering_and_one_list(tmp_path: Path) -> None:
    folder = site(tmp_path, {"style": "ieee", "bibliography_page": "references.md"})

    said = run("mkdocs", "build", cwd=folder)

    pages = built(folder)
    assert pages["index"].citations == ["[1]", "Turing [2]"]
    assert pages["b"].citations == ["[3, p. 7]", "[2]", "nobody1900?"]
    assert pages["a"].citations == ["[4]", "[3]"]
    assert [entry[:3] for entry in pages["references"].entries] == ["[1]", "[2]", "[3]", "[4]"]
    assert all(not pages[name].entries for name in ("index", "a", "b"))
    assert check_site(folder / "site") > 10
    assert "references.html#ref-knuth1984" in pages["b"].links
    back = [link for link in pages["references"].links if "#cite-" in link]
    assert sorted(back) == [
        "a.html#cite-1", "a.html#cite-2", "b.html#cite-1", "b.html#cite-2",
        "index.html#cite-1", "index.html#cite-2",
    ]  # fmt: skip
    assert "b.md:5: error: there is no record with the id 'nobody1900'" in said
    index = json.loads((folder / "site/search/search_index.json").read_text("utf-8"))
    assert any("[3, p. 7]" in each["text"] for each in index["docs"])


@pytest.mark.slow
@pytest.mark.skipif(find_spec("material") is None, reason="Material for MkDocs is not installed")
def test_material(tmp_path: Path) -> None:
    options = {"style": "chicago-notes-bibliography", "bibliography_page": "references.md"}
    extensions = ["footnotes", "attr_list", "admonition", {"toc": {"permalink": True}}]
    folder = site(tmp_path, options, theme={"name": "material"}, markdown_extensions=extensions)
    text = (
        PAGES["b.md"]
        + "A note.[^own]\n\n!!! note\n    As [@knuth1984].\n\n[^own]: See @turing1950.\n"
    )
    (folder / "docs/b.md").write_text(text, "utf-8")

    run("mkdocs", "build", cwd=folder)

    assert check_site(folder / "site") > 20
    page = built(folder)["b"]
    notes = page.texts(".//div[@class='footnote']//li")
    assert [note[:12] for note in notes] == ["Donald E. Kn", "Turing, “Com", "nobody1900? ",
                                             "See Turing, ", "Knuth, The T"]  # fmt: skip
    assert "assets/citeformat.css" in page.source


@pytest.mark.slow
def test_the_same_year_letters_and_a_list_on_every_page(tmp_path: Path) -> None:
    folder = site(tmp_path, {"csl_file": "apa", "bibliography": "", "bib_file": "refs.bib"},
                  use_directory_urls=True)  # fmt: skip

    run("mkdocs", "build", cwd=folder)

    home = Html((folder / "site/index.html").read_text("utf-8"))
    last = Html((folder / "site/a/index.html").read_text("utf-8"))
    home.check()
    last.check()
    assert home.citations == ["(Doe, 2020b)", "Turing (1950)"]
    assert last.citations == ["(Doe, 2020a)", "(Knuth, 1984)"]
    assert [entry.split(" ↩")[0] for entry in home.entries] == [
        "Doe, J. (2020b). Zebra. Press.",
        "Turing, A. M. (1950). Computing machinery and intelligence. Mind.",
    ]


@pytest.mark.slow
def test_links_between_folders(tmp_path: Path) -> None:
    folder = site(tmp_path, {"style": "apa", "bibliography_page": "about/works.md"},
                  use_directory_urls=True)  # fmt: skip
    (folder / "docs/about").mkdir()
    (folder / "docs/about/works.md").write_text("# Works\n\n\\bibliography\n\nEnd.\n", "utf-8")

    run("mkdocs", "build", cwd=folder)

    last = (folder / "site/a/index.html").read_text("utf-8")
    assert 'href="../about/works/#ref-knuth1984"' in last
    works = (folder / "site/about/works/index.html").read_text("utf-8")
    assert 'href="../../a/#cite-1"' in works
    assert works.index("csl-entry") < works.index("End.")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("notes", "margin", "notes is footnotes or inline, not 'margin'"),
        ("tooltips", "perhaps", "tooltips: true or false is needed, not 'perhaps'"),
        ("bibliography_page", "references", "not 'references'"),
        ("bibliography_page", "../references.md", "not '../references.md'"),
    ],
)
def test_options_of_another_kind_are_refused(
    tmp_path: Path, name: str, value: str, message: str
) -> None:
    config = load_config(str(site(tmp_path, {name: value}) / "mkdocs.yml"))

    with pytest.raises(PluginError, match=re.escape(message)):
        config.plugins.on_config(config)


@pytest.mark.slow
def test_a_strict_build_fails_for_an_unknown_key(tmp_path: Path) -> None:
    folder = site(tmp_path, {"style": "apa"})

    with pytest.raises(AssertionError, match="nobody1900"):
        run("mkdocs", "build", "--strict", cwd=folder)


@pytest.mark.slow
def test_unknown_keys_may_be_errors(tmp_path: Path) -> None:
    folder = site(tmp_path, {"style": "apa", "unknown": "error", "nocite": "@*"})
    (folder / "docs" / "a.md").write_text("---\ncsl: ieee\n---\n# A\n\nLast [@doe.b].\n", "utf-8")
    odd = "@book{odd, title = {The \\unknownmacro}, year = 2001}\n"
    (folder / "refs.bib").write_text(BIB + odd, "utf-8")
    with pytest.raises(AssertionError, match=r"citeformat: b\.md:5: .*'nobody1900'"):
        run("mkdocs", "build", cwd=folder)
    options = {"bibliography": "refs.bib", "unknown": "error"}
    extension = {"site_name": "Site", "markdown_extensions": [{"citeformat.markdown": options}]}
    (folder / "extension.yml").write_text(json.dumps(extension), "utf-8")
    with pytest.raises(AssertionError, match=r"citeformat: b\.md:5: .*'nobody1900'") as failed:
        run("mkdocs", "build", "--config-file", "extension.yml", cwd=folder)
    assert "Traceback" not in str(failed.value)
    (folder / "docs" / "b.md").write_text("# B\n\nNobody.\n", "utf-8")

    said = run("mkdocs", "build", cwd=folder)

    assert "the command \\unknownmacro is not known" in said  # of a work that is only listed
    assert "a.md: warning: csl in the front matter is not used" in said


def test_the_bibliography_and_the_style_are_watched(tmp_path: Path) -> None:
    folder = site(tmp_path, {"style": "my.csl"})
    (folder / "my.csl").write_bytes(loader.find("apa").text)
    config = load_config(str(folder / "mkdocs.yml"))
    config = config.plugins.run_event("config", config)

    class Server:
        watched: list[str] = []  # noqa: RUF012

        def watch(self, path: str) -> None:
            self.watched.append(path)

    server: Any = Server()
    config.plugins.run_event("serve", server, config=config, builder=None)

    assert server.watched == [str((folder / name).resolve()) for name in ("refs.bib", "my.csl")]
