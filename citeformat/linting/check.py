"""Check a CSL style: `citeformat.lint_style`.

In: a .csl file. Out: Problems, sorted by line: what the compiler cannot use (`error`), what the
schema, the compiler and the tests of the CSL style repository refuse (`warning`), and what the
reviewers of the repository ask for (`info`). Each has a hint.
"""

from __future__ import annotations

import os
from pathlib import Path

from citeformat._util.files import reason_of
from citeformat.csl.locale import DEFAULT_LOCALE
from citeformat.engine.compiler.build import build
from citeformat.engine.compiler.parse import parse_style
from citeformat.errors import InvalidStyle, Problem, SourceError
from citeformat.linting.elements import ELEMENT_RULES
from citeformat.linting.info import INFO_RULES
from citeformat.linting.repository import check_among_others
from citeformat.linting.subject import Subject
from citeformat.styles.heads import as_utf8

__all__ = ["lint_style"]


def lint_style(
    style: str | bytes | os.PathLike[str],
    *,
    styles_folder: str | os.PathLike[str] | None = None,
) -> tuple[Problem, ...]:
    """Check a CSL style as the compiler and the reviewers of the CSL style repository do.

    Args:
        style: The path of a .csl file, or CSL text. Text has no file name to compare its id with.
        styles_folder: A folder of your own styles, which may have its parent or template.

    Returns:
        The problems, sorted by line.

    Raises:
        SourceError: The file cannot be read.
        TypeError: `style` is neither a path nor text.

    >>> for problem in lint_style('''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"
    ...     class="note"><info><title>MHRA</title><id>mhra</id></info>
    ...   <macro name="title"><text variable="title"/></macro>
    ...   <citation><layout><text variable="titel"/></layout></citation></style>''')[-2:]:
    ...     print(problem)
    <text>:3: warning: the macro 'title' is not used (delete it, or call it)
    <text>:4: warning: CSL 1.0.2 has no variable 'titel' (did you mean 'title'?)
    """
    path = ""
    if isinstance(style, bytes) or (
        isinstance(style, str) and style.lstrip("\ufeff \t\r\n")[:1] == "<"
    ):
        content: str | bytes = style
    elif isinstance(style, (str, os.PathLike)):
        path = os.fspath(style)
        try:
            content = Path(path).read_bytes()
        except (OSError, ValueError) as error:
            raise SourceError(f"the style {path} cannot be read: {reason_of(error)}") from None
    else:
        raise TypeError(f"a style to check is a path or CSL text, not {style!r}")
    try:
        data = as_utf8(content, path)
        tree = parse_style(data, path)
        subject = Subject(path, data.decode(), tree.root)
    except InvalidStyle as error:
        return error.problems
    problems = []
    if subject.is_dependent:
        problems += [
            Problem("warning", f"the schema of CSL reports: {message}", path, line)
            for line, message in tree.schema_errors()
        ]
    else:
        locale = subject.root.get("default-locale") or DEFAULT_LOCALE
        try:
            problems += build(data, path, locale).problems
        except InvalidStyle as error:
            problems += error.problems
    findings = [finding for rule in (*INFO_RULES, *ELEMENT_RULES) for finding in rule(subject)]
    findings += check_among_others(subject, styles_folder)
    problems += [
        Problem(finding.severity, finding.message, path, finding.line, finding.hint)
        for finding in findings
    ]
    return tuple(sorted(problems, key=lambda problem: problem.line))
