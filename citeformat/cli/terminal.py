"""What the terminal can show: formatting, and the progress of long work.

In: the standard streams and the environment. Out: whether output may have escape sequences, and a
bar on standard error.

Source: https://no-color.org, https://bixense.com/clicolors, https://force-color.org.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress as Bar
    from rich.progress import TaskID

__all__ = ["Progress", "shows_formatting"]

_LONG_WORK = 200
"""The number of records from which on a terminal shows that work is going on."""


def shows_formatting() -> bool:
    """Return whether standard output takes escape sequences for formatting.

    A terminal does, unless `NO_COLOR` is set, `CLICOLOR` is 0 or `TERM` is `dumb`. Anything else
    does not, unless `FORCE_COLOR` or `CLICOLOR_FORCE` is set and not 0.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if any(
        os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    if os.environ.get("CLICOLOR") == "0" or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


class Progress:
    """A bar with a percentage, on standard error, for long work on a terminal.

    Args:
        steps: The number of steps that the work has.
    """

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._begun = 0
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def begin(self, message: str, records: int) -> None:
        """Begin the next step.

        Args:
            message: What the step does.
            records: The number of records that it works on. A few records take no time.
        """
        self._begun += 1
        if self._bar is None and records >= _LONG_WORK and sys.stderr.isatty():
            from rich.console import Console  # takes 60 ms, which a script need not spend
            from rich.progress import BarColumn, TaskProgressColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (
                TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn()
            )  # fmt: skip
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(message, total=self._steps)
            self._bar.start()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=message, completed=self._begun - 1)

    def advance(self, part: float, message: str | None = None) -> None:
        """Show how much of the step is done, from 0 to 1, and what it does now."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=message, completed=self._begun - 1 + part)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Remove the bar."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._steps)
            self._bar.stop()
