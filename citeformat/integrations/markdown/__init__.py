"""Citations in Python-Markdown, and so in MkDocs, Zensical and Pelican: `citeformat.markdown`.

In: pandoc's citation syntax in a page, and options or front matter that name a bibliography and a
style. Out: citations and the reference list in the HTML of the page.

    markdown_extensions:
      - citeformat.markdown:
          bibliography: refs.bib
          style: apa

`parsing` finds the citations and the places for lists while Python-Markdown parses a page, and
`extension` renders them when the page is complete.

Source: Python-Markdown's documentation, "Writing extensions"; pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

from citeformat._util.extras import installed_by

with installed_by("markdown"):
    from citeformat.integrations.markdown.extension import CitationExtension, makeExtension

__all__ = ["CitationExtension", "makeExtension"]
