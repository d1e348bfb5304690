"""What is finished of a table: the file `_manifest.json` in the folder of its parts.

In: the settings of a run, and the parts that were rendered. Out: a file that a later run compares
its own settings, the rows of the source and the rendered parts with.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from citeformat._util.files import replace_file
from citeformat.style import Style

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["MANIFEST", "DonePart", "Manifest", "describe_style", "file_digest"]

MANIFEST = "_manifest.json"


@dataclass(frozen=True, slots=True)
class DonePart:
    """A part that was rendered."""

    source: str
    first_row: int
    rows: int
    input: str
    """The checksum of its rows in the source."""
    digest: str
    """The SHA-256 of its file."""
    fallback: int = 0
    """How many entries are only authors, year and title."""
    problems: dict[str, int] = field(default_factory=dict)
    """Severity -> the number of problems."""
    kinds: dict[str, int] = field(default_factory=dict)
    """A message without its values -> the number of problems with it."""
    examples: tuple[str, ...] = ()
    """The first problems, with the numbers of their rows."""


@dataclass(slots=True)
class Manifest:
    """The settings of a run, and the parts that are finished."""

    folder: Path
    settings: dict[str, Any]
    parts: dict[str, DonePart] = field(default_factory=dict)
    finished: bool = False

    def previous(self) -> dict[str, DonePart]:
        """Read the parts that an earlier run with the same settings has finished, by their names.

        A manifest that cannot be read has none.
        """
        stored = self._stored()
        if stored.get("settings") != self.settings:
            return {}
        try:
            return {name: DonePart(**about) for name, about in stored["parts"].items()}
        except (AttributeError, KeyError, TypeError):
            return {}

    def names_of_previous(self) -> set[str]:
        """Return the names of the parts of an earlier run, whatever its settings."""
        parts = self._stored().get("parts")
        return set(parts) if isinstance(parts, dict) else set()

    def other_choices(self) -> list[str]:
        """Return which choices of an earlier run differ from those of this run: its styles, its
        formats and so on. Versions of packages and of styles do not count."""
        stored = self._stored().get("settings")
        if not isinstance(stored, dict):
            return []
        earlier, now = _choices(stored), _choices(self.settings)
        return [name for name in now if name in earlier and earlier[name] != now[name]]

    def _stored(self) -> dict[str, Any]:
        try:
            stored = json.loads((self.folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}

    @property
    def digest(self) -> str:
        """A checksum of all finished parts, in their order."""
        lines = [f"{name} {self.parts[name].digest}\n" for name in sorted(self.parts)]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def save(self) -> None:
        """Write the file."""
        content = {
            "settings": self.settings,
            "finished": self.finished,
            "rows": sum([part.rows for part in self.parts.values()]),
            "digest": self.digest,
            "parts": {name: asdict(self.parts[name]) for name in sorted(self.parts)},
        }
        text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        path = self.folder / MANIFEST
        replace_file(path, text.encode("utf-8", "replace"), sync=self.finished)


def _choices(settings: dict[str, Any]) -> dict[str, object]:
    """Return the settings that decide what a row becomes, as a user chooses them."""
    choices: dict[str, object] = {
        name: settings[name]
        for name in ("column", "formats", "citation", "links", "source_format")
        if name in settings
    }
    styles = settings.get("styles")
    if isinstance(styles, list):
        choices["styles"] = [
            (each.get("name"), each.get("locale")) for each in styles if isinstance(each, dict)
        ]
    return choices


def describe_style(style: Style) -> dict[str, str]:
    """Return what decides the output of a style."""
    return {
        "name": style.name,
        "locale": style.locale,
        "checksum": style.version.checksum,
        # with the abbreviations and the locale files, which the checksum leaves out
        "digest": hashlib.sha256(pickle.dumps(style)).hexdigest(),
    }


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, or `""` for a file that does not exist."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                digest.update(data)
    except OSError:
        return ""
    return digest.hexdigest()
