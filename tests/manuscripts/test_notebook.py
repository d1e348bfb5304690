"""Citations in Jupyter notebooks."""

from __future__ import annotations

import json
from typing import Any

import pytest

from citeformat.errors import FormatError
from citeformat.manuscripts import RenderedPage, render

pytest.importorskip("markdown_it", reason="finds citations in Markdown")

WORKS = [
    {"id": "sea", "type": "book", "title": "The Sea", "issued": "2000",
     "author": [{"family": "Doe", "given": "Jane"}]},
    {"id": "sky", "type": "webpage", "title": "The Sky", "issued": "2001",
     "author": [{"family": "Roe", "given": "John"}]},
]  # fmt: skip


def notebook(*cells: str | dict[str, Any], **metadata: Any) -> str:
    """Make a notebook; text is a Markdown cell."""
    made = [
        {
            "cell_type": "markdown",
            "id": f"cell{number}",
            "metadata": {},
            "source": cell.splitlines(keepends=True),
        }
        if isinstance(cell, str)
        else cell
        for number, cell in enumerate(cells)
    ]
    own = {"references": WORKS, "csl": "apa"}
    values = {"citeformat": own | metadata.pop("citeformat", {}), **metadata}
    data = {"cells": made, "metadata": values, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(data, indent=1) + "\n"


def rendered(*cells: str | dict[str, Any], **metadata: Any) -> tuple[RenderedPage, list[str]]:
    """Render a notebook; return the result and the source of each cell."""
    made = render(notebook(*cells, **metadata), file="paper.ipynb")
    cells_of = json.loads(made.text)["cells"]
    return made, ["".join(cell["source"]) for cell in cells_of]


CODE: dict[str, Any] = {"cell_type": "code", "metadata": {}, "source": "x = '[@sea]'",
        "outputs": [], "execution_count": None, "id": "code"}  # fmt: skip


def test_outputs_stay() -> None:
    odd = CODE | {"outputs": [{"output_type": "stream", "name": "stdout", "text": "é\ud83d 😀"}]}

    made, _ = rendered("As @sea says.", odd)

    assert json.loads(made.text.encode("utf-8"))["cells"][1] == odd
    assert "é\\ud83d 😀" in made.text


def test_markdown_cells() -> None:
    made, cells = rendered("# Title\n\nAs @sea [p. 3] says.", CODE, "Also `[@sea]`, [see @sky].")

    assert cells[:3] == [
        "# Title\n\nAs Doe (2000, p. 3) says.", "x = '[@sea]'", "Also `[@sea]`, (see Roe, 2001)."
    ]  # fmt: skip
    assert cells[3].startswith('<div id="refs">')
    assert 'id="ref-sea"' in cells[3]
    assert made.cited == ("sea", "sky")


def test_elements_of_nbconvert() -> None:
    _, cells = rendered('As <cite data-cite="sea,sky">(Doe)</cite> and `<cite data-cite="x">`.')

    assert cells[0] == 'As (Doe, 2000; Roe, 2001) and `<cite data-cite="x">`.'


def test_metadata_of_cite2c() -> None:
    item = {"type": "book", "title": "The Land", "author": [{"family": "Poe"}], "issued": "2003"}
    _, cells = rendered(
        '<cite data-cite="12/AB"></cite>',
        '<div class="cite2c-biblio"></div>',
        citeformat={"references": None},
        cite2c={"citations": {"12/AB": item}},
    )

    assert len(cells) == 2
    assert cells[0] == "(Poe, 2003)"
    assert "The Land" in cells[1]


def test_front_matter_in_a_raw_cell() -> None:
    raw = {"cell_type": "raw", "metadata": {}, "source": "---\ncsl: ieee\n---"}

    _, cells = rendered(raw, "[@sea]", citeformat={"csl": "apa"})

    assert cells[1] == "[1]" or cells[1].replace("\\", "") == "[1]"


def test_several_lists() -> None:
    _, cells = rendered("[@sea; @sky]", "::: {#refs-books type=book}\n:::", "::: {#refs-web}\n:::")

    assert len(cells) == 3
    assert "The Sea" in cells[1]
    assert "The Sky" not in cells[1]
    assert "The Sky" in cells[2]


def test_notes_are_numbered_through_the_notebook() -> None:
    style = {"csl": "chicago-notes-bibliography"}

    _, cells = rendered("A [@sea].", "B [@sky].", citeformat=style)

    assert cells[:2] == ["A.<sup>[1](#note-1)</sup>", "B.<sup>[2](#note-2)</sup>"]
    assert cells[2].startswith('<sup id="note-1">1</sup> Jane Doe')
    assert '<sup id="note-2">2</sup> John Roe' in cells[2]


def test_problems_have_the_line_of_the_file() -> None:
    text = notebook("x", "a\n\nb [@sae]")
    made = render(text, file="paper.ipynb")

    (problem,) = [each for each in made.problems if each.record == "sae"]
    assert text.splitlines()[problem.line - 1].strip().startswith('"b [@sae]')


def test_a_notebook_without_citations_stays() -> None:
    text = notebook("x", CODE)

    assert render(text, file="a.ipynb").text == text


def test_a_result_stays() -> None:
    made, _ = rendered("[@sea]", CODE)

    assert render(made.text, file="a.ipynb").text == made.text


def test_everything_else_stays() -> None:
    """Keys keep their order, and outputs are not touched."""
    made, _ = rendered("[@sea]", CODE)

    before, after = json.loads(notebook("[@sea]", CODE)), json.loads(made.text)
    assert after["cells"][1] == before["cells"][1]
    assert list(after) == list(before)
    assert after["cells"][2]["id"] == "citeformat-references"


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 1}', '{"cells": [1]}', "[" * 100_000])
def test_what_is_not_a_notebook(text: str) -> None:
    made = render(text, file="a.ipynb")

    assert made.text == text
    assert "not a notebook" in made.problems[0].message


def test_another_format() -> None:
    with pytest.raises(FormatError, match="jupyter nbconvert"):
        render(notebook("[@sea]"), file="a.ipynb", to="html")


def test_executed_and_converted() -> None:
    """A notebook that uses the magics runs, and shows its list in HTML."""
    nbformat = pytest.importorskip("nbformat", reason="runs a notebook")
    nbconvert = pytest.importorskip("nbconvert", reason="converts a notebook")
    made, _ = rendered("As [@sea] says.")

    body, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.reads(made.text, as_version=4))

    assert "As (Doe, 2000) says." in body
    assert "<i>The Sea</i>" in body
