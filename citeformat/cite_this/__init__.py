"""What a repository, a publisher or a person puts on a page under "Cite this"."""

from citeformat.cite_this.box import CiteThis, Text, Texts, cite_this
from citeformat.cite_this.sets import BOXES, Box, Output

__all__ = ["BOXES", "Box", "CiteThis", "Output", "Text", "Texts", "cite_this"]
