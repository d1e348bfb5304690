"""`python -m tools.picture`: make the picture of the box in docs/ again, with a headless Chromium.

In: the record of examples/portal.json and docs/cite-this.css. Out: docs/cite-this.png.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import citeformat

__all__ = ["main", "page"]

_ROOT = Path(__file__).parents[1]
_SIZE = (856, 1172)


def page() -> str:
    """Write the page that the picture shows."""
    (record,) = citeformat.read(_ROOT / "examples" / "portal.json")
    css = (_ROOT / "docs" / "cite-this.css").read_text("utf-8")
    box = citeformat.cite_this(record).html
    return f'<!doctype html>\n<meta charset="utf-8">\n<style>\n{css}</style>\n{box}'


def main() -> int:
    """Run the command; the exit code is 1 without a browser."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("no Chromium on the path")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "box.html"
        file.write_text(page(), encoding="utf-8")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
             f"--window-size={_SIZE[0]},{_SIZE[1]}", f"--user-data-dir={folder}/profile",
             f"--screenshot={_ROOT / 'docs' / 'cite-this.png'}", file.as_uri()],
            check=True, capture_output=True,
        )  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
