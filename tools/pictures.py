"""`python -m tools.pictures`: make the pictures in docs/ again.

In: files of examples/, and docs/cite-this.css. Out: docs/cite-this.png and docs/pictures/*.png.
A headless Chromium shows the pages, and LibreOffice the Word document (with `pdftoppm` of Poppler).
If Pillow is installed, the files become smaller.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import citeformat
from citeformat.output import standalone, to_docx
from citeformat.publications import publication_list
from citeformat.publications.lists import ListOptions
from tools.follow import follow

__all__ = ["Picture", "box", "followed", "main", "pages", "word_document"]

_ROOT = Path(__file__).parents[1]
_DARK = "@media (prefers-color-scheme: dark)"


class Picture(NamedTuple):
    """A page of which a picture is made."""

    path: str
    """The picture, below docs/."""
    page: str
    """The page, in HTML."""
    width: int
    height: int


def box() -> str:
    """Write a page with a box of "Cite this"."""
    (record,) = citeformat.read(_ROOT / "examples" / "portal.json")
    css = (_ROOT / "docs" / "cite-this.css").read_text("utf-8")
    made = citeformat.cite_this(record).html
    return f'<!doctype html>\n<meta charset="utf-8">\n<style>\n{css}</style>\n{made}'


def _page(name: str, locale: str | None = None, first: int = 0, dark: bool = False) -> str:
    """Write a page with two citations and the list of what they cite."""
    records = citeformat.read(_ROOT / "examples" / "varied.bib")[first : first + 9]
    style = citeformat.Style.load(name, locale=locale)
    document = style.document(records, link_citations=True)
    ids = [record.id for record in records]
    texts = [document.cite(*ids[:3]).to("html"), document.cite(*ids[3:]).to("html")]
    body = "\n".join([f"<p>{text}</p>" for text in texts])
    body += "\n" + document.bibliography().with_links().html
    page = standalone(body, "html", title=style.title, language=style.locale)
    return page.replace(_DARK, "@media all") if dark else page


def pages() -> Iterator[Picture]:
    """Yield the pages of docs/."""
    yield Picture("cite-this.png", box(), 856, 1172)
    yield Picture("pictures/apa.png", _page("apa"), 720, 620)
    yield Picture("pictures/ieee-dark.png", _page("ieee", dark=True), 720, 620)
    blocks = _page("bulletin-de-correspondance-hellenique")
    yield Picture("pictures/blocks.png", blocks, 720, 620)
    yield Picture("pictures/tutorial.png", followed("tutorial.md", "paper.html"), 720, 420)
    yield Picture("pictures/cv-page.png", followed("cv-page.md", "works.html"), 720, 560)
    yield Picture("pictures/ieee-hebrew.png", _page("ieee", "he-IL"), 720, 620)


def followed(page: str, file: str) -> str:
    """Follow a page of docs/, and return the web page that its reader makes."""
    with tempfile.TemporaryDirectory() as folder:
        follow(_ROOT / "docs" / page, Path(folder))
        return Path(folder, file).read_text("utf-8")


def word_document() -> bytes:
    """Make the Word document of docs/: a publication list with sections."""
    records = citeformat.read(_ROOT / "examples" / "varied.bib")
    style = citeformat.Style.load("vancouver")
    options = ListOptions(sections="type", numbering="continued")
    return to_docx(publication_list(style, records, options))


def _shoot(browser: str, picture: Picture, folder: Path, target: Path) -> None:
    """Make the picture of a page."""
    file = folder / "page.html"
    file.write_text(picture.page, encoding="utf-8")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--hide-scrollbars", "--disable-gpu",
         "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", f"--window-size={picture.width},{picture.height}",
         f"--user-data-dir={folder / 'profile'}", f"--screenshot={target}", file.as_uri()],
        check=True, capture_output=True,
    )  # fmt: skip


def _print_word_document(office: str, folder: Path, target: Path) -> None:
    """Make the picture of the first page of the Word document."""
    file = folder / "list.docx"
    file.write_bytes(word_document())
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(
        ["pdftoppm", "-png", "-r", "80", "-singlefile", str(file.with_suffix(".pdf")),
         str(target.with_suffix(""))],
        check=True, capture_output=True,
    )  # fmt: skip


def _shrink(path: Path) -> None:
    """Reduce a picture to 32 colors."""
    try:
        from PIL import Image  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return
    with Image.open(path) as image:
        image.convert("RGB").quantize(32).save(path, optimize=True)


def main() -> int:
    """Run the command; the exit code is 1 if a program is missing."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    office = shutil.which("soffice")
    if browser is None or office is None or shutil.which("pdftoppm") is None:
        print("Chromium, LibreOffice (soffice) and pdftoppm are needed")
        return 1
    docs = _ROOT / "docs"
    (docs / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for picture in pages():
            _shoot(browser, picture, folder, docs / picture.path)
            _shrink(docs / picture.path)
        _print_word_document(office, folder, docs / "pictures" / "docx.png")
        _shrink(docs / "pictures" / "docx.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
