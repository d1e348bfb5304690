"""The custom element `<cite-this>`: a "Cite this" box with tabs, for any web page.

In: a record and its rendered texts. Out: the element in HTML, which a browser shows as headings and
texts until `cite-this.js` makes tabs, copies and downloads of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any, NamedTuple

__all__ = ["ElementText", "element_script", "write_element"]


class ElementText(NamedTuple):
    """A rendered text in the element."""

    label: str
    """The heading, which becomes a tab."""
    html: str
    """The text as HTML."""
    name: str
    """The name of its style or export format."""


@cache
def element_script() -> str:
    """Return the content of `cite-this.js`, which defines the element.

    >>> "customElements.define('cite-this'" in element_script()
    True
    """
    from importlib.resources import files

    return files("citeformat.cite_this").joinpath("cite-this.js").read_text("utf-8")


def write_element(
    item: Mapping[str, Any],
    texts: Iterable[ElementText],
    *,
    service: str = "",
    styles: Sequence[str] = (),
    locale: str = "",
) -> str:
    """Write the element of a record.

    Args:
        item: The record as a CSL-JSON item.
        texts: The rendered texts.
        service: The address of a citeformat service, which finds and renders other styles, or `""`.
        styles: The names of styles that the service renders when a reader chooses them.
        locale: The language of these texts, as a BCP 47 tag, or `""` for that of each style.

    >>> print(write_element({"id": "x"}, [ElementText("APA", "<p>X.</p>", "apa")]), end="")
    <cite-this>
      <script type="application/json">{"id": "x"}</script>
      <section data-name="apa">
        <h3>APA</h3>
        <p>X.</p>
      </section>
    </cite-this>
    """
    data = json.dumps(item, ensure_ascii=False).replace("<", "\\u003c")  # as in </script>
    attributes = {"styles": ", ".join(styles), "service": service, "locale": locale}
    sections = [
        f'  <section data-name="{escape(text.name)}">\n'
        f"    <h3>{escape(text.label)}</h3>\n    {text.html}\n  </section>\n"
        for text in texts
    ]
    return (
        f"<cite-this{_attributes(attributes)}>\n"
        f'  <script type="application/json">{data}</script>\n'
        f"{''.join(sections)}</cite-this>\n"
    )


def _attributes(values: Mapping[str, str]) -> str:
    """Write the attributes that have a value."""
    return "".join([f' {name}="{escape(value)}"' for name, value in values.items() if value])
