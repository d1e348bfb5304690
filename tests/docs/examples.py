"""Run the Python examples of a page of the documentation as one session."""

from __future__ import annotations

import doctest
import re

__all__ = ["run_examples"]


def run_examples(text: str, name: str, fence: str = "python") -> int:
    """Run all Python blocks of a page, as a reader would type them one after another.

    Args:
        text: The page, in Markdown.
        name: What messages call the page.
        fence: The language of the blocks.

    Returns:
        The number of examples.

    Raises:
        AssertionError: An example prints something else than the page says.
    """
    blocks = "".join(re.findall(rf"```{fence}\n(.*?)```", text, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(blocks, {}, name, name, 0)
    report: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    result = runner.run(test, out=report.append)
    assert result.failed == 0, "".join(report)
    return result.attempted
