"""What users hold can be pickled and copied, so that it passes between processes."""

from __future__ import annotations

import copy
import inspect
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

import citeformat
from citeformat import Citation, Cite, Style, errors
from citeformat.cite_this.box import CiteThis
from citeformat.cite_this.sets import BOXES, get_box
from citeformat.errors import (
    CiteformatError,
    InvalidStyle,
    Problem,
    RecordNotFound,
    StyleError,
    StyleNotFound,
)
from citeformat.richtext.links import Links
from citeformat.styles.loader import find
from tests.samples import bib, csl, date, names, record

PROBLEM = Problem("error", "it is broken", "x.csl", 3, "mend it", "a", "a traceback")


def pickled(value: Any, protocol: int) -> Any:
    return pickle.loads(pickle.dumps(value, protocol))


WAYS: dict[str, Callable[[Any], Any]] = {
    f"protocol {number}": partial(pickled, protocol=number)
    for number in range(2, pickle.HIGHEST_PROTOCOL + 1)
}
WAYS |= {"copy": copy.copy, "deepcopy": copy.deepcopy}
ways = pytest.mark.parametrize("again", WAYS.values(), ids=WAYS)

EXCEPTIONS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, BaseException) and kind.__module__ == errors.__name__
]
ARGUMENTS: dict[str, Any] = {
    "name": "a\n'style'",
    "id": "Knuth",
    "suggestions": ["apa", "ama"],
    "problems": [PROBLEM, PROBLEM],
    "message": "a message",
    "accept": "application/pdf",
    "available": ["text/html"],
}
"""The name of a parameter of an exception -> a value."""


def made(kind: type[BaseException]) -> BaseException:
    """An exception with a value for each of its parameters, and a note."""
    if inspect.isfunction(kind.__init__):
        error = kind(*[ARGUMENTS[name] for name in inspect.signature(kind).parameters])
    else:
        error = kind("a message", 2)
    error.__dict__["__notes__"] = ["a note"]
    return error


def test_all_exceptions_are_known() -> None:
    assert {CiteformatError, InvalidStyle, RecordNotFound, StyleNotFound} < set(EXCEPTIONS)
    assert all(issubclass(kind, CiteformatError) for kind in EXCEPTIONS)


@ways
@pytest.mark.parametrize("kind", EXCEPTIONS)
def test_exception(kind: type[BaseException], again: Callable[[Any], Any]) -> None:
    error = made(kind)
    other = again(error)

    assert type(other) is kind
    assert other is not error
    assert (str(other), other.args) == (str(error), error.args)
    assert other.__dict__ == error.__dict__


class MyError(StyleNotFound):
    """An exception of a user, with parameters of its own."""

    def __init__(self, where: str, *, code: int) -> None:
        super().__init__("mine", ["other"])
        self.where, self.code = where, code


@ways
def test_exception_of_a_subclass_with_other_parameters(again: Callable[[Any], Any]) -> None:
    other = again(MyError("here", code=3))

    assert (other.where, other.code, other.name, other.suggestions) == (
        "here",
        3,
        "mine",
        ("other",),
    )
    assert str(other) == "there is no style named 'mine'; did you mean other?"


WORKS = [
    record("a", author=names("Ann Doe"), title="One <i>two</i>", issued=date(2000), DOI="10.1/x"),
    record("b", author=names("Ann Doe"), title="Other", issued=date(2000)),
    record("c"),
]


def cited() -> Any:
    """A document with two citations, whose first changed by the second."""
    document = Style.load("apa").document(WORKS)
    first = document.add(Citation((Cite("a", locator="3"),), id="1"), spans=True)
    changes = document.update(Citation((Cite("b"),), id="2"), before=[("1", 0)])
    return document, first, changes


