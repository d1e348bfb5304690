"""Which TeX source is safe to write into a file that another person's TeX will run.

In: TeX source that a record brought along, as a formula or as a field without a CSL variable.
Out: whether it can do more than print. A record may come from a stranger; the source of a .bib
file is expected to print text, not to read or write files, run programs or define commands.

Sources: "The TeXbook", chapters 20, 21 and 24; "LaTeX2e: An unofficial reference manual".
"""

from __future__ import annotations

import re

from citeformat.interchange.latex.command_tables import (
    ALPHABETS,
    BINARY,
    ENVIRONMENTS,
    FUNCTIONS,
    LETTERS,
    MATH_ACCENTS,
    ORDINARY,
    RELATIONS,
    STRUCTURES,
)

__all__ = ["has_matching_braces", "is_mathematics", "unsafe_commands"]

_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)|[\s\S]?)")
_BRACE = re.compile(r"[{}]")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)(?![A-Za-z@])\s*(?:\{([A-Za-z]+)\*?\})?")
_UNSAFE_PREFIXES = (
    "pdf", "lua", "input", "include", "Declare", "newcommand", "renewcommand", "providecommand",
    "newenvironment", "renewenvironment", "NewDocument", "RenewDocument", "ProvideDocument",
    "NewExpandable", "RenewExpandable", "ProvideExpandable",
)  # fmt: skip
_HARMLESS = ("pdfTeX", "pdfLaTeX")

_MATHEMATICS = frozenset(
    (*ALPHABETS, *BINARY, *FUNCTIONS, *LETTERS, *MATH_ACCENTS, *ORDINARY, *RELATIONS, *STRUCTURES)
)
_UNSAFE = frozenset(
    """
    write immediate openout closeout openin closein read readline endinput newread newwrite
    InputIfFileExists IfFileExists import subimport subfile verbatiminput VerbatimInput
    BVerbatimInput LVerbatimInput lstinputlisting externaldocument attachfile embedfile csvreader
    pgfplotstableread pgfimage epsfbox epsffile psfig XeTeXpicfile XeTeXpdffile
    usepackage RequirePackage LoadClass documentclass PassOptionsToPackage
    bibliography addbibresource typeout typein message errmessage special ShellEscape directlua
    latelua scantokens primitive
    def edef gdef xdef let futurelet global long outer chardef mathchardef countdef dimendef
    skipdef muskipdef toksdef font newcount newtoks newif csdef csgdef csuse csname endcsname
    expandafter afterassignment aftergroup catcode lccode uccode sfcode mathcode delcode
    endlinechar escapechar newlinechar everypar everymath everydisplay everyhbox everyvbox
    everyjob everycr everyeof output shipout toks makeatletter makeatother AtBeginDocument
    AtEndDocument ExplSyntaxOn loop repeat batchmode scrollmode nonstopmode errorstopmode
    show showthe showbox showtokens
    """.split()
)
_UNSAFE_ENVIRONMENTS = ("filecontents", "luacode")


def unsafe_commands(source: str) -> tuple[str, ...]:
    """Return the commands that read or write files, run code, or define commands.

    A character in TeX's notation `^^5c` can hide any of them and counts as one.

    >>> unsafe_commands(r"\\emph{a} \\immediate\\write18{b}"), unsafe_commands(r"^^5cinput")
    (('\\\\immediate', '\\\\write'), ('^^',))
    """
    if "\\" not in source and "^^" not in source:
        return ()
    names = [name for name in _COMMAND.findall(source) if name]
    found = [
        f"\\{name}"
        for name in names
        if name in _UNSAFE
        or ("@" in name and name != "@")
        or (name.startswith(_UNSAFE_PREFIXES) and name not in _HARMLESS)
    ]
    # A name with commands in it could become that of any environment.
    environments = _ENVIRONMENT.findall(source)
    found += ["\\begin" for name in environments if not name or name in _UNSAFE_ENVIRONMENTS]
    if "^^" in source:
        found.append("^^")
    return tuple(dict.fromkeys(found))


def has_matching_braces(source: str) -> bool:
    """Return whether each brace has its partner, as BibTeX counts.

    BibTeX counts braces after a backslash too ("BibTeXing", section 4): one of them without its
    partner would end the field, and what follows would be read as the file's.

    >>> has_matching_braces(r"\\{a\\}"), has_matching_braces(r"a\\}, note = \\{")
    (True, False)
    """
    if "{" not in source and "}" not in source:
        return True
    depth = 0
    for brace in _BRACE.findall(source):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def is_mathematics(formula: str) -> bool:
    """Return whether all commands of a formula are known to be mathematics.

    >>> is_mathematics(r"$\\frac{a+b}{c}$"), is_mathematics(r"$\\input{a}$")
    (True, False)
    """
    return (
        "^^" not in formula
        and not set("%#").intersection(_COMMAND.sub("", formula))
        and all(name in _MATHEMATICS for name in _COMMAND.findall(formula) if name)
        and all(name in ENVIRONMENTS for name in _ENVIRONMENT.findall(formula))
    )
