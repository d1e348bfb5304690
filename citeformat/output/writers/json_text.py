"""JSON: each entry's id, plain text and HTML, for programs that show a list themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output.protocol import EntryText, Layout
from citeformat.output.writers.html import HTML
from citeformat.output.writers.plain import PLAIN

__all__ = ["JSON"]


class Json:
    """An object for an entry or citation, an array of objects for a bibliography."""

    name: ClassVar[str] = "json"

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """An object with `text` and `html`.

        >>> JSON.write("R & D")
        '{"text": "R & D", "html": "R &amp; D"}'
        """
        values = {"text": PLAIN.write(text).strip(), "html": HTML.write(text, targets)}
        return json.dumps(values, ensure_ascii=False)

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """An array; each object has its record's `id` as well, and `spans` where an entry of the
        list has any: the places of values in `text`, counted in Unicode characters."""
        asked = any(entry.spans for entry in entries)
        objects = [
            f'{{"id": {json.dumps(entry.id, ensure_ascii=False)}, {entry.text[1:-1]}'
            f"{_spans(entry) if asked else ''}}}"
            for entry in entries
        ]
        return "[\n" + ",\n".join(f"  {each}" for each in objects) + "\n]\n" if objects else "[]\n"


def _spans(entry: EntryText) -> str:
    values = [
        {"start": span.start, "end": span.end, "variable": span.variable, "field": span.field}
        for span in entry.spans
    ]
    return f', "spans": {json.dumps(values, ensure_ascii=False)}'


JSON = Json()
