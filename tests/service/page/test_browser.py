"""The page in a browser: typing, choosing a style, copying, saving, and the keyboard."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import citeformat
from tests.browser import Browser, open_browser, serve, until
from tests.shared import ROOT

EXAMPLE = (ROOT / "citeformat/service/page/static/example.bib").read_text("utf-8")


@pytest.fixture(name="address", scope="module")
def _address() -> Iterator[str]:
    """The address of a service."""
    from citeformat.service import create_app

    with serve(create_app()) as address:
        yield address


@pytest.fixture(name="started", scope="module")
def _started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with open_browser(tmp_path_factory.mktemp("downloads")) as browser:
        yield browser


@pytest.fixture(name="browser")
def _browser(started: Browser, address: str) -> Iterator[Browser]:
    """A browser with the page."""
    for path in started.downloads.iterdir():
        path.unlink()
    started.open(address)
    yield started
    complaints = [each for each in started.messages() if "favicon" not in each]
    assert complaints == []


def paste(browser: Browser, text: str) -> None:
    """Put text into the field of the references at once, as pasting does."""
    browser.run(
        "const field = document.querySelector('#text'); field.value = arguments[0];"
        "field.dispatchEvent(new Event('input', {bubbles: true}))",
        text,
    )


def entries(browser: Browser) -> list[str]:
    return [each.text.removesuffix("\nCite") for each in browser.all("#list .csl-entry")]


def status(browser: Browser) -> str:
    return str(browser.find("#status").text)


def test_the_list_follows_the_text(browser: Browser) -> None:
    paste(browser, EXAMPLE)
    until(lambda: len(entries(browser)) == 5)
    assert status(browser) == "5 references in APA Style 7th edition."
    assert entries(browser)[0] == "Knuth, D. E. (1984). The TeXbook. Addison-Wesley."

    browser.type("#text", "@book{x, title={One & only}}")
    until(lambda: entries(browser) == ["One & only. (n.d.)."])
    assert status(browser) == "1 reference in APA Style 7th edition."


def test_the_buttons_of_the_form_give_way(browser: Browser) -> None:
    shown = [each.text for each in browser.all("button") if each.is_displayed()]

    assert shown == ["Try an example", "Clear"]


def test_a_style_is_chosen_with_the_keyboard(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    field = browser.find("#words")
    browser.type("#words", "vancouver")
    until(lambda: browser.all("#styles button"))
    assert status(browser).endswith("styles.")
    assert browser.find("#styles .preview").text.startswith("1.")

    field.send_keys(Keys.ARROW_DOWN)
    first = browser.driver.switch_to.active_element
    assert first.get_attribute("value") == "nlm-citation-sequence"
    first.send_keys(Keys.ENTER)

    until(lambda: entries(browser)[0].startswith("1."))
    assert field.get_attribute("value") == citeformat.styles.title("vancouver")
    assert "style=nlm-citation-sequence" in browser.driver.current_url
    assert browser.all("#styles button") == []


def test_escape_keeps_the_style(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.type("#words", "nature")
    until(lambda: browser.all("#styles button"))
    browser.find("#words").send_keys(Keys.ESCAPE)

    assert browser.all("#styles button") == []
    assert browser.find("#words").get_attribute("value") == citeformat.styles.title("apa")


def test_the_first_style_is_chosen_by_enter(browser: Browser) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.type("#words", "ieee")
    until(lambda: browser.all("#styles button"))
    browser.find("#words").send_keys(Keys.ENTER)

    until(lambda: "style=ieee" in browser.driver.current_url)


def test_a_search_goes_on_until_all_styles_are_ready(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citeformat.finding import find_styles
    from citeformat.service.page import style_choice

    clock = itertools.count(step=100)
    progress = [0.25, 0.75]

    def slowly(*arguments: Any, report: Any, **options: Any) -> Any:
        if progress:
            report(progress.pop(0))
        return find_styles(*arguments, styles=["apa", "ieee", "nature"], **options)

    monkeypatch.setattr(style_choice, "monotonic", lambda: next(clock))
    monkeypatch.setattr(style_choice, "find_styles", slowly)
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    browser.find("summary").click()
    browser.type("#like", "Knuth, D. E. (1984). The TeXbook. Addison-Wesley.")
    browser.find("button[value=like]").click()

    until(lambda: len(browser.all("#styles button")) == 3)
    assert progress == []
    assert browser.find("#styles button").text == citeformat.styles.title("apa")
    assert browser.find("#styles .hint").text.startswith("100% similar")
    browser.all("#styles button")[1].click()
    until(lambda: "style=apa" not in browser.driver.current_url)


def test_the_language(browser: Browser) -> None:
    paste(browser, "@book{x, title={Berge}, editor={Doe, Jane}}")
    until(lambda: entries(browser))
    browser.find("#locale option[value='de-DE']").click()

    until(lambda: "Hrsg." in entries(browser)[0])
    assert "locale=de-DE" in browser.driver.current_url


def test_the_list_is_copied_with_its_formatting(browser: Browser) -> None:
    browser.driver.get(browser.driver.current_url + "?style=ieee")
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    browser.find("[data-copy=rich]").click()

    found = browser.clipboard()
    plain = citeformat.Style.load("ieee").bibliography(citeformat.read(text=EXAMPLE)).text
    assert found["text/plain"] == plain
    assert "<i>The TeXbook</i>" in found["text/html"]
    assert "Cite" not in found["text/plain"] + found["text/html"]
    assert "csl-left-margin" not in found["text/html"]


def test_the_list_is_copied_as_plain_text(browser: Browser) -> None:
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    browser.find("[data-copy=plain]").click()

    assert list(browser.clipboard()) == ["text/plain"]
    assert status(browser) == "Copied."


@pytest.mark.parametrize("format", ["bibtex", "csl-json", "ris"])
def test_the_references_are_saved_and_read_back(browser: Browser, format: str) -> None:
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    browser.find(f"button[value={format}]").click()

    saved = citeformat.read(browser.saved())
    records = citeformat.read(text=EXAMPLE)
    lists = [citeformat.Style.load("apa").bibliography(each).text for each in (saved, records)]
    if format == "ris":  # titles of RIS files are printed as they are
        lists = [text.casefold() for text in lists]
    assert lists[0] == lists[1]
    if format == "bibtex":
        assert [each.fields for each in saved] == [each.fields for each in records]


def test_problems_are_marked_at_their_line(browser: Browser) -> None:
    paste(browser, "@book{a, title={A}}\n\n@article{b, title={B}, journal=foo}\n")
    until(lambda: browser.all(".problems li"))

    assert [each.text for each in browser.all(".lines b")] == ["3"]
    browser.find(".problems a").click()
    start, end = browser.run(
        "const field = document.activeElement; return [field.selectionStart, field.selectionEnd]"
    )
    assert (start, end) == (21, 56)


def test_the_box_of_a_reference(browser: Browser) -> None:
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    browser.all(".cite")[1].click()
    until(lambda: browser.in_shadow("[role=tab]"))

    assert browser.find("#cited-title").text == "Cite this: Computing Machinery and Intelligence"
    assert browser.driver.switch_to.active_element.get_attribute("id") == "cited"
    browser.in_shadow("[role=tab]")[6].click()
    assert browser.in_shadow("[part=text]")[0].text.startswith("@article{turing1950,")


def test_the_box_finds_a_style_by_the_service(browser: Browser) -> None:
    paste(browser, "@book{x, title={One}, author={Doe, Jane}}")
    until(lambda: browser.in_shadow("input"))
    browser.in_shadow("input")[0].send_keys("nature physics")
    until(lambda: browser.in_shadow("[part=results] button"))
    browser.in_shadow("[part=results] button")[0].click()

    until(lambda: browser.in_shadow("[part~=current]")[0].text == "Nature Physics")
    assert browser.in_shadow("[part=text]")[0].text == "Doe, J. One."


def test_a_file_is_opened(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "refs.ris"
    path.write_bytes("TY  - BOOK\nTI  - Größe\nER  - \n".encode("latin-1"))
    browser.find("#file").send_keys(str(path))

    until(lambda: entries(browser) == ["Größe. (n.d.)."])
    assert "Größe" in browser.find("#text").get_attribute("value")


def test_a_file_is_dropped(browser: Browser) -> None:
    browser.run(
        "const data = new DataTransfer();"
        "data.items.add(new File(['@book{x, title={Dropped}}'], 'x.bib'));"
        "document.querySelector('.editor').dispatchEvent("
        "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))"
    )

    until(lambda: entries(browser) == ["Dropped. (n.d.)."])


def test_going_back_to_the_page(browser: Browser, address: str) -> None:
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))
    browser.driver.get(f"{address}healthz")
    browser.driver.back()

    until(lambda: len(entries(browser)) == 5)


def test_the_example(browser: Browser) -> None:
    browser.find("#example").click()
    until(lambda: len(entries(browser)) == 5)
    browser.find("#clear").click()

    until(lambda: not entries(browser))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, dark: bool, width: int) -> None:
    browser.open(address, dark=dark, width=width)
    assert browser.axe() == []
    paste(browser, EXAMPLE + "@article{b, title={B}, journal=foo}")
    until(lambda: browser.all(".problems li"))
    browser.all(".cite")[1].click()
    until(lambda: browser.in_shadow("[role=tab]"))
    browser.type("#words", "nature")
    until(lambda: browser.all("#styles button"))

    assert browser.axe() == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_is_wider_than_the_window(browser: Browser, address: str, width: int) -> None:
    browser.open(address, width=width)
    paste(browser, EXAMPLE)
    until(lambda: entries(browser))

    assert browser.run("return document.documentElement.scrollWidth") <= width


def test_without_javascript(address: str, tmp_path: Path) -> None:
    with open_browser(tmp_path, scripts=False) as browser:
        browser.driver.get(address)
        browser.find("#text").send_keys("@book{x, title={One}, author={Doe, Jane}, year=1999}")
        browser.type("#words", "nature phys")
        browser.find("#find").click()
        until(lambda: browser.all("#styles button"))[0].click()
        until(lambda: entries(browser) == ["1.\nDoe, J. One. (1999)."])

        texts = [each.text for each in browser.all("cite-this section")]
        assert [text.splitlines()[0] for text in texts][:2] == ["Nature Physics", "APA"]
        assert browser.find("#words").get_attribute("value") == "Nature Physics"
        browser.find("button[value=ris]").click()
        assert browser.saved().name == "references.ris"
