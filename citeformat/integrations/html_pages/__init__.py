"""Citations and reference lists in pages of HTML, for programs that make sites.

A Markdown extension finds citations while it parses, but numbers and year suffixes are known only
when a page, or a site, is complete. So it writes a `span` for each citation and a `div` for each
list, with what was found in an attribute. In: such pages. Out: the pages with rendered texts.
"""
