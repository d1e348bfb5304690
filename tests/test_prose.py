"""Docstrings, comments and pages of docs do without phrases that are hard to read.

The list has only phrases that a plainer one can always replace. CONTRIBUTING.md says how we write.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shared import ROOT

PLAINER = {
    r"(?:tell|tells|telling|told) (?:\w+ ){0,3}apart": "distinguish, disambiguate",
    r"alike": "equal, similar, both",
    r"(?<!one )of which": "whose, or a sentence of its own",
    r"(?:there is|there are|is there) none": "without, no ... has",
    r"where there (?:is|are)": "if there is",
    r"(?<!there)\s+(?:is|are) no (?!longer\b|more\b)": "is not a",
    r"behind": "after",
    r"stands?(?! for\b| in for\b| out\b)": "is",
    r"by the way": "leave it out",
    r"unless told": "by default",
    r"what (?:it|they) (?:is|are) of": "its subject",
}
_PATTERN = "|".join(rf"\b(?:{phrase})\b" for phrase in PLAINER)
PHRASES = re.compile(re.sub(r" (?!\))", r"\\s+", _PATTERN), re.IGNORECASE)
"""A phrase may go on in the next line."""
FILES = [*ROOT.glob("citeformat/**/*.py"), *ROOT.glob("docs/*.md"), ROOT / "README.md",
         ROOT / "CONTRIBUTING.md"]  # fmt: skip


def prose(file: Path) -> Iterator[tuple[int, str]]:
    """Yield docstrings and comments of a module, or the text of a page, with their lines."""
    source = file.read_text("utf-8")
    if file.suffix == ".md":
        text = re.sub(r"```.*?```|`[^`\n]*`", lambda code: "\n" * code[0].count("\n"), source,
                      flags=re.DOTALL)  # fmt: skip
        yield 1, text
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines = str(node.value.value).split("\n")
            examples = (">>>", "...")
            yield (
                node.lineno,
                "\n".join(["" if line.lstrip().startswith(examples) else line for line in lines]),
            )
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def hard_phrases(first_line: int, text: str) -> Iterator[tuple[int, str]]:
    """Yield the phrases in a text that are to be replaced, with their lines."""
    for found in PHRASES.finditer(text):
        yield first_line + text.count("\n", 0, found.start()), " ".join(found[0].split())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_phrase_is_hard_to_read(file: Path) -> None:
    assert [
        f"{file.name}:{line}: {phrase}"
        for first, text in prose(file)
        for line, phrase in hard_phrases(first, text)
    ] == []


def test_phrases_are_found() -> None:
    text = "Works that cannot be told\n    apart, of which there are none.\nThere is no style."

    assert [line for line, _ in hard_phrases(5, text)] == [5, 6, 6]
