"""The element `<cite-this>` in a browser: on plain pages, with a service, and in Sphinx."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import citeformat
from citeformat.cite_this import element_script
from citeformat.cli.main import main
from tests.browser import Browser, open_browser, serve, until
from tests.docs.examples import code
from tests.integrations.site import run

RECORD = citeformat.Record.from_csl({
    "id": "doe2020", "type": "article-journal", "title": "Trees of life",
    "author": [{"family": "Doe", "given": "Jane"}], "container-title": "Forests", "volume": "3",
    "page": "4-9", "issued": {"date-parts": [[2020]]},
})  # fmt: skip
DATA = f'<script type="application/json">{json.dumps(RECORD.to_csl())}</script>'
STYLES = {name: citeformat.styles.title(name) for name in ("apa", "ieee", "nature")}


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "cite-this.js").write_text(element_script(), "utf-8")
    return folder


@pytest.fixture(name="address", scope="module")
def _address(folder: Path) -> Iterator[str]:
    """The address of a site with a service below it."""
    from starlette.applications import Starlette
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    from citeformat.service import create_app

    site = Starlette(
        routes=[Mount("/cite", create_app()), Mount("/", StaticFiles(directory=folder))]
    )
    with serve(site) as address:
        yield address


@pytest.fixture(name="browser", scope="module")
def _browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("downloads")) as browser:
        yield browser


@pytest.fixture(autouse=True)
def _no_downloads(browser: Browser) -> None:
    for path in browser.downloads.iterdir():
        path.unlink()


def show(browser: Browser, folder: Path, address: str, element: str) -> None:
    """Open a page with an element. Its script is loaded before the element is read."""
    page = f"<!DOCTYPE html><title>x</title><script src='cite-this.js'></script>{element}"
    (folder / "index.html").write_text(f"{page}<p>End", "utf-8")
    browser.open(f"{address}index.html")


def tabs(browser: Browser) -> list[str]:
    return [each.text for each in browser.in_shadow("[role=tab]")]


def shown(browser: Browser) -> str:
    return str(browser.in_shadow("[part=text]")[0].text)


def press(browser: Browser, label: str) -> None:
    """Press the button with a label."""
    next(each for each in browser.in_shadow("button") if each.text == label).click()


def test_rendered_texts_need_no_service(browser: Browser, folder: Path, address: str) -> None:
    texts = citeformat.cite_this(RECORD, "google-scholar")
    show(browser, folder, address, texts.element(RECORD))

    assert tabs(browser) == list(texts)
    assert shown(browser) == texts["MLA"]
    assert browser.in_shadow("input") == []
    press(browser, "APA")
    assert shown(browser) == texts["APA"]


def test_the_keyboard_moves_between_tabs(browser: Browser, folder: Path, address: str) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, folder, address, citeformat.cite_this(RECORD, "pubmed").element(RECORD))
    browser.in_shadow("[role=tab]")[0].send_keys(Keys.ARROW_LEFT)
    chosen = browser.in_shadow("[aria-selected=true]")
    assert [each.text for each in chosen] == ["NLM"]
    chosen[0].send_keys(Keys.ARROW_RIGHT)
    assert [each.text for each in browser.in_shadow("[aria-selected=true]")] == ["AMA"]
    assert [each.get_attribute("tabindex") for each in browser.in_shadow("[role=tab]")] == [
        "0", "-1", "-1", "-1",
    ]  # fmt: skip


def test_texts_are_copied(browser: Browser, folder: Path, address: str) -> None:
    texts = citeformat.cite_this(RECORD, "pubmed")
    show(browser, folder, address, texts.element(RECORD))

    press(browser, "Copy")
    copied = browser.clipboard()
    assert copied["text/plain"] == texts["AMA"]
    assert "<i>Forests</i>" in copied["text/html"]
    assert browser.in_shadow("[role=status]")[0].text == "Copied"
    press(browser, "Copy plain text")
    assert browser.clipboard() == {"text/plain": texts["AMA"]}


@pytest.mark.parametrize("suffix", [".bib", ".ris", ".json"])
@pytest.mark.parametrize("source", ["texts", "service"])
def test_the_record_is_saved(
    browser: Browser, folder: Path, address: str, suffix: str, source: str
) -> None:
    if source == "texts":
        show(
            browser, folder, address, citeformat.cite_this(RECORD, "google-scholar").element(RECORD)
        )
    else:
        show(
            browser, folder, address, f'<cite-this service="/cite" styles="apa">{DATA}</cite-this>'
        )
        until(lambda: tabs(browser))
    press(browser, f"Download {suffix}")

    path = browser.saved()
    assert path.name == f"citation{suffix}"
    (saved,) = citeformat.read(path)
    assert saved.fields == RECORD.fields


def test_styles_of_the_service(browser: Browser, folder: Path, address: str) -> None:
    show(browser, folder, address,
         f'<cite-this service="/cite" styles="apa, ieee">{DATA}</cite-this>')  # fmt: skip

    until(lambda: tabs(browser) == [STYLES["apa"], STYLES["ieee"]])
    assert shown(browser) == citeformat.Style.load("apa").bibliography(RECORD)[0].text
    press(browser, STYLES["ieee"])
    assert shown(browser).startswith("J. Doe, “Trees of life,”")


def test_rendered_texts_come_first(browser: Browser, folder: Path, address: str) -> None:
    texts = citeformat.cite_this(RECORD, "pubmed")
    show(
        browser, folder, address, texts.element(RECORD, service="/cite/", styles=["apa", "nature"])
    )

    until(lambda: tabs(browser) == [*texts, "Nature"])
    assert shown(browser) == texts["AMA"]


def test_a_style_is_found_and_remembered(browser: Browser, folder: Path, address: str) -> None:
    element = f'<cite-this service="/cite" styles="apa">{DATA}</cite-this>'
    show(browser, folder, address, element)
    until(lambda: tabs(browser))
    browser.in_shadow("input")[0].send_keys("nature")
    until(lambda: browser.in_shadow("[part=results] button"))
    assert browser.in_shadow("[role=status]")[0].text == "20 styles"
    press(browser, "Nature")
    until(lambda: tabs(browser) == [STYLES["apa"], "Nature"])
    text = shown(browser)
    assert text.startswith("Doe, J. Trees of life. Forests")

    browser.driver.get(f"{address}index.html")
    until(lambda: len(tabs(browser)) == 2 and shown(browser) == text)


def test_another_language(browser: Browser, folder: Path, address: str) -> None:
    record = RECORD.replace(author=None, editor=RECORD.author)
    show(browser, folder, address, citeformat.cite_this(record, "pubmed").element(
        record, service="/cite", styles=["ieee"], locale="de-DE"
    ).replace("<cite-this ", '<cite-this data-copy="Kopieren" data-search="Suche" '))  # fmt: skip

    until(lambda: STYLES["ieee"] in tabs(browser))
    press(browser, STYLES["ieee"])
    assert "Hrsg." in shown(browser)
    assert browser.in_shadow("[part=button]")[0].text == "Kopieren"
    assert browser.in_shadow("label")[0].text == "Suche"


def test_a_service_that_does_not_answer(browser: Browser, folder: Path, address: str) -> None:
    texts = citeformat.cite_this(RECORD, "pubmed")
    show(browser, folder, address, texts.element(RECORD, service="/missing", styles=["nature"]))

    until(lambda: len(tabs(browser)) == 4)
    assert shown(browser) == texts["AMA"]
    browser.in_shadow("input")[0].send_keys("nature")
    until(lambda: browser.in_shadow("[role=status]")[0].text == "The service does not answer")


def test_a_style_that_the_service_does_not_have(
    browser: Browser, folder: Path, address: str
) -> None:
    show(browser, folder, address, f'<cite-this service="/cite" styles="apaa">{DATA}</cite-this>')

    message = "there is no style named 'apaa'; did you mean apa"
    until(lambda: browser.in_shadow("[role=status]")[0].text.startswith(message))


def test_two_boxes_and_a_script_that_is_loaded_twice(
    browser: Browser, folder: Path, address: str
) -> None:
    one = citeformat.cite_this(RECORD, "pubmed").element(RECORD)
    browser.messages()  # of other tests
    show(browser, folder, address, f"{one}{one}<script src='cite-this.js'></script>")

    assert len(browser.all("cite-this")) == 2
    assert browser.run("return [...document.querySelectorAll('cite-this')]"
                       ".every(each => each.shadowRoot.querySelector('[role=tab]'))")  # fmt: skip
    assert not [each for each in browser.messages() if "cite-this" in each]


def test_a_box_that_is_added_later(browser: Browser, folder: Path, address: str) -> None:
    show(browser, folder, address, "")
    element = citeformat.cite_this(RECORD, "pubmed").element(RECORD)
    browser.run("document.body.innerHTML = arguments[0]", element)

    assert tabs(browser) == ["AMA", "MLA", "APA", "NLM"]


def test_the_element_and_the_css_of_the_documentation(
    browser: Browser, folder: Path, address: str
) -> None:
    """An element written by hand gets its texts, and the CSS of the site styles its parts."""
    (element,) = code("docs/cite-this-element.md", "html", 1)
    (css,) = code("docs/cite-this-element.md", "css", 1)
    show(browser, folder, address, f"<style>{css}</style>{element}")

    until(lambda: tabs(browser) == [STYLES["apa"], STYLES["ieee"], "BIBTEX"])
    assert shown(browser) == "Knuth, D. E. (1984). The TeXbook."
    (text,) = browser.in_shadow("[part=text]")
    assert text.value_of_css_property("font-family") == "Georgia, serif"
    colors = [each.value_of_css_property("color") for each in browser.in_shadow("[role=tab]")]
    assert colors[0] == "rgba(0, 128, 128, 1)"
    assert colors[1] != colors[0]


def test_a_strict_policy_of_the_site(browser: Browser, folder: Path, address: str) -> None:
    element = citeformat.cite_this(RECORD, "pubmed").element(RECORD)
    show(browser, folder, address,
         "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; "
         f"script-src 'self'; connect-src 'self'\">{element}")  # fmt: skip
    assert tabs(browser) == ["AMA", "MLA", "APA", "NLM"]
    assert browser.in_shadow("div")[0].value_of_css_property("display") == "flex"


def test_without_javascript(folder: Path, address: str, tmp_path: Path) -> None:
    texts = citeformat.cite_this(RECORD, "google-scholar")
    (folder / "index.html").write_text(texts.element(RECORD), "utf-8")
    with open_browser(tmp_path, scripts=False) as browser:
        browser.driver.get(f"{address}index.html")
        text = browser.find("cite-this").text

    for label, each in texts.items():
        assert label in text
        assert each in text or "\n" in each


def test_the_page_of_the_command(browser: Browser, tmp_path: Path) -> None:
    source, target = tmp_path / "refs.json", tmp_path / "cite.html"
    source.write_text(json.dumps([RECORD.to_csl()]), "utf-8")
    assert main(["cite-this", str(source), "--set", "google-scholar", "--standalone",
                 "--output", str(target)]) == 0  # fmt: skip
    browser.driver.get(target.as_uri())
    press(browser, "Download .bib")

    (saved,) = citeformat.read(browser.saved())
    assert saved.fields == RECORD.fields


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, folder: Path, address: str, dark: bool
) -> None:
    element = citeformat.cite_this(RECORD, "google-scholar").element(RECORD, service="/cite")
    page = "<style>:root { color-scheme: light dark }</style><main><h1>X</h1>"
    show(browser, folder, address, f"{page}{element}</main>")
    browser.open(f"{address}index.html", dark=dark)
    browser.run("document.documentElement.lang = 'en'")

    assert browser.axe() == []


def test_a_page_of_sphinx(browser: Browser, folder: Path, address: str, tmp_path: Path) -> None:
    pytest.importorskip("sphinx")
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "cite-this.js").write_text(element_script(), "utf-8")
    (configuration,) = code("docs/cite-this-element.md", "python", 1)
    (tmp_path / "conf.py").write_text(configuration, "utf-8")
    texts = citeformat.cite_this(RECORD, "pubmed")
    element = texts.element(RECORD).rstrip().replace("\n", "\n   ")
    (page,) = code("docs/cite-this-element.md", "rst", 1)
    page = page.replace("<cite-this> ... </cite-this>", element)
    (tmp_path / "index.rst").write_text(f"Cite\n====\n\n{page}", "utf-8")
    run("sphinx", "-q", "-b", "html", ".", str(folder / "sphinx"), cwd=tmp_path)
    browser.open(f"{address}sphinx/index.html")

    assert tabs(browser) == list(texts)
    assert shown(browser) == texts["AMA"]
