"""The variables of CSL, spelled as Python names: `container_title`, `DOI`."""

from __future__ import annotations

from citeformat.csl.variables import (
    DATE_VARIABLES,
    KIND,
    NAME_VARIABLES,
    NUMBER_VARIABLES,
    TEXT_VARIABLES,
)

__all__ = ["DATES", "NAMES", "NUMBERS", "VARIABLES", "csl_name", "python_name"]


def python_name(variable: str) -> str:
    """Spell a variable of CSL as a Python name.

    >>> python_name("container-title"), python_name("shortTitle")
    ('container_title', 'title_short')
    """
    return "title_short" if variable == "shortTitle" else variable.replace("-", "_")


def csl_name(name: str) -> str:
    """Spell a Python name as a variable of CSL.

    A name that is not a variable stays as it is.

    >>> csl_name("container_title"), csl_name("archive_location"), csl_name("uri")
    ('container-title', 'archive_location', 'uri')
    """
    return _CSL_NAMES.get(name, name)


_CSL_NAMES = {python_name(variable): variable for variable in KIND}

NAMES = sorted(map(python_name, NAME_VARIABLES))
"""The variables that are lists of names."""
DATES = sorted(map(python_name, DATE_VARIABLES))
"""The variables that are dates."""
NUMBERS = sorted(map(python_name, NUMBER_VARIABLES))
"""The variables that are numbers."""
VARIABLES = [*sorted(map(python_name, TEXT_VARIABLES)), *NAMES, *DATES, *NUMBERS]
"""All variables of a reference."""
