"""The page without JavaScript: what comes back when the form is sent."""

from __future__ import annotations

import asyncio
import gzip
import json
import warnings
from http import HTTPStatus
from typing import Any

import html5lib  # type: ignore[import-untyped]
import pytest

import citeformat
from citeformat.engine.compiler.parse import locale_names
from citeformat.interchange.losses import without_markup
from tests.integrations.site import Html
from tests.shared import ROOT

VARIED = (ROOT / "examples" / "varied.bib").read_text("utf-8")
BOOK = "@book{knuth1984, author = {Knuth, Donald E.}, title = {The {\\TeX}book}, year = 1984}\n"
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def post(client: Any, **form: str) -> Html:
    """Send the form, and read the page that comes back."""
    answer = client.post("/page", data=form)
    assert answer.status_code == 200, answer.text
    return Html(answer.text)


def buttons(page: Html, name: str) -> list[str]:
    """The values of the buttons of a name."""
    return [each.get("value") for each in page.tree.iter("button") if each.get("name") == name]


def field(page: Html, name: str) -> str:
    """The value of a field of the form."""
    return next(str(each.get("value")) for each in page.tree.iter("input")
                if each.get("name") == name)  # fmt: skip


def entries(page: Html) -> list[str]:
    return page.texts(".//div[@id='list']//div[@class='csl-entry']")


def test_the_empty_page(client: Any) -> None:
    page = Html(client.get("/").text)

    assert entries(page) == []
    assert page.texts(".//p[@class='empty']") == ["The list appears here."]
    count = f"{len(citeformat.styles.names()):,}"
    assert count in page.texts(".//header/p")[0]
    offered = [each.get("value") for each in page.tree.iter("option")]
    assert offered == ["", *locale_names()]


def test_a_list_has_all_references_in_the_style(client: Any) -> None:
    page = post(client, text=VARIED, style="ieee")

    wanted = citeformat.Style.load("ieee").bibliography(citeformat.read(text=VARIED))
    shown = [text.removesuffix("Cite") for text in entries(page)]
    assert ["".join(text.split()) for text in shown] == ["".join(e.text.split()) for e in wanted]


def test_the_text_and_the_choices_stay(client: Any) -> None:
    page = post(client, text=VARIED, style="ieee", locale="de-DE")

    (text,) = [each.text for each in page.tree.iter("textarea") if each.get("name") == "text"]
    assert text.strip() == VARIED.strip()
    assert field(page, "style") == "ieee"
    chosen = [each.get("value") for each in page.tree.iter("option") if "selected" in each.attrib]
    assert chosen == ["de-DE"]


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("ieee", "ieee"),
        ("IEEE Reference Guide version 11.29.2023", "ieee"),
        ("vancouver", "nlm-citation-sequence"),
        ("Nature Physics", "nature-physics"),
    ],
)
def test_words_that_name_a_style_choose_it(client: Any, words: str, style: str) -> None:
    page = post(client, text=BOOK, style="apa", words=words)

    assert field(page, "style") == style
    assert field(page, "words") == citeformat.styles.title(style)


def test_the_title_of_the_style_in_its_field_is_not_searched_for(client: Any) -> None:
    title = citeformat.styles.title("chicago-author-date")
    page = post(client, text=BOOK, style="chicago-author-date", words=title)

    assert field(page, "style") == "chicago-author-date"
    assert buttons(page, "choose") == []


def test_words_that_name_no_style_find_styles(client: Any) -> None:
    page = post(client, text=BOOK, style="apa", words="journal of physics")

    assert field(page, "style") == "apa"
    found = [each.name for each in citeformat.styles.search("journal of physics")]
    assert buttons(page, "choose") == found[:40]
    assert len(entries(page)) == 1


def test_a_typing_error_finds_the_style_that_is_meant(client: Any) -> None:
    page = post(client, text=BOOK, words="vancuver")

    assert "No style has the words “vancuver”" in page.texts(".//h3")
    assert buttons(page, "choose")


def test_styles_are_shown_with_the_first_reference(client: Any) -> None:
    page = post(client, text=BOOK, words="nature", find="words")

    previews = page.texts(".//div[@class='preview csl-entry']")
    assert len(previews) == 8
    assert previews[0] == "1.Knuth, D. E. The TeXbook. (1984)."
    assert "The rules of Nature" in page.texts(".//li/p")


