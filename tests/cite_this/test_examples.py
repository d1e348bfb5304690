"""The texts that real portals have printed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from citeformat.cite_this import Text, cite_this
from tests.cite_this.portal import DIFFERS, EXAMPLES, Example, marked
from tests.shared import SharedFile


def text_of(example: Example) -> Text:
    return cite_this(example.record, locale=example.locale)[example.label]


def is_printed(part: str, made: str, text: str) -> bool:
    """Return whether `made` has the text of a portal in the place that the part says."""
    match part:
        case "head":
            return made.startswith(text)
        case "tail":
            return made.endswith(text)
        case "middle":
            return text in made
    return made == text


def captured(example: dict[str, Any]) -> str:
    """Return the text of a portal without what the capture added: tags, indentation, ellipses."""
    text: str = example["text"]
    if text.startswith("<div"):
        text = re.sub(r"</?strong>", "**", text.replace(" <br/>", "\n"))
        text = unescape(re.sub(r"<[^<>]*>", "", text))
    if example["format"] == "bibtex":
        return re.sub(r"(?m)^ +", "", text)
    return re.sub(r"^\[\.\.\.\] | \.\.\.$|\[\.\.\.\]$", "", text)


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example.label} {example.number or 'own'}"
)
def test_example(example: Example) -> None:
    assert is_printed(example.part, text_of(example), example.text)


def test_every_example_of_the_collection(shared_file: SharedFile) -> None:
    """Each text of the collection is printed, with its italics and bold text if the capture has
    them, unless `DIFFERS` says why it is not. A reason that is no longer true fails too."""
    collection = json.loads(shared_file("cite-this/examples.json").read_text("utf-8"))
    numbered = {example.number: example for example in EXAMPLES if example.number is not None}
    printed = set()
    for number, example in numbered.items():
        assert collection[number]["format"].upper() == example.label.upper()
        text = captured(collection[number])
        made = text_of(example)
        has_emphasis = "*" in text and example.label not in ("BIBTEX", "RIS")
        if is_printed(example.part, marked(made) if has_emphasis else made, text):
            printed.add(number)

    assert printed == {*range(len(collection))} - DIFFERS.keys()
