"""Read a text in each format with a program that other people use for it."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from typing import Any

import pytest

__all__ = ["ansi_text", "asciidoctor", "docutils_text", "html_text", "json_text", "markdown_runs",
           "pandoc", "pandoc_text", "rtf_text", "typst_text"]  # fmt: skip


def html_text(source: str) -> str:
    """Return the text that an HTML5 parser finds, and check the names of the elements."""
    html5lib = pytest.importorskip("html5lib")
    tree = html5lib.parseFragment(source, namespaceHTMLElements=False)
    allowed = {"DOCUMENT_FRAGMENT", "div", "span", "i", "b", "em", "sup", "sub", "a"}

    assert {element.tag for element in tree.iter()} <= allowed
    return "".join(tree.itertext())


def markdown_runs(source: str) -> list[tuple[str, str]]:
    """Return each character of a CommonMark paragraph with its emphasis (`i`, `b`, `ib`)."""
    markdown_it = pytest.importorskip("markdown_it")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(source)

    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    runs, active = [], {"em": 0, "strong": 0}
    for token in tokens[1].children:
        kind, _, end = token.type.rpartition("_")
        if kind in active:
            active[kind] += 1 if end == "open" else -1
        elif token.type in ("text", "text_special"):
            style = ("i" if active["em"] else "") + ("b" if active["strong"] else "")
            runs += [(character, style) for character in token.content]
        else:
            assert token.type == "html_inline", token.type
    return runs


def docutils_text(source: str) -> str:
    """Return the text of a reStructuredText paragraph, and check that docutils reports nothing."""
    core = pytest.importorskip("docutils.core")
    messages = io.StringIO()
    settings = {"report_level": 1, "halt_level": 5, "warning_stream": messages}
    tree = core.publish_doctree(source, settings_overrides=settings)

    assert messages.getvalue() == ""
    assert [type(child).__name__ for child in tree.children] == ["paragraph"]
    return str(tree.astext())


def ansi_text(source: str) -> str:
    """Return the text that a terminal shows, and check that nothing else controls it."""
    text = re.sub(r"\x1b\[\d+m", "", source)

    assert all(each.isprintable() or each in "\n\t" or ord(each) > 160 for each in text)
    return text


def json_text(source: str) -> str:
    """Return the text of the only entry in JSON, and check that its HTML is the same text."""
    (entry,) = json.loads(source)

    assert " ".join(html_text(entry["html"]).split()) == " ".join(entry["text"].split())
    return str(entry["text"])


def pandoc_text(source: str) -> str:
    """Return the text of blocks in pandoc's JSON."""
    return "".join(_pandoc_text(json.loads(source)))


def rtf_text(source: str) -> str:
    """Return the text of an RTF document."""
    striprtf = pytest.importorskip("striprtf.striprtf")
    text = striprtf.rtf_to_text(source)
    # the reader gives the two halves of a character beyond U+FFFF one by one
    return str(text.encode("utf-16", "surrogatepass").decode("utf-16"))


def typst_text(source: str) -> str:
    """Return the text of a Typst document, compiled to HTML."""
    typst = pytest.importorskip("typst")
    html5lib = pytest.importorskip("html5lib")
    made = typst.compile(source.encode(), format="html")
    tree = html5lib.parse(made, namespaceHTMLElements=False)
    return "".join(tree.find("body").itertext())


def asciidoctor(sources: list[str]) -> list[str]:
    """Return the texts of AsciiDoc documents of one paragraph each."""
    if shutil.which("asciidoctor") is None:
        pytest.skip("asciidoctor is not installed")
    html5lib = pytest.importorskip("html5lib")
    # one process for all documents, each in an example block
    source = "\n".join(f"====\n{each}\n====\n" for each in sources)
    made = subprocess.run(["asciidoctor", "-e", "-o", "-", "-"], input=source,
                          capture_output=True, text=True, check=True)  # fmt: skip

    assert made.stderr == ""
    tree = html5lib.parseFragment(made.stdout, namespaceHTMLElements=False)
    contents = [each for each in tree.iter("div") if each.get("class") == "content"]
    for content in contents:
        assert [child.get("class") for child in content] == ["paragraph"]
    return ["".join(content.itertext()) for content in contents]


def pandoc(sources: list[str], format: str) -> list[str]:
    """Return the texts of documents of one paragraph each, read by pandoc."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    made = subprocess.run(["pandoc", "-f", format, "-t", "json"], input="\n\n".join(sources),
                          capture_output=True, text=True, check=True)  # fmt: skip
    blocks = json.loads(made.stdout)["blocks"]

    assert {block["t"] for block in blocks} == {"Para"}
    return ["".join(_pandoc_text(block["c"])) for block in blocks]


def _pandoc_text(node: Any) -> list[str]:
    if isinstance(node, list):
        return [text for child in node for text in _pandoc_text(child)]
    if not isinstance(node, dict):
        return []
    kind = node.get("t")
    if kind == "Str":
        return [node["c"]]
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return [" "]

    assert kind not in ("Code", "Math", "Note", "Cite", "Strikeout", "Image", "Quoted"), node
    return _pandoc_text(node.get("c"))
