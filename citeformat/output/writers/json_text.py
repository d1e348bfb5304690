"""JSON: the id, plain text and HTML of each entry, for programs that display the list."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from citeformat.output.protocol import EntryText, Layout
from citeformat.output.writers.html import HTML
from citeformat.output.writers.plain import PLAIN

__all__ = ["JSON"]


class Json:
    """JSON. An entry or citation is an object, a bibliography an array of objects."""

    name: ClassVar[str] = "json"
    internal_links: ClassVar[bool] = True

    def write(self, text: str, targets: Sequence[str] = (), /) -> str:
        """Write an object with `text` and `html`.

        >>> JSON.write("R & D")
        '{"text": "R & D", "html": "R &amp; D"}'
        """
        values = {"text": PLAIN.write(text).strip(), "html": HTML.write(text, targets)}
        return json.dumps(values, ensure_ascii=False)

    def bibliography(self, entries: Sequence[EntryText], layout: Layout) -> str:
        """Write an array of objects with the `id` of the record as well.

        If any entry has spans, each object also has `spans`: the values in `text`, with `start` and
        `end` counted in Unicode characters.
        """
        with_spans = any(entry.spans for entry in entries)
        objects: list[str] = []
        for entry in entries:
            members = f'"id": {json.dumps(entry.id, ensure_ascii=False)}, {entry.text[1:-1]}'
            if with_spans:
                spans = [
                    {"start": each.start, "end": each.end, "variable": each.variable,
                     "field": each.field}
                    for each in entry.spans
                ]  # fmt: skip
                members += f', "spans": {json.dumps(spans, ensure_ascii=False)}'
            objects.append(f"  {{{members}}}")
        return "[\n" + ",\n".join(objects) + "\n]\n" if objects else "[]\n"


JSON = Json()
