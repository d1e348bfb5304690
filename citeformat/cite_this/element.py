"""The custom element `<cite-this>`: a "Cite this" box with tabs, for any web page.

In: a record and its rendered texts. Out: the element in HTML, which a browser shows as headings and
texts until `cite-this.js` makes tabs, copies and downloads of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

__all__ = ["element_script", "write_element"]


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
    sections: Iterable[tuple[str, str, str]],
    *,
    service: str = "",
    styles: Sequence[str] = (),
    locale: str = "",
) -> str:
    """Write the element of a record.

    Args:
        item: The record as a CSL-JSON item.
        sections: The label, name and HTML of each rendered text.
        service: The address of a citeformat service, which finds and renders other styles, or `""`.
        styles: The names of more styles or export formats, whose texts the service makes.
        locale: The language of these texts, as a BCP 47 tag, or `""` for that of each style.

    >>> print(write_element({"id": "x"}, [("APA", "apa", "<p>X.</p>")]), end="")
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
    written = [
        f'  <section data-name="{escape(name)}">\n    <h3>{escape(label)}</h3>\n'
        f"    {html}\n  </section>\n"
        for label, name, html in sections
    ]
    given = "".join([f' {name}="{escape(value)}"' for name, value in attributes.items() if value])
    return (
        f"<cite-this{given}>\n"
        f'  <script type="application/json">{data}</script>\n'
        f"{''.join(written)}</cite-this>\n"
    )
