"""`python -m tools.plots`: draw the histories of figures in docs/pictures/. Needs matplotlib.

In: the files of `tools.history`. Out: `conformance.svg` and `speed.svg`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tools.history import BENCHMARKS, CONFORMANCE, ROOT, read

__all__ = ["main", "speed_ratios"]

_PICTURES = ROOT / "docs" / "pictures"
_PEER = "citeproc-js"
_COLORS = ("#0f766e", "#b45309", "#6d28d9", "#be123c", "#475569")


def speed_ratios(entries: Sequence[Mapping[str, Any]]) -> dict[str, list[float | None]]:
    """Return, for each job, how many times as long the peer took in each entry.

    Both were measured in one run, so the ratio does not depend on the computer.

    >>> speed_ratios([{"seconds": {"list": {"citeformat": 2.0, "citeproc-js": 30.0}}}])
    {'list': [15.0]}
    """
    jobs = [
        job
        for job in dict.fromkeys(job for entry in entries for job in entry["seconds"])
        if any(_PEER in entry["seconds"].get(job, {}) for entry in entries)
    ]
    ratios: dict[str, list[float | None]] = {job: [] for job in jobs}
    for entry in entries:
        for job in jobs:
            seconds = entry["seconds"].get(job, {})
            ours, peer = seconds.get("citeformat"), seconds.get(_PEER)
            ratios[job].append(peer / ours if ours and peer else None)
    return ratios


def main() -> int:
    """Run the command."""
    import matplotlib as mpl  # type: ignore[import-not-found,unused-ignore]

    mpl.use("svg")
    from matplotlib import pyplot  # type: ignore[import-not-found,unused-ignore]

    mpl.rcParams.update(
        {
            "axes.spines.right": False,
            "axes.spines.top": False,
            "font.family": "sans-serif",
            "svg.fonttype": "none",  # text stays text
            "svg.hashsalt": "citeformat",  # the same figures make the same file
        }
    )

    figure, axes = pyplot.subplots(figsize=(7, 2.8), layout="constrained")
    entries = read(CONFORMANCE)
    axes.plot([entry["passed"] for entry in entries], "o-", color=_COLORS[0])
    axes.axhline(entries[-1]["fixtures"], color="#94a3b8", linestyle="--", linewidth=1)
    axes.set_ylabel(f"of {entries[-1]['fixtures']} fixtures pass")
    _label(axes, entries)
    figure.savefig(_PICTURES / "conformance.svg", metadata={"Date": None})

    figure, axes = pyplot.subplots(figsize=(7, 3.2), layout="constrained")
    entries = read(BENCHMARKS)
    for color, (job, ratios) in zip(_COLORS, speed_ratios(entries).items(), strict=False):
        axes.plot(ratios, "o-", color=color, label=job.removeprefix("reference list, "))
    axes.set_ylim(bottom=0)
    axes.set_ylabel(f"times as fast as {_PEER}")
    axes.legend(frameon=False)
    _label(axes, entries)
    figure.savefig(_PICTURES / "speed.svg", metadata={"Date": None})
    return 0


def _label(axes: Any, entries: Sequence[Mapping[str, Any]]) -> None:
    """Label the horizontal axis with the commits and their dates."""
    labels = [f"{entry['commit']}\n{entry['date'][5:]}" for entry in entries]
    axes.set_xticks(range(len(entries)), labels, fontsize=7)


if __name__ == "__main__":
    raise SystemExit(main())
