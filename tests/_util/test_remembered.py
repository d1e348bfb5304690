"""Results for short texts are remembered, those for long texts are not."""

from __future__ import annotations

from citeformat._util.remembered import remember


def test_long_texts_are_not_remembered() -> None:
    calls: list[int] = []

    @remember(10)
    def length(text: str, more: int = 0) -> int:
        calls.append(len(text))
        return len(text) + more

    for text in ("a", "a", "b" * 100_000, "b" * 100_000):
        assert length(text, 1) == len(text) + 1

    assert calls == [1, 100_000, 100_000]
