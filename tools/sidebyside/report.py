"""Count and show the differences: in all, by pattern and by style; as text or JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from tools.sidebyside.compare import KINDS, Comparison, Difference
from tools.sidebyside.patterns import HABITS, Pair, signature

__all__ = ["as_json", "as_text"]


def as_json(comparisons: Sequence[Comparison], examples: int) -> dict[str, Any]:
    """Return the report as JSON values."""
    return {
        "kinds": {kind: _figures(comparisons, kind) for kind in KINDS},
        "styles": {
            one.style: {kind: _figures([one], kind) for kind in KINDS} for one in comparisons
        },
        "patterns": [
            {
                "pattern": pattern,
                "habit": pattern in HABITS,
                "count": len(group),
                "kinds": Counter(one.pair.kind for one in group),
                "styles": dict(Counter(one.pair.style for one in group).most_common()),
                "types": dict(_types(group).most_common(10)),
                "signatures": [
                    {"signature": text, "count": len(pairs),
                     "examples": [_example(pair) for pair in pairs[:examples]]}
                    for text, pairs in _signatures(group)[:20]
                ],
            }
            for pattern, group in _patterns(comparisons)
        ],
    }  # fmt: skip


def as_text(comparisons: Sequence[Comparison], examples: int, signatures: int) -> str:
    """Write the report as text."""
    lines = [f"{len(comparisons)} styles", *_totals(comparisons), "", *_worst(comparisons)]
    for pattern, group in _patterns(comparisons):
        lines += ["", *_pattern(pattern, group, examples, signatures)]
    return "\n".join(lines)


def _totals(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield f"{'':10}{'compared':>10}{'equal':>10}{'and but for habits of the reference':>38}"
    for kind in KINDS:
        figures = _figures(comparisons, kind)
        yield (f"{kind:10}{figures['compared']:10}{figures['equal']:9.2f} %"
               f"{figures['equal_but_for_habits']:36.2f} %")  # fmt: skip


def _figures(comparisons: Sequence[Comparison], kind: str) -> dict[str, float]:
    compared = sum(one.compared[kind] for one in comparisons)
    found = [one for each in comparisons for one in each.differences if one.pair.kind == kind]
    habits = sum(one.pattern in HABITS for one in found)
    return {
        "compared": compared,
        "equal": _percent(compared - len(found), compared),
        "equal_but_for_habits": _percent(compared - len(found) + habits, compared),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 100.0


def _worst(comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield f"{'style':58}" + "".join(f"{kind:>10}" for kind in KINDS)

    def key(one: Comparison) -> float:
        return sum(_figures([one], kind)["equal_but_for_habits"] for kind in KINDS[:2])

    for one in sorted(comparisons, key=key):
        figures = [_figures([one], kind)["equal_but_for_habits"] for kind in KINDS]
        yield f"{one.style:58}" + "".join(f"{figure:10.1f}" for figure in figures)


def _patterns(comparisons: Sequence[Comparison]) -> list[tuple[str, list[Difference]]]:
    groups: dict[str, list[Difference]] = defaultdict(list)
    for comparison in comparisons:
        for difference in comparison.differences:
            groups[difference.pattern].append(difference)
    return sorted(groups.items(), key=lambda group: (group[0] in HABITS, -len(group[1])))


def _signatures(group: Sequence[Difference]) -> list[tuple[str, list[Pair]]]:
    groups: dict[str, list[Pair]] = defaultdict(list)
    for difference in group:
        pair = difference.pair
        text = "place in the list" if pair.kind == "order" else signature(pair)
        groups[text].append(pair)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def _types(group: Sequence[Difference]) -> Counter[str]:
    return Counter(id.rpartition("-")[0] for one in group for id in one.pair.ids[:1])


def _pattern(
    pattern: str, group: Sequence[Difference], examples: int, signatures: int
) -> Iterator[str]:
    styles = Counter(one.pair.style for one in group)
    kinds = Counter(one.pair.kind for one in group)
    mark = " (a habit of the reference)" if pattern in HABITS else ""
    yield f"== {pattern}{mark}: {len(group)} in {len(styles)} styles"
    yield "   " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    yield "   " + ", ".join(f"{name} {count}" for name, count in styles.most_common(6))
    yield "   " + ", ".join(f"{name} {count}" for name, count in _types(group).most_common(6))
    for text, pairs in _signatures(group)[:signatures]:
        yield f"   {len(pairs):5} x {text}"
        for pair in pairs[:examples]:
            yield f"           {pair.style} · {pair.kind} · {' '.join(pair.ids)} {pair.language}"
            yield f"           js   {pair.reference}"
            yield f"           ours {pair.ours}"


def _example(pair: Pair) -> dict[str, Any]:
    return {"style": pair.style, "kind": pair.kind, "ids": list(pair.ids),
            "reference": pair.reference, "ours": pair.ours}  # fmt: skip
