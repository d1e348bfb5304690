"""`python -m citeformat`: the command."""

from __future__ import annotations

import sys

from citeformat.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
