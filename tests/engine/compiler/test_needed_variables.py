"""The code skips elements only for works for which they print nothing."""

from __future__ import annotations

import pytest

from citeformat import Cite, Record, Style
from citeformat.engine.compiler.analysis import StyleAnalysis
from citeformat.engine.compiler.build import compile_programs, run
from citeformat.engine.compiler.codegen.elements import Generator
from citeformat.engine.compiler.parse import parse_style
from citeformat.engine.processor.citation import Citation
from citeformat.engine.processor.session import CompiledSession
from citeformat.engine.runtime.namespace import EXPORTED
from citeformat.styles import loader
from tests.every_style.sample import RECORDS
from tests.samples import bib, csl

WHOLE = [Record.from_csl({**item, "id": f"whole-{n}"}) for n, item in enumerate(RECORDS)]
VALUES = {name: value for record in WHOLE for name, value in record.fields.items()}
SPARSE = [
    Record(f"{type}-{name}", type, {name: value})
    for name, value in VALUES.items()
    for type in ("book", "article-journal", "legal_case")
]
"""A work for each variable, which has no other variables."""


def texts(name: str, data: bytes) -> list[str]:
    """Render the works in a style that is compiled anew: entries, and cites in four positions."""
    style = run(compile_programs(Generator(parse_style(data, name, "en-US")), EXPORTED))
    records = [*WHOLE, *SPARSE]
    session = CompiledSession(style, records)
    session.register([record.id for record in records])
    made = [entry.rich for entry in session.bibliography().entries]
    for note, record in enumerate(records[::7], 1):
        for locator in ("", "12"):
            cites = (Cite(record.id, locator=locator),)
            made.append(session.cite(Citation(cites, note_number=note)).rich)
    return made


MACROS = """
<macro name="term"><text term="in"/></macro>
<macro name="term-and-title"><text term="in"/><text variable="title"/></macro>
<macro name="nested"><group><text term="and"/></group><text variable="publisher"/></macro>
<macro name="locator"><choose>
  <if locator="page"><text value="page"/></if><else><label variable="locator"/></else>
</choose><text variable="locator"/></macro>
<macro name="unless"><choose>
  <if variable="issued title" match="none"><text value="bare"/></if>
</choose></macro>
<macro name="if-any"><choose>
  <if variable="event publisher" match="any"><text value="found"/></if>
</choose></macro>
<macro name="if-all"><choose>
  <if variable="page-first volume"><text value="both"/></if>
</choose></macro>
<macro name="names"><names variable="editor"><substitute>
  <names variable="author"/><text value="nobody"/>
</substitute></names></macro>
<macro name="conditions"><choose>
  <if disambiguate="true"><text variable="title"/></if>
</choose></macro>
<macro name="suffix"><text variable="year-suffix"/></macro>
<macro name="short"><text variable="title" form="short"/></macro>
"""
CALLS = "".join(
    f'<group delimiter=" " prefix="|"><text value="."/><text macro="{name}"/></group>'
    f'<text macro="{name}" prefix="|"/>'
    for name in ("term term-and-title nested locator unless if-any if-all names conditions suffix "
                 "short").split()
)  # fmt: skip
SMALL = csl(
    CALLS,
    bib(CALLS),
    macros=MACROS,
    citation='disambiguate-add-year-suffix="true"',
)


def test_small_style_prints_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    skipping = texts("small", SMALL.encode())
    monkeypatch.setattr(StyleAnalysis, "needed_variables", lambda *_: None)

    assert skipping == texts("small", SMALL.encode())
    assert len(set(skipping)) > 20


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["apa", "chicago-notes-bibliography", "bluebook-law-review", "din-1505-2", "iso690-note-cs"],
)
def test_published_style_prints_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = loader.find(name).text
    skipping = texts(name, data)
    monkeypatch.setattr(StyleAnalysis, "needed_variables", lambda *_: None)

    assert skipping == texts(name, data)


def test_macro_is_skipped() -> None:
    """Only elements that always print something, or count conditions, have no test."""
    source = Style.from_string(SMALL).python_source

    assert "macro_locator(c) if c.locator or 'locator' in c.fields else ''" in source
    assert "macro_if_any(c) if 'event' in c.fields or 'event-title' in c.fields" in source
    assert "macro_short(c) if 'title' in c.fields or 'title-short' in c.fields else ''" in source
    for always in ("macro_term", "macro_unless", "macro_names", "macro_conditions"):
        assert f"{always}(c) if" not in source
        assert f"{always}(c)\n" in source