VALUES: dict[str, Callable[[], Any]] = {
    "problem": lambda: PROBLEM,
    "record": lambda: WORKS[0],
    "records": lambda: citeformat.read(b'@book{a, title = {T}, nonsense = "}', format="bibtex"),
    "cite": lambda: Cite("a", locator="3", label="chapter"),
    "citation": lambda: Citation((Cite("a"),), id="1", note_number=2),
    "text of a citation": lambda: cited()[1],
    "changes": lambda: cited()[2],
    "bibliography of a document": lambda: cited()[0].bibliography(),
    "bibliography with spans": lambda: Style.load("apa").bibliography(WORKS, spans=True),
    "bibliography with links": lambda: Style.load("apa").bibliography(WORKS).with_links(WORKS),
    "entry": lambda: Style.load("apa").bibliography(WORKS)[0],
    "conversion": lambda: citeformat.convert(WORKS, to="ris"),
    "explanation": lambda: citeformat.explain(WORKS[0], Style.load("apa")),
    "links": lambda: Links(titles=True),
    "box": lambda: get_box("pubmed"),
    "all boxes": lambda: dict(BOXES),
    "cite this": lambda: dict(citeformat.cite_this(WORKS[0])),
}


def told(value: Any) -> Any:
    """All that a value holds, to compare what has no equality of its own, or a partial one."""
    if isinstance(value, (list, tuple)):
        return [type(value), *map(told, value)]
    if isinstance(value, dict):
        return {key: told(each) for key, each in value.items()}
    slots = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    held = {name: told(getattr(value, name)) for name in slots if hasattr(value, name)}
    return type(value), held or value, str(value)


@ways
@pytest.mark.parametrize("name", VALUES)
def test_value(name: str, again: Callable[[Any], Any]) -> None:
    value = VALUES[name]()
    other = again(value)

    assert type(other) is type(value)
    assert told(other) == told(value)
    if not name.startswith("explanation"):
        assert other == value


@ways
def test_texts_of_a_box(again: Callable[[Any], Any]) -> None:
    texts = citeformat.cite_this(WORKS[0])
    other = again(texts)

    assert other.as_dicts() == texts.as_dicts()
    assert other.html == texts.html
    assert {label: text.problems for label, text in other.items()} == {
        label: text.problems for label, text in texts.items()
    }


@ways
def test_box_made_ready(again: Callable[[Any], Any]) -> None:
    ready = CiteThis(get_box("pubmed").only("NLM"))
    other = again(ready)

    assert other.box == ready.box
    assert other.texts(WORKS[0]).html == ready.texts(WORKS[0]).html


STYLES: dict[str, Callable[[], Style]] = {
    "by name": lambda: Style.load("apa"),
    "dependent, in another language": lambda: Style.load("american-psychologist", locale="de"),
    "of another engine": lambda: Style.load("ieee", engine="citeproc-py"),
    "of text, with problems": lambda: Style.from_string(
        csl('<text variable="titel"/>', bib('<text variable="title"/>')), name="x"
    ),
}


@ways
@pytest.mark.parametrize("name", STYLES)
def test_style(name: str, again: Callable[[Any], Any]) -> None:
    style = STYLES[name]()
    other = again(style)

    assert type(other) is Style
    assert (other.name, other.title, other.locale) == (style.name, style.title, style.locale)
    assert (other.dependent_of, other.problems) == (style.dependent_of, style.problems)
    assert other.bibliography(WORKS) == style.bibliography(WORKS)
    assert other.has_bibliography == style.has_bibliography


@ways
def test_style_keeps_its_engine(again: Callable[[Any], Any]) -> None:
    assert again(Style.load("ieee")).python_source
    with pytest.raises(StyleError, match="does not compile"):
        _ = again(Style.load("ieee", engine="citeproc-py")).python_source


def test_style_is_pickled_as_its_source() -> None:
    """There is no code in it."""
    assert len(pickle.dumps(Style.load("apa"))) < len(find("apa").text) + 1_000


