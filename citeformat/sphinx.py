"""The extension of Sphinx under its short name: `extensions = ["citeformat.sphinx"]`."""

from __future__ import annotations

from citeformat.integrations.sphinx import setup

__all__ = ["setup"]
