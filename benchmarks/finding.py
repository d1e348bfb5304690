"""`python -m benchmarks.finding`: find styles with references that other processors rendered.

citeproc-js and pandoc render made-up records in random styles, a reference is damaged as copying
damages it, and `find_styles` has to find the style. It needs node and the npm package `citeproc`
($CITEPROC_JS names its folder), or pandoc.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import process_time

from benchmarks.corpus import generate
from citeformat import Record, find_styles
from tools.node import find_citeproc, find_node, style_path, style_paths
from tools.sidebyside import reference
from tools.sidebyside.batches import batches_of

__all__ = ["main"]

_FIRST = 5
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"[.,;:]?\s*(?:doi:\s*|https?://)\S+$", re.IGNORECASE)
_NUMBER = re.compile(r"^(\W*)1(?=\W)")
_SHAPES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"), "–": "-"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finding", description=__doc__)
    parser.add_argument("-n", "--count", type=int, default=200, help="references (%(default)s)")
    parser.add_argument("--seed", default="find", help="the seed of all choices (%(default)s)")
    parser.add_argument("--failures", action="store_true", help="show what was not found")
    options = parser.parse_args(arguments)
    renderers = []
    if find_node() and find_citeproc():
        renderers.append(_with_citeproc_js)
    if shutil.which("pandoc"):
        renderers.append(_with_pandoc)
    if not renderers:
        print("this needs pandoc, or node and citeproc (set CITEPROC_JS)", file=sys.stderr)
        return 2
    random = Random(options.seed)
    names, records = [path.stem for path in style_paths()], generate(1000)
    first = found = tried = 0
    seconds = []
    find_styles("warm up", [Record("x", "book", {"title": "warm up"})], workers=os.cpu_count() or 1)
    while tried < options.count:
        style, record = random.choice(names), random.choice(records)
        text = renderers[tried % len(renderers)](style, record)
        if not text:  # a style without a bibliography
            continue
        damaged = _damaged(random, text)
        begun = process_time()
        matches = find_styles(damaged, record, limit=_FIRST)
        seconds.append(process_time() - begun)
        places = [style in [each.name for each in match.styles] for match in matches]
        tried += 1
        found += any(places)
        first += places[0]
        print(f"{tried}: {found} found", file=sys.stderr, flush=True)
        if options.failures and not any(places):
            print(
                f"{style}: {damaged!r}\n{matches}\n{find_styles(damaged, record, styles=[style])}"
            )
    seconds.sort()
    print(
        f"{tried} references: {found} among the first {_FIRST} ({found / tried:.1%}), {first} first"
    )
    print(f"CPU time of a search: median {seconds[tried // 2]:.2f} s, most {seconds[-1]:.2f} s")
    return 0


def _with_citeproc_js(style: str, record: Record) -> str:
    """Render the entry of a record with citeproc-js; return `""` if it prints nothing."""
    csl = style_path(style).read_text(encoding="utf-8")
    batch = batches_of(f"find-{record.id}", [record.to_csl()])
    (rendered,) = reference.render(csl, [batch])
    entries = rendered.get("entries")
    if not isinstance(entries, list) or not entries or not isinstance(entries[0][1], str):
        return ""
    return " ".join(html.unescape(_TAG.sub("", entries[0][1])).split())


def _with_pandoc(style: str, record: Record) -> str:
    """Render the entry of a record with pandoc; return `""` if it prints nothing."""
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder, "refs.json")
        bibliography.write_text(json.dumps([record.to_csl()]), encoding="utf-8")
        command = [
            "pandoc", "--citeproc", "-f", "markdown", "-t", "plain", "--wrap=none",
            "--bibliography", str(bibliography), "--csl", str(style_path(style)),
        ]  # fmt: skip
        text = "---\nnocite: '@*'\n---\n"
        answer = subprocess.run(command, input=text, capture_output=True, encoding="utf-8")
    return " ".join(answer.stdout.replace("_", "").split()) if answer.returncode == 0 else ""


def _damaged(random: Random, text: str) -> str:
    """Do to a reference what happens when it is copied: each kind of damage half of the time."""
    if random.random() < 0.5:
        text = _NUMBER.sub(rf"\g<1>{random.randrange(2, 80)}", text)
    elif random.random() < 0.5:
        text = re.sub(r"^\[?1[\].)]\s*", "", text)
    if random.random() < 0.5:
        text = text.translate(_SHAPES)
    if random.random() < 0.5:
        text = _LINK.sub("", text)
    if random.random() < 0.5:
        lines = textwrap.wrap(text, random.randrange(50, 90))
        if random.random() < 0.5:  # a word of a title is divided
            lines = [re.sub(r"(\w{4})(\w{3,})$", "\\1-\n\\2", lines[0]), *lines[1:]]
        text = "\n".join(lines)
    return text


if __name__ == "__main__":
    sys.exit(main())
