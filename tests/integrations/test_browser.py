"""Sites in a browser: click a citation, land on its entry, and go back.

They need Chromium and its driver, and the themes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser import Browser, open_browser, until
from tests.integrations import test_mkdocs, test_sphinx
from tests.integrations.site import run

FILLING = "\n\n".join(["Much text, so that the page is longer than a screen."] * 60)
"""Text before citations and entries."""
_IN_VIEW = """
const {top, bottom} = arguments[0].getBoundingClientRect();
const x = arguments[0].getBoundingClientRect().left + 5, y = (top + bottom) / 2;
const shown = document.elementFromPoint(x, y);
return top >= 0 && bottom <= innerHeight && shown !== null && arguments[0].contains(shown);
"""
"""Whether an element is in the window, and no header is over it."""


@pytest.fixture(name="browser", scope="module")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("downloads")) as browser:
        yield browser


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the files of a folder, and yield the address."""
    handler = partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def check_round_trip(browser: Browser, address: str, citation: str, back: str) -> None:
    """Click a citation of Knuth (1984), come to his entry, and go back by its link and by the
    button of the browser.

    Args:
        browser: A browser.
        address: The page with the citation.
        citation: The selector of its link.
        back: The selector of the link in the entry.
    """
    browser.open(address)
    link = browser.find(citation)
    assert "1984" in link.text
    browser.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", link)
    link.click()

    # A theme may replace the page at any time after its address has changed, so elements are found
    # again each time.
    until(lambda: browser.run(_IN_VIEW, browser.find("#ref-knuth1984:target")))
    assert "The TeXbook" in until(lambda: browser.find("#ref-knuth1984:target").text)
    listed = browser.driver.current_url

    until(lambda: browser.find(f"#ref-knuth1984 {back}").click() or True)
    until(lambda: browser.driver.current_url.startswith(f"{address}#cite-"))
    until(lambda: browser.run(_IN_VIEW, browser.find("[id^='cite-']:target")))
    assert "1984" in until(lambda: browser.find("[id^='cite-']:target").text)

    browser.driver.back()
    until(lambda: browser.driver.current_url == listed)
    until(lambda: browser.find("#ref-knuth1984:target"))
    browser.driver.back()
    until(lambda: browser.driver.current_url == address)
    # where the page is scrolled to is up to the theme, which may have replaced it
    until(lambda: browser.find(citation).is_displayed())


@pytest.mark.slow
@pytest.mark.skipif(find_spec("furo") is None, reason="Furo is not installed")
def test_furo(tmp_path: Path, browser: Browser) -> None:
    text = f"Title\n=====\n\n.. toctree::\n\n   refs\n\n{FILLING}\n\nAs :cite:p:`knuth1984`.\n"
    refs = f"References\n==========\n\n{FILLING}\n\n.. bibliography::\n\n{FILLING}\n"
    folder = test_sphinx.project(tmp_path, {"index.rst": text, "refs.rst": refs})
    assert test_sphinx.build(folder, "html", "-D", "html_theme=furo") == ""

    with served(folder / "_build/html") as address:
        check_round_trip(browser, f"{address}index.html", "a[href$='#ref-knuth1984']",
                         "a.citation-backref")  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(find_spec("material") is None, reason="Material for MkDocs is not installed")
@pytest.mark.parametrize("features", [[], ["navigation.instant"]], ids=["plain", "instant"])
def test_material(tmp_path: Path, browser: Browser, features: list[str]) -> None:
    options = {"style": "apa", "bibliography_page": "references.md"}
    folder = test_mkdocs.site(
        tmp_path, options, theme={"name": "material", "font": False, "features": features}
    )
    (folder / "docs/b.md").write_text(f"# B\n\n{FILLING}\n\nAs [@knuth1984].\n", "utf-8")
    (folder / "docs/references.md").write_text(
        f"# References\n\n{FILLING}\n\n::: {{#refs}}\n:::\n\n{FILLING}\n", "utf-8"
    )
    run("mkdocs", "build", "-q", cwd=folder)

    with served(folder / "site") as address:
        check_round_trip(browser, f"{address}b.html", "a[href$='#ref-knuth1984']",
                         "a[href*='b.html#cite-']")  # fmt: skip
