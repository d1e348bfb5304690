"""The settings of `conf.py`: those of sphinxcontrib-bibtex, and our own.

Source: the documentation of sphinxcontrib-bibtex, "Configuration Options"; Sphinx' documentation,
`Sphinx.add_config_value`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sphinx.errors import ConfigError

if TYPE_CHECKING:
    from sphinx.config import Config

__all__ = ["SETTINGS", "Setting", "check_settings"]


class Setting(NamedTuple):
    """A setting of `conf.py`."""

    default: Any
    rebuild: Literal["env", "html", ""] = ""
    """What a change needs: that all documents are read again (`"env"`), or written again
    (`"html"`). After other changes, the documents with changed texts are written again."""
    fields: Mapping[str, object] = MappingProxyType({})
    """The names that a template has in braces, and examples of their values."""


_LIST_NUMBER: dict[str, object] = {"bibliography_count": 1}
_NOTES_NUMBER: dict[str, object] = {"footbibliography_count": 1}
_KEY: dict[str, object] = {"key": "knuth1984"}

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "bibtex_bibfiles": Setting(None),
        "bibtex_default_style": Setting(""),
        "bibtex_reference_style": Setting(""),
        "bibtex_foot_reference_style": Setting("foot"),
        "bibtex_tooltips": Setting(True, "html"),
        "bibtex_tooltips_style": Setting(""),
        "bibtex_encoding": Setting("utf-8-sig"),
        "bibtex_bibliography_header": Setting("", "env"),
        "bibtex_footbibliography_header": Setting("", "env"),
        "bibtex_cite_id": Setting("", fields=_KEY | _LIST_NUMBER),
        "bibtex_footcite_id": Setting("", "env", _KEY | _NOTES_NUMBER),
        "bibtex_bibliography_id": Setting("", "env", _LIST_NUMBER),
        "bibtex_footbibliography_id": Setting("", "env", _NOTES_NUMBER),
        "citeformat_style": Setting(""),
        "citeformat_locale": Setting(""),
        "citeformat_backlinks": Setting(True, "html"),
        "citeformat_markdown_citations": Setting(True, "env"),
    }
)
"""Name -> setting."""


def check_settings(_app: object, config: Config) -> None:
    """Make sure that the settings can be used. Sphinx calls it before it reads any document.

    Raises:
        ConfigError: The project does not name its bibliography, or a setting is of another kind.
    """
    files = config.bibtex_bibfiles
    if files is None:
        raise ConfigError("You must configure the bibtex_bibfiles setting")
    if not isinstance(files, list | tuple):
        raise ConfigError(f"bibtex_bibfiles is a list of names of files, not {files!r}")
    for file in files:
        if not isinstance(file, str | os.PathLike):
            raise ConfigError(f"bibtex_bibfiles has {file!r}, which is not the name of a file")
    for name, setting in SETTINGS.items():
        value = config[name]
        if not isinstance(setting.default, str):
            continue
        if value is None:
            value = setting.default
            setattr(config, name, value)
        if not isinstance(value, str):
            raise ConfigError(f"{name} is text, not {value!r}")
        if setting.fields:
            try:
                value.format(**setting.fields)
            except (LookupError, ValueError, AttributeError) as error:
                names = " and ".join(f"{{{field}}}" for field in setting.fields)
                message = f"{name} is a template with {names}, not {value!r} ({error})"
                raise ConfigError(message) from None
