"""The custom element `<cite-this>`, as it is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib  # type: ignore[import-untyped]

import citeformat
from citeformat.cite_this import element_script
from citeformat.cli.main import main
from tests.integrations.site import Html
from tests.shared import ROOT

PORTAL = str(ROOT / "examples" / "portal.json")
RECORD = citeformat.Record.from_csl({
    "id": "doe2020", "type": "article-journal", "title": "Trees of </script> <i>life</i>",
    "author": [{"family": "Doe", "given": "Jane"}], "container-title": "Forests", "volume": "3",
    "page": "4-9", "issued": {"date-parts": [[2020]]},
})  # fmt: skip


def test_the_script_is_smaller_than_six_kilobytes() -> None:
    assert len(element_script().encode()) < 6000


def test_the_documentation_lists_words_and_parts() -> None:
    script = element_script()
    page = (ROOT / "docs" / "cite-this-element.md").read_text("utf-8")

    words = re.findall(r"(\w+): '", script.partition("WORDS = {")[2].partition("};")[0])
    parts = re.findall(r'part="(\w+)"', script) + re.findall(r"button\('(\w+)'", script)
    assert len(words) == 7
    assert {"tabs", "tab", "text", "results", "result"} <= set(parts)
    assert [word for word in words if f"`data-{word}`" not in page] == []
    assert [part for part in parts if f"`{part}`" not in page] == []


def test_the_element_has_the_record_and_the_texts() -> None:
    texts = citeformat.cite_this(RECORD, "google-scholar")
    page = Html(texts.element(RECORD, service="/cite?a&b", styles=["ieee", "nature"]))

    element = page.tree.find(".//cite-this")
    assert element.attrib == {"service": "/cite?a&b", "styles": "ieee, nature"}
    assert citeformat.Record.from_csl(json.loads(element.find("script").text)) == RECORD
    assert [each.text for each in element.iter("h3")] == list(texts)
    names = [each.get("data-name") for each in element.iter("section")]
    assert names == [
        "modern-language-association", "apa", "chicago-notes-bibliography",
        "harvard-cite-them-right", "nlm-citation-sequence", "bibtex", "endnote-xml", "ris",
    ]  # fmt: skip
    apa = element.find("section[@data-name='apa']/div[@class='csl-entry']")
    assert "".join(apa.itertext()) == texts["APA"]


def test_values_of_records_stay_text() -> None:
    hostile = '</script><script>alert(1)</script>"><img onerror=alert(1)>'
    record = RECORD.replace(title=hostile, id=hostile, note=hostile)
    box = citeformat.Box((citeformat.Output(hostile, style="apa"),))
    html = citeformat.cite_this(record, box).element(record, service=hostile, styles=[hostile])

    page = Html(html)
    assert [each.get("type") for each in page.tree.iter("script")] == ["application/json"]
    assert not list(page.tree.iter("img"))
    assert json.loads(page.tree.find(".//script").text)["title"] == hostile
    assert [each.text for each in page.tree.iter("h3")] == [hostile]


def test_the_page_of_the_command(tmp_path: Path) -> None:
    path = tmp_path / "cite.html"
    assert main(["cite-this", PORTAL, "--set", "pubmed", "--to", "html", "--standalone",
                 "--service", "https://cite.example.org", "--locale", "de-DE", "--title", "A & B",
                 "--output", str(path)]) == 0  # fmt: skip

    text = path.read_text("utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert tree.get("lang") == "de-DE"
    assert tree.find(".//title").text == tree.find(".//h1").text == "A & B"
    element = tree.find(".//cite-this")
    assert element.attrib == {"service": "https://cite.example.org", "locale": "de-DE"}
    assert [each.text for each in element.iter("h3")] == ["AMA", "MLA", "APA", "NLM"]
    assert element_script() in text
    assert not [each for each in tree.iter("script") if each.get("src")]


def test_the_page_of_several_records(tmp_path: Path) -> None:
    path = tmp_path / "cite.html"
    varied = str(ROOT / "examples" / "varied.bib")
    assert main(["cite-this", varied, "--set", "pubmed", "--standalone", "-o", str(path)]) == 0

    page = Html(path.read_text("utf-8"))
    assert len(page.texts(".//h2")) == len(list(page.tree.iter("cite-this"))) == 17
    assert page.source.count(element_script()) == 1


def test_standalone_in_latex(tmp_path: Path) -> None:
    path = tmp_path / "cite.tex"
    assert main(["cite-this", PORTAL, "--standalone", "-o", str(path)]) == 0
    assert path.read_text("utf-8").startswith("\\documentclass")
