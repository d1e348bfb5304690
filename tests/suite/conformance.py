"""Write docs/conformance.md: the fixtures by processor, and the rules of the specification.

In: `passing.txt`, `NOTES.md`, the published lists of citeproc-py and citeproc-rs,
tests/specification/, and the docstrings of the package, which name the sections that a module
implements. Out: a page. The suite itself is not needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import yaml

from citeformat.engine.processor.phases import PHASES
from tests.shared import ROOT
from tests.suite import ratchet

__all__ = ["PAGE", "modules_of", "page", "sections"]

PAGE = ROOT / "docs" / "conformance.md"
_SPECIFICATION = ROOT / "tests" / "specification"
_PEERS = {
    "citeproc-py": Path(__file__).with_name("citeproc-py.txt"),
    "citeproc-rs": Path(__file__).with_name("citeproc-rs.txt"),
}
"""Processor -> the fixtures that it does not pass, and what they do, as it publishes them."""
_ADDRESS = "https://docs.citationstyles.org/en/stable/specification.html"
_NOT_SECTIONS = frozenset({"records", "__pycache__"})
_SOURCE = re.compile(r'CSL 1\.0\.2[^"]{0,40}?((?:,?\s*(?:and\s+)?"[^"]+")+)')
_MODULES = {
    "delimiter": "engine/compiler/codegen/expressions.py",
    "gender-specific-ordinals": "engine/runtime/numbers.py",
    "hyphenation-of-initialized-names": "engine/runtime/names/single.py",
    "label-in-names": "engine/runtime/names/elements.py",
    "layout": "engine/compiler/codegen/style.py",
    "name-part-order": "engine/runtime/names/single.py",
    "note-distance": "engine/processor/cites/positions.py",
    "page-ranges": "engine/runtime/pages.py",
    "position": "engine/processor/cites/positions.py",
    "range-delimiters": "engine/runtime/pages.py",
    "text": "engine/compiler/codegen/elements.py",
}
"""Parts of sections, which no docstring names, and the modules that implement them."""
_HEAD = """# Conformance

This page has what citeformat and others make of the fixtures of the
[CSL test suite](https://github.com/citation-style-language/test-suite), and the rules of the
[CSL 1.0.2 specification]({address}) with their tests and modules.
`python -m tests.suite --write-docs` writes it.

"""


def sections() -> list[Path]:
    """List the folders of tests/specification, one for each section."""
    folders = sorted(path for path in _SPECIFICATION.iterdir() if path.is_dir())
    return [path for path in folders if path.name not in _NOT_SECTIONS]


def modules_of(section: str) -> list[str]:
    """List the modules that implement a section, by their paths in the package."""
    found = {_MODULES[section]} if section in _MODULES else set()
    return sorted(found | _documented()[section])


def page() -> str:
    """Write the page."""
    passing, failing = ratchet.passing(), ratchet.noted()
    names = sorted(passing | failing.keys())
    peers = {peer: _published(path) for peer, path in _PEERS.items()}
    counts = {peer: sum([name in known for name in names]) for peer, known in peers.items()}
    lines = [
        _HEAD.format(address=_ADDRESS),
        "## Fixtures\n\n",
        f"citeformat passes {len(passing)} of {len(names)} fixtures. "
        "The reasons why it fails the others are below.\n\n",
        "The columns of the others come from their published lists. These are of earlier versions "
        "of the suite, so an\nempty cell is a fixture that passes or one that was never run:\n\n",
        f"- citeproc-py lists {counts['citeproc-py']} of the fixtures as failing "
        "(`tests/failing_tests.txt`, commit 061f74b).\n",
        f"- citeproc-rs lists {counts['citeproc-rs']} of the fixtures as different on purpose "
        "(`crates/citeproc/tests/data/snapshot.txt`, commit\n  1a63db8). The fixtures that it does "
        "not run (`ignore.txt` there, commit 20050ac) are not among those below. A\n"
        "  [run that it publishes](https://cormacrelf.github.io/citeproc-rs-test-viewer/) "
        "(`snapshots/master.json`, commit\n  9f87a61) has 914 passed tests, 24 ignored and none "
        "failed. It includes tests of its own, and a fixture that is\n"
        "  different on purpose counts as passed.\n\n",
        "citeproc-js and pandoc publish no such list. tests/suite/NOTES.md has what they print in "
        "fixtures that citeformat\nfails.\n\n",
        "| Fixture | Why citeformat fails it |\n|---|---|\n",
        *[f"| `{name}` | {reason} |\n" for name, reason in sorted(failing.items())],
        "\n",
    ]
    for group, own in groupby(names, lambda name: name.partition("_")[0]):
        head = " | ".join(["Fixture", "citeformat", *peers])
        lines += [f"### {group}\n\n", f"| {head} |\n", "|---" * (2 + len(peers)), "|\n"]
        for name in own:
            ours = "passes" if name in passing else "fails"
            theirs = " | ".join([known.get(name, "") for known in peers.values()])
            lines.append(f"| `{name}` | {ours} | {theirs} |\n")
        lines.append("\n")
    lines.append(
        "## Rules\n\nA test is a style and a file of the same name with what it prints.\n\n"
    )
    for folder in sections():
        title = folder.name.replace("-", " ").capitalize()
        modules = ", ".join([f"`{path}`" for path in modules_of(folder.name)])
        lines += [
            f"### {title}\n\nModules: {modules}\n\n",
            "| Rule | Test | Cases |\n|---|---|---|\n",
            *_rules(folder),
            "\n",
        ]
    return "".join(lines).rstrip("\n") + "\n"


def _published(path: Path) -> dict[str, str]:
    """Read the list of a processor: a fixture on each line, and a word for what it does there."""
    lines = path.read_text("utf-8").splitlines()
    return dict([line.split() for line in lines if not line.startswith("#")])


def _rules(folder: Path) -> Iterator[str]:
    """Yield a row for each test of a section."""
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text("utf-8")
        about = re.match(r"about: (.*(?:\n  .*)*)", text)
        said = yaml.safe_load(about[0])["about"] if about else path.stem.replace("-", " ")
        rule = " ".join(str(said).split()).replace("|", "\\|").replace("<", "&lt;")
        cases = len(re.findall(r"^  - description:", text, re.MULTILINE)) or 1
        yield f"| {rule} | `{folder.name}/{path.stem}` | {cases} |\n"


@cache
def _documented() -> dict[str, set[str]]:
    """Read which sections the docstrings of modules and the phases of the processor name."""
    found: dict[str, set[str]] = defaultdict(set)
    package = ROOT / "citeformat"
    for path in sorted(package.rglob("*.py")):
        for source in _SOURCE.findall(path.read_text("utf-8")):
            for title in re.findall(r'"([^"]+)"', source):
                found[_slug(title)].add(path.relative_to(package).as_posix())
    for phases in PHASES.values():
        for phase in phases:
            module = phase.function.__module__.partition(".")[2]
            found[_slug(phase.section)].add(f"{module.replace('.', '/')}.py")
    return found


def _slug(title: str) -> str:
    return re.sub(r"[^a-z]+", "-", title.lower()).strip("-")