@ways
@pytest.mark.parametrize("engine", ["compiled", "citeproc-py"])
def test_document_says_what_to_do_instead(engine: str, again: Callable[[Any], Any]) -> None:
    document = Style.load("apa", engine=engine).document(WORKS)
    document.cite("a")

    with pytest.raises(
        TypeError, match=r"a Document cannot be pickled or copied; .*Style\.document"
    ):
        again(document)


def invalid_style(number: int) -> str:
    return Style.from_string("<style/>", name=f"style {number}").title


def unknown_style(number: int) -> str:
    return Style.load(f"no such style {number}").title


def unknown_record(number: int) -> str:
    return Style.load("apa").document(WORKS).cite(f"a{number}")


def box_of(_number: int) -> Any:
    return citeformat.cite_this(WORKS[0])


def bibliography_of(style: Style) -> Any:
    return style.bibliography(WORKS)


@pytest.mark.parametrize("method", [
    pytest.param(method, marks=pytest.mark.skipif(
        method not in multiprocessing.get_all_start_methods(), reason="not on this platform"))
    for method in ("fork", "spawn")
])  # fmt: skip
@pytest.mark.slow
class TestPools:
    """Exceptions and values reach the parent. Without that, `Pool` waits forever and
    `ProcessPoolExecutor` breaks."""

    def test_pool(self, method: str) -> None:
        pool = multiprocessing.get_context(method).Pool(1)
        try:
            for task, kind in (
                (invalid_style, InvalidStyle),
                (unknown_style, StyleNotFound),
                (unknown_record, RecordNotFound),
            ):
                with pytest.raises(kind) as caught:
                    pool.apply_async(task, (1,)).get(timeout=60)
                with pytest.raises(kind) as here:
                    task(1)
                assert caught.value.__dict__ == here.value.__dict__
                assert str(caught.value) == str(here.value)
            texts = pool.apply_async(box_of, (1,)).get(timeout=60)
            style = Style.load("apa")
            made = pool.apply_async(bibliography_of, (style,)).get(timeout=60)
        finally:
            pool.terminate()
            pool.join()

        assert texts.html == box_of(1).html
        assert made == style.bibliography(WORKS)

    def test_styles_and_boxes_render_in_processes(self, method: str) -> None:
        style, box = Style.load("apa"), CiteThis(get_box("pubmed").only("NLM"))
        context = multiprocessing.get_context(method)
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            lists = list(pool.map(style.bibliography, WORKS, timeout=60))
            boxes = list(pool.map(box.texts, WORKS, timeout=60))

        assert lists == [style.bibliography(work) for work in WORKS]
        assert [made.html for made in boxes] == [box.texts(work).html for work in WORKS]

    def test_executor_goes_on(self, method: str) -> None:
        context = multiprocessing.get_context(method)
        with ProcessPoolExecutor(1, mp_context=context) as pool:
            with pytest.raises(InvalidStyle):
                pool.submit(invalid_style, 1).result(timeout=60)
            assert pool.submit(int, "7").result(timeout=60) == 7


def test_threads_share_a_style_and_a_box() -> None:
    """Each thread has a document of its own; what they share does not change."""
    style, box = Style.load("apa"), CiteThis(get_box("pubmed"))

    def render(number: int) -> tuple[Any, ...]:
        document = style.document(WORKS)
        cited = [document.cite(work.id, locator=number) for work in WORKS]
        listed = style.bibliography(WORKS, spans=bool(number % 2))
        return cited, document.bibliography().text, listed.text, box.texts(WORKS[0]).html

    alone = [render(number) for number in range(12)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(render, range(12)))

    assert together == alone


def test_a_style_in_another_locale_or_with_abbreviations_is_copied_whole() -> None:
    style = Style.load("nature", locale="de").with_abbreviations(
        {"default": {"container-title": {"Journal": "J."}}}
    )
    work = record("a", "article-journal", container_title="Journal", title="T")

    for again in WAYS.values():
        assert again(style).bibliography(work) == style.bibliography(work)
    assert "J." in Style.load(style, locale="fr").bibliography(work).text