def test_styles_without_a_reference_are_shown_with_a_sample(client: Any) -> None:
    page = post(client, words="", find="words")

    assert buttons(page, "choose")[0] == "apa"
    assert page.texts(".//div[@class='preview csl-entry']")[0].startswith("Watson, J. D., & Crick")


def test_a_button_chooses_a_style(client: Any) -> None:
    page = post(client, text=BOOK, style="apa", words="nature", choose="nature-physics")

    assert field(page, "style") == "nature-physics"
    assert len(entries(page)) == 1


@pytest.fixture(name="few_styles")
def _few_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a search for a reference compare three styles, and not all of them."""
    from citeformat.finding import find_styles
    from citeformat.service.page import style_choice

    def in_few_styles(*arguments: Any, **options: Any) -> Any:
        return find_styles(*arguments, styles=["apa", "ieee", "nature"], **options)

    monkeypatch.setattr(style_choice, "find_styles", in_few_styles)


def test_a_reference_without_a_record(client: Any) -> None:
    text = f"{BOOK}\n@book{{b, title={{Notes}}}}"
    page = post(client, text=text, find="like", like="Nothing Fits")

    hint = "No record has the title in 'Nothing Fits' (give its record alone)."
    assert hint in page.texts(".//p")


@pytest.mark.usefixtures("few_styles")
def test_the_styles_that_print_a_reference(client: Any) -> None:
    page = post(client, text=BOOK, find="like", like="Knuth D.E. The TeXbook. 1984")

    assert sorted(buttons(page, "choose")) == ["apa", "ieee", "nature"]
    assert page.texts(".//ins")


@pytest.mark.parametrize("text", ["", "@book{x, title={Another work}}\n@book{y, title={Z}}"])
def test_a_reference_without_its_data(client: Any, text: str) -> None:
    page = post(client, text=text, find="like", like="Knuth D.E. The TeXbook. 1984")

    assert buttons(page, "choose") == []
    assert page.texts(".//div[@id='styles']/p")


def test_a_search_that_takes_long_is_ended(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from citeformat.service.page import style_choice

    def forever(*arguments: Any, report: Any, **options: Any) -> None:
        for done in range(100):
            report(done / 100)

    clock = iter(range(0, 1000, 1))
    monkeypatch.setattr(style_choice, "find_styles", forever)
    monkeypatch.setattr(style_choice, "monotonic", lambda: next(clock))

    page = post(client, text=BOOK, find="like", like="Knuth D.E. The TeXbook. 1984")

    assert page.texts(".//h3")[0] == "7% of the styles are ready"


def test_an_error_of_the_program(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from citeformat.service.page import results

    def broken(*arguments: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(results, "convert", broken)

    answer = client.post("/page", data={"text": BOOK})

    assert answer.status_code == 500
    assert "the service has an error" in Html(answer.text).texts(".//p[@class='error']")[0]
    assert "Knuth, Donald E." in answer.text


def test_a_request_that_takes_too_long(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from citeformat.service.problems import Refusal

    async def run(*arguments: Any) -> None:
        raise Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "the request takes more than 10 seconds")

    monkeypatch.setattr(client.app.state.worker, "run", run)

    answer = client.post("/page", data={"text": BOOK})
    search = client.post("/page", data={"text": BOOK, "find": "like", "like": "Knuth D.E. 1984"})

    assert answer.status_code == search.status_code == 503
    assert "Sorry, the request takes more than 10 seconds." in answer.text
    assert "Knuth, Donald E." in answer.text
    assert "Compare again" not in answer.text
    assert "The first search prepares all styles. Compare again" in search.text


def test_the_address_names_a_style_and_a_language(client: Any) -> None:
    page = Html(client.get("/?style=ieee&locale=fr-FR").text)

    assert field(page, "style") == "ieee"


def test_an_address_with_an_unknown_style(client: Any) -> None:
    page = Html(client.get("/?style=ieeee").text)

    assert field(page, "style") == "apa"
    assert "ieee" in buttons(page, "choose")


@pytest.mark.parametrize("locale", ["x", "../de", "<b>", "d" * 99])
def test_a_wrong_language(client: Any, locale: str) -> None:
    page = post(client, text=BOOK, style="ieee", locale=locale)

    assert f"there is no locale {locale!r}" in page.texts(".//p[@class='error']")[0]
    assert len(entries(page)) == 1


def test_problems_have_their_line(client: Any) -> None:
    text = f"{BOOK}\n@article{{x, title = {{A}}, journal = foo}}\n@book{{y, title = {{B}}\n"
    page = post(client, text=text)

    lines = {each.get("data-line"): "".join(each.itertext())
             for each in page.tree.iter("li") if each.get("data-line")}  # fmt: skip
    assert sorted(lines) == ["3", "4"]
    assert "the string name 'foo' is not defined" in lines["3"]
    assert "@article{x, title = {A}, journal = foo}" in lines["3"]
    assert len(entries(page)) == 3


def test_many_problems(client: Any) -> None:
    text = "".join(f"@book{{k{n}, title = a{n}}}\n" for n in range(120))
    page = post(client, text=text)

    assert "120 problems" in page.texts(".//h3")
    assert len(page.texts(".//section[@class='problems']/ul/li")) == 100
    assert page.texts(".//section[@class='problems']/p") == ["The first 100 are shown."]


def test_text_in_no_format(client: Any) -> None:
    page = post(client, text="These are my references.")

    assert entries(page) == []
    assert "is in none of the formats" in page.texts(".//li/p")[0]


def test_more_references_than_are_shown(client: Any) -> None:
    text = "".join(f"@book{{k{n}, title = {{Title {n}}}}}\n" for n in range(25))
    page = post(client, text=text)

    assert len(entries(page)) == 20
    assert "The first 20 of 25 references are shown. Downloads have all of them." in page.texts(
        ".//p"
    )
    saved = client.post("/download", data={"text": text, "to": "bibtex"}).text
    assert len(citeformat.read(text=saved)) == 25


def test_the_box_of_a_reference(client: Any) -> None:
    page = post(client, text=VARIED, style="apa", cite="knuth1984")

    box = page.tree.find(".//cite-this")
    record = json.loads(box.find("script").text)
    assert citeformat.Record.from_csl(record) == citeformat.read(text=VARIED)["knuth1984"]
    assert [each.text for each in box.iter("h3")] == [
        "APA", "Harvard", "MLA", "Vancouver", "Chicago", "IEEE", "BibTeX", "RIS",
    ]  # fmt: skip


def test_a_single_reference_has_its_box_at_once(client: Any) -> None:
    page = post(client, text=BOOK, style="nature")

    labels = [each.text for each in page.tree.find(".//cite-this").iter("h3")]
    assert labels[:2] == ["Nature", "APA"]


@pytest.mark.parametrize(
    ("format", "suffix", "media_type"),
    [
        ("bibtex", ".bib", "application/x-bibtex"),
        ("ris", ".ris", "application/x-research-info-systems"),
        ("csl-json", ".json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_downloads_read_back(client: Any, format: str, suffix: str, media_type: str) -> None:
    answer = client.post("/download", data={"text": VARIED, "to": format})

    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="references{suffix}"'
    records = citeformat.read(text=VARIED)
    assert answer.text == citeformat.convert(records, to=format)
    titles = [without_markup(each.title or "") for each in records]
    assert [
        without_markup(each.title or "") for each in citeformat.read(text=answer.text)
    ] == titles


def test_the_page_says_what_downloads_leave_out(client: Any) -> None:
    record = {"id": "x", "type": "map", "title": "Alps", "scale": "1:100"}
    page = post(client, text=json.dumps([record]))

    (losses,) = page.texts(".//details[@class='losses']")
    assert "BibTeX: x: scale: BibTeX has no field for it" in losses
    assert page.texts(".//details[@class='losses']/ul/li")[0] in losses
    assert post(client, text="@book{x, title = {T}}").texts(".//details[@class='losses']") == []


def test_an_unknown_download_shows_the_page(client: Any) -> None:
    answer = client.post("/download", data={"text": BOOK, "to": "docx"})

    assert len(entries(Html(answer.text))) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("refs.bib", "@book{x, title = {Žluťoučký}}".encode()),
        ("refs.bib", "@book{x, title = {Ärger}}".encode("latin-1")),
        ("refs.bib.gz", gzip.compress(b"@book{x, title = {Gzip}}", mtime=0)),
        ("refs.ris", b"TY  - BOOK\r\nTI  - Ris\r\nER  - \r\n"),
        ("../../etc/passwd", b'[{"id": "x", "type": "book", "title": "Json"}]'),
    ],
    ids=["utf-8", "latin-1", "gzip", "ris", "json"],
)
def test_a_file(client: Any, name: str, content: bytes) -> None:
    answer = client.post("/page", data={"text": "@book{y}"}, files={"file": (name, content)})

    page = Html(answer.text)
    assert len(entries(page)) == 1
    (text,) = [each.text for each in page.tree.iter("textarea") if each.get("name") == "text"]
    assert "y}" not in text


@pytest.mark.parametrize("content", [b"\0\0\0", b"@comment{x}" * 3000], ids=["binary", "long"])
def test_a_file_that_cannot_be_read(client: Any, content: bytes) -> None:
    answer = client.post("/page", data={"text": ""}, files={"file": ("<b>.bib", content)})

    assert answer.status_code == 400
    assert Html(answer.text).texts(".//p[@class='error']")[0].startswith("<b>.bib")


def test_a_text_over_the_limit(client: Any) -> None:
    for text in (BOOK * 250, BOOK * 1000):
        answer = client.post("/page", data={"text": text})
        assert answer.status_code == 400
        assert "the limit is 20,000 bytes" in answer.text


def test_a_broken_form_is_not_called_too_long(client: Any) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=b"}

    answer = client.post("/page", content=b"no part", headers=headers)

    assert answer.status_code == 400
    assert "The form cannot be read." in answer.text


@pytest.mark.parametrize("field", ["words", "like"])
def test_a_field_over_the_limit(client: Any, field: str) -> None:
    answer = client.post("/page", data={field: "x" * 10_001, "find": field})

    assert answer.status_code == 400
    assert "has at most 10,000 characters" in answer.text


def test_the_ends_of_lines_do_not_count_twice(client: Any) -> None:
    text = "@book{x}\r\n" + "\r\n" * 19_000
    answer = client.post("/page", files={"text": (None, text)})

    assert answer.status_code == 200
    assert len(entries(Html(answer.text))) == 1


def test_a_file_over_the_limit_is_not_read_to_its_end(client: Any) -> None:
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="x.bib"\r\n\r\n'
    chunks = iter([start, *[b"@book{x}" * 1000] * 100])
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": next(chunks), "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    scope = {"type": "http", "method": "POST", "path": "/page", "headers": headers,
             "query_string": b"", "http_version": "1.1"}  # fmt: skip
    asyncio.run(client.app(scope, receive, send))

    assert sent[0]["status"] == 400
    assert b"the limit is 20,000 bytes" in b"".join([each.get("body", b"") for each in sent])
    assert len(list(chunks)) > 70


def test_the_page_below_another_address(client: Any) -> None:
    from starlette.applications import Starlette
    from starlette.routing import Mount

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient
    site = TestClient(Starlette(routes=[Mount("/cite", client.app)]))

    page = site.get("/cite")
    assert page.url.path == "/cite/"
    assert site.get(f"{page.url}static/page.css").status_code == 200
    assert len(entries(Html(site.post("/cite/page", data={"text": BOOK}).text))) == 1


@pytest.mark.parametrize("part", ["x", "page", "../page", "<b>"])
def test_an_unknown_part_is_the_whole_page(client: Any, part: str) -> None:
    answer = client.post("/page", params={"part": part}, data={"text": BOOK})

    assert answer.status_code == 200
    assert len(entries(Html(answer.text))) == 1


@pytest.mark.parametrize("part", ["result", "styles"])
def test_a_part_of_the_page(client: Any, part: str) -> None:
    form = {"text": BOOK, "words": "nature", "find": "words"}
    answer = client.post(f"/page?part={part}", data=form)

    assert "<html" not in answer.text
    assert ('id="list"' in answer.text) == (part == "result")
    assert ('name="choose"' in answer.text) == (part == "styles")


@pytest.mark.usefixtures("few_styles")
@pytest.mark.parametrize("where", ["text", "style", "words", "like", "locale", "cite", "choose"])
def test_hostile_values_are_text(client: Any, where: str) -> None:
    form = {"text": BOOK, "find": "like" if where == "like" else "", where: HOSTILE}
    html = client.post("/page", data=form).text

    assert "<script>alert" not in html
    assert not [each for each in Html(html).tree.iter("img") if each.get("onerror")]


def test_hostile_records_are_text(client: Any) -> None:
    item = {
        "id": HOSTILE,
        "type": "book",
        "title": HOSTILE,
        "author": [{"literal": HOSTILE}],
        "URL": "javascript:alert(1)",
        "note": "</script>",
        "custom": {"x": HOSTILE},
    }
    page = post(client, text=json.dumps([item]), cite=HOSTILE)

    assert len(entries(page)) == 1
    assert buttons(page, "cite") == [HOSTILE]
    assert not list(page.tree.iter("img"))
    assert all("alert" not in (each.text or "") or each.get("type") == "application/json"
               for each in page.tree.iter("script"))  # fmt: skip
    assert not [link for link in page.links if link.startswith("javascript")]
    assert json.loads(page.tree.find(".//cite-this/script").text)["title"] == HOSTILE


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"text": VARIED, "style": "ieee", "cite": "knuth1984"},
        {"text": "@book{a, title = {<i>X</i> & Y}", "find": "words", "words": "nature"},
        {"text": BOOK, "style": "apa", "locale": "he-IL"},
    ],
)
def test_pages_are_valid(client: Any, form: dict[str, str]) -> None:
    html = client.post("/page", data=form).text

    html5lib.HTMLParser(strict=True).parse(html)
    ids = Html(html).ids
    assert len(ids) == len(set(ids))


def test_the_policy_allows_no_script_in_the_page(client: Any) -> None:
    policy = client.get("/").headers["content-security-policy"]

    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert "unsafe-inline" not in policy
    html = client.post("/page", data={"text": VARIED}).text
    for script in Html(html).tree.iter("script"):
        assert script.get("src") or script.get("type") == "application/json"


def test_the_policy_allows_the_style_attributes_of_lists(client: Any) -> None:
    from base64 import b64encode
    from hashlib import sha256

    policy = client.get("/").headers["content-security-policy"]
    record = {"id": "x", "type": "book", "title": "<sc>Small</sc> capitals"}
    page = post(client, text=json.dumps([record]))

    used = {each.get("style") for each in page.tree.iter() if each.get("style")}
    assert used == {"font-variant:small-caps;"}
    for value in used:
        assert b64encode(sha256(value.encode()).digest()).decode() in policy


def test_the_page_loads_nothing_from_elsewhere(client: Any) -> None:
    page = post(client, text=BOOK)

    elements = [*page.tree.iter("script"), *page.tree.iter("link")]
    loaded = [each.get("src") or each.get("href") for each in elements]
    loaded = [address for address in loaded if address]
    assert len(loaded) == 5
    for address in loaded:
        assert address.startswith("static/")
        answer = client.get(f"/{address}")
        assert answer.status_code == 200
        assert "http" not in answer.text.replace("http://www.w3.org/2000/svg", "").replace(
            "HTTPS", ""
        )
        tag = answer.headers["etag"]
        assert client.get(f"/{address}", headers={"If-None-Match": tag}).status_code == 304


def test_an_unknown_file(client: Any) -> None:
    assert client.get("/static/__init__.py").status_code == 404
    assert client.get("/static/..%2Fviews.py").status_code == 404


def test_a_service_without_the_page() -> None:
    from citeformat.service import Settings, create_app

    paths = [
        getattr(route, "path", "") for route in create_app(settings=Settings(page=False)).routes
    ]

    assert "/page" not in paths


def test_texts_are_read_from_the_form_alone(client: Any) -> None:
    page = post(client, text="/etc/passwd")

    assert entries(page) == []
