"""The texts of a "Cite this" box on the page of a publication.

`citeformat.cite_this(record)` returns the texts of one record. `CiteThis` renders many records. A
`Box` is the set of texts, and each `Output` in it is a style or an export format with a label;
`BOXES` has the sets that come with the package.
"""

from citeformat.cite_this.box import CiteThis, Text, Texts, cite_this
from citeformat.cite_this.element import element_script
from citeformat.cite_this.sets import BOXES, Box, Output

__all__ = ["BOXES", "Box", "CiteThis", "Output", "Text", "Texts", "cite_this", "element_script"]
