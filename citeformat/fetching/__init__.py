"""Get records from web services by identifier: `citeformat.fetch`.

In: DOIs, arXiv ids, PMIDs, PMCIDs and ISBNs. Out: `Records`, with a `Problem` for each identifier
without a work. Nothing else in the package uses the network.
"""

from __future__ import annotations

from citeformat.fetching.services import BASE_URLS, MAILTO, Wanted, fetch

__all__ = ["BASE_URLS", "MAILTO", "Wanted", "fetch"]
