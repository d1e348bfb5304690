"""Citations in Python-Markdown, and so in MkDocs, Zensical and Pelican: `citeformat.markdown`.

In: pandoc's citation syntax in a page, and options or front matter that name a bibliography and a
style. Out: citations and the reference list in the HTML of the page.

    markdown_extensions:
      - citeformat.markdown:
          bibliography: refs.bib
          style: apa

Source: Python-Markdown's documentation, "Writing extensions"; pandoc's manual, "Citation syntax".
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.meta import MetaExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from citeformat.errors import CiteformatError, Problem
from citeformat.integrations.pages_html import (
    CITATION_CLASS,
    LIST_CLASS,
    HtmlOptions,
    citation_value,
    list_value,
    read_page,
    write_page,
)
from citeformat.interchange.shared.markdown_markup import from_markdown
from citeformat.manuscripts.grammar import (
    LINK_TARGET,
    CitationScanner,
    FoundCitation,
    prefix_of,
    suffix_of,
)
from citeformat.manuscripts.lists import LIST_ID
from citeformat.manuscripts.markdown_rules import Attributes
from citeformat.manuscripts.pages import render_texts
from citeformat.manuscripts.protocol import Page, PageTexts
from citeformat.manuscripts.settings import ALL_WORKS, Settings, is_true

if TYPE_CHECKING:
    from markdown import Markdown

__all__ = [
    "OPTIONS",
    "CitationExtension",
    "html_options",
    "log_problems",
    "makeExtension",
    "site_settings",
]

_START = r"[\[@]"
_ESCAPED = re.compile("\u0002(\\d+)\u0003")
"""A character that had a backslash, as Python-Markdown keeps it."""
_DIV = re.compile(r"^ {0,3}:{3,}[ \t]*(\{[^{}\n]*\})[ \t]*:*[ \t]*$", re.MULTILINE)
_DIV_END = re.compile(r"^ {0,3}:{3,}[ \t]*$", re.MULTILINE)
_WEB = re.compile(r"https?://", re.IGNORECASE)

OPTIONS: dict[str, tuple[Any, str]] = {
    "bibliography": ("", "the files of the bibliography: a name, or a list of names"),
    "csl": ("", "the style: a name, a title or a .csl file"),
    "style": ("", "the same as csl"),
    "lang": ("", "the language of citations, such as de-DE"),
    "nocite": ("", "works that are listed without a citation, such as @knuth1984, or @* for all"),
    "link_citations": (True, "whether citations link to their entries"),
    "link_bibliography": (True, "whether the identifiers in entries are links"),
    "tooltips": (False, "whether links show their entries when a pointer is over them"),
    "backlinks": (False, "whether entries link back to their citations"),
    "notes": ("footnotes", "where a style for notes puts citations: footnotes or inline"),
    "notes_after_punctuation": ("", "whether the marks of notes follow punctuation"),
    "reference_section_title": ("", "the heading of the list at the end of a page"),
    "citation_abbreviations": ("", "a file of abbreviations"),
    "bib_command": (r"\bibliography", "the command that places the list"),
    "bib_by_default": (True, "whether a page without a place for its list has it at the end"),
    "full_bib_command": (r"\full_bibliography", "the command that lists the whole bibliography"),
    "unknown": ("mark", "what an unknown key becomes: mark, keep or error"),
    "deferred": (False, "whether the plugin of MkDocs renders the citations of all pages"),
    "cache": (True, "whether records are kept in the cache folder"),
    "bib_file": ("", "mkdocs-bibtex's name for bibliography"),
    "bib_dir": ("", "a folder whose .bib files are the bibliography"),
    "csl_file": ("", "mkdocs-bibtex's name for csl"),
    "csl_file_encoding": ("", "ignored: a style says its encoding itself"),
    "cite_inline": ("", "ignored: the style decides"),
    "enable_inline_citations": ("", "ignored: they are always understood"),
    "footnote_format": ("", "ignored: the style decides"),
}
_IGNORED = ("footnote_format", "cite_inline", "enable_inline_citations", "csl_file_encoding")
_SETTINGS = (
    "bibliography",
    "csl",
    "lang",
    "nocite",
    "link-bibliography",
    "notes-after-punctuation",
    "reference-section-title",
    "citation-abbreviations",
)
_CHOICES = {"notes": ("footnotes", "inline"), "unknown": ("mark", "keep", "error")}


class CitationExtension(Extension):
    """The extension of Python-Markdown.

    >>> import markdown
    >>> options = {"bibliography": "examples/varied.bib", "style": "apa", "bib_by_default": False}
    >>> html = markdown.markdown("As @turing1950 [p. 433] says.",
    ...     extensions=[CitationExtension(link_citations=False, **options)])
    >>> print(html)
    <p>As <span class="citation" data-cites="turing1950">Turing (1950, p. 433)</span> says.</p>
    """

    def __init__(self, **options: Any) -> None:
        """Make the extension.

        Raises:
            KeyError: There is no such option.
            ValueError: An option has no such value.
        """
        self.config = {name: list(value) for name, value in OPTIONS.items()}
        super().__init__(**options)
        for name, choices in _CHOICES.items():
            if self.getConfig(name) not in choices:
                raise ValueError(f"{name} is {' or '.join(choices)}, not {self.getConfig(name)!r}")

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors."""
        source = _Source(md)
        md.ESCAPED_CHARS.append("@")
        md.preprocessors.register(source, "citeformat-source", 1_000)
        # Code and backslashes come before citations; links and tags come after them.
        md.inlinePatterns.register(_Citations(_START, md), "citeformat", 172)
        # Indented code comes before lists; the identifiers of mkdocstrings (`:::`) after them.
        md.parser.blockprocessors.register(_Lists(md, self), "citeformat-list", 78)
        # Raw HTML is in its place again; what is written now is not changed any more.
        md.postprocessors.register(_Rendering(md, self, source), "citeformat", -10)


class _Source(Preprocessor):
    """Remembers the text of a page, for the lines of problems."""

    text = ""

    def run(self, lines: list[str]) -> list[str]:
        """Remember lines."""
        self.text = "\n".join(lines)
        return lines


class _Citations(InlineProcessor):
    """Replaces citations by `span` elements, which are rendered when the page is complete."""

    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self.data = ""
        """The text in which citations were found."""
        self.around = ("", "")
        """The text before and after the last citation, which Python-Markdown has replaced."""
        self.found: dict[int, FoundCitation] = {}
        """The distance of a citation from the end of the text -> the citation."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """Return the element of the citation that begins at a match."""
        if "@" not in data:
            return None, None, None
        if not self.is_known(data):
            self.found = {len(data) - found.start: found for found in self.citations(data)}
        self.data = data
        start = m.start()
        found = self.found.get(len(data) - start)
        if found is None:
            return None, None, None
        end = start + found.end - found.start
        self.around = data[:start], data[end:]
        element = Element("span", {"class": CITATION_CLASS, "data-cites": citation_value(found)})
        element.text = AtomicString(self.plain(data[start:end]))
        return element, start, end

    def is_known(self, data: str) -> bool:
        """Whether a text is the last one, or that one without its last citation."""
        if data == self.data:
            return True
        before, after = self.around
        middle = data[len(before) : len(data) - len(after)]
        return (
            INLINE_PLACEHOLDER_RE.fullmatch(middle) is not None
            and data.startswith(before)
            and data.endswith(after)
        )

    def citations(self, data: str) -> Iterator[FoundCitation]:
        """Find the citations in a text that are not in links."""
        labels = {label.casefold() for label in self.md.references}
        scanner = CitationScanner(data, links=labels)
        position = 0
        while position < len(data):
            found = scanner.at(position) if data[position] in "[@" else None
            if found is not None and not self.is_link(data, found, labels):
                begins = not data[: found.start].strip()
                cites = [
                    replace(
                        cite,
                        prefix=prefix_of(from_markdown(self.plain(cite.prefix))),
                        suffix=suffix_of(from_markdown(self.plain(cite.suffix))),
                    )
                    for cite in found.cites
                ]
                yield replace(found, cites=tuple(cites), begins_block=begins)
                position = found.end
            elif data[position] == "[":
                end = scanner.opaque.get(position, position + 1)
                target = LINK_TARGET.match(data, end)
                if target is not None:
                    position = target.end()
                elif data[end : end + 1] == "[" and end in scanner.opaque:
                    position = scanner.opaque[end]
                elif " ".join(data[position + 1 : end - 1].split()).casefold() in labels:
                    position = end
                else:
                    position += 1
            else:
                position = scanner.opaque.get(position, position + 1)

    def is_link(self, data: str, found: FoundCitation, labels: set[str]) -> bool:
        """Whether what looks like a citation is the label of a link."""
        label = data[found.start + 1 : found.end - 1]
        return data[found.start] == "[" and " ".join(label.split()).casefold() in labels

    def plain(self, text: str) -> str:
        """Put code and characters with a backslash back into their places."""
        if "\u0002" not in text:
            return text
        restored = str(self.unescape(text))
        return _ESCAPED.sub(lambda match: chr(int(match[1])), restored)


class _Lists(BlockProcessor):
    """Replaces `::: {#refs}` and `\\bibliography` by `div` elements."""

    def __init__(self, md: Markdown, extension: CitationExtension) -> None:
        super().__init__(md.parser)
        commands = [str(extension.getConfig(each)) for each in ("bib_command", "full_bib_command")]
        self.full = commands[1]
        names = "|".join([re.escape(command) for command in commands if command])
        self.command = re.compile(rf"^ {{0,3}}({names})[ \t]*$" if names else r"(?!)", re.MULTILINE)

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a place for a list is in a block."""
        return self.place(block) is not None

    def place(self, block: str) -> tuple[int, int, str, Mapping[str, str]] | None:
        """Find the first place for a list: its start and end, its name and its conditions."""
        if "\\" in block or self.command.search(block):
            match = self.command.search(block)
            if match is not None:
                name = ALL_WORKS if match[1] == self.full else ""
                return match.start(), match.end(), name, {}
        for match in _DIV.finditer(block):
            attributes = Attributes.parse(match[1])
            id = LIST_ID.match(attributes.id)
            if id is not None:
                return match.start(), match.end(), id[1] or "", attributes.values
        return None

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make the element. What precedes it in its block is parsed before it."""
        block = blocks.pop(0)
        place = self.place(block)
        if place is None:
            blocks.insert(0, block)
            return
        start, end, name, conditions = place
        before, after = block[:start].rstrip("\n"), block[end:].lstrip("\n")
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        is_div = block[start:end].lstrip().startswith(":")
        content = [after] if after.strip() else []
        if is_div:
            content, rest = self.in_div(after, blocks)
        else:
            content, rest = [], [after] if after.strip() else []
        if content:
            self.parser.parseBlocks(parent, content)
        element = SubElement(parent, "div", {"class": LIST_CLASS})
        element.set("data-list", list_value(name, conditions))
        blocks[:0] = rest

    def in_div(self, after: str, blocks: list[str]) -> tuple[list[str], list[str]]:
        """Take the blocks up to the end of a div. Without an end, the div is empty."""
        candidates = [after, *blocks]
        for index, candidate in enumerate(candidates):
            match = _DIV_END.search(candidate)
            if match is None:
                continue
            last, rest = candidate[: match.start()].rstrip("\n"), candidate[match.end() :]
            del blocks[:index]
            content = [*candidates[:index], last]
            rest = rest.lstrip("\n")
            return [each for each in content if each.strip()], [rest] if rest.strip() else []
        return [], [after] if after.strip() else []


class _Rendering(Postprocessor):
    """Renders the citations and lists of a page."""

    def __init__(self, md: Markdown, extension: CitationExtension, source: _Source) -> None:
        super().__init__(md)
        self.extension = extension
        self.source = source

    def run(self, text: str) -> str:
        """Render the citations in the HTML of a page."""
        if CITATION_CLASS not in text and LIST_CLASS not in text and "refs" not in text:
            return text
        if "mkdocstrings_ids" in self.md.treeprocessors or self.extension.getConfig("deferred"):
            return text  # a docstring, which its page renders, or a page, which the site renders
        document = _Document.of(self.md)
        options = self.extension.getConfigs()
        problems: list[Problem] = []
        page = self.page(text, document, options, problems)
        texts = PageTexts()
        if page.settings.bibliography or page.settings.references:
            try:
                # Links are made when the ids of the page are known.
                unlinked = replace(page, settings=replace(page.settings, link_citations=False))
                made = render_texts([unlinked], cache=is_true(options["cache"]))
            except CiteformatError as error:
                problems.append(Problem("error", str(error), document.file))
            else:
                texts = made.texts[0]
                problems += made.problems[0]
        elif any(not found.narrative for found in page.citations):
            hint = "name it by the option bibliography, or in the front matter"
            problems.append(
                Problem(
                    "warning", "the page cites, but has no bibliography", document.file, hint=hint
                )
            )
        log_problems(problems, document.logger)
        if options["unknown"] == "error":
            refuse_unknown(page, texts, problems)
        return write_page(page, texts, html_options(options, page.settings))

    def page(
        self, text: str, document: _Document, options: Mapping[str, Any], problems: list[Problem]
    ) -> Page:
        """Find the citations in the HTML of a page, and its settings."""
        own = Settings.from_metadata(document.metadata, file=document.file, problems=problems)
        given = site_settings(options, document.folder, problems)
        settings = given | located(own, Path(document.path).parent, document.folder)
        is_fragment = document.is_fragment
        if f"[&quot;{ALL_WORKS}&quot;" in text:
            settings = settings | Settings(nocite=(*(settings.nocite or ()), ALL_WORKS))
            text = text.replace(f"[&quot;{ALL_WORKS}&quot;", "[&quot;&quot;")
        if is_fragment:
            settings = settings | Settings(suppress_bibliography=True)
        return read_page(
            text,
            source=document.text or self.source.text,
            file=document.file,
            settings=settings,
            add_list=bool(options["bib_by_default"]) and not is_fragment,
        )


class _Document(NamedTuple):
    """What a program that makes sites says about the page that it converts."""

    file: str = ""
    """The name of the page in messages."""
    path: str = ""
    """The path of its file."""
    folder: str = ""
    """The folder of the configuration."""
    text: str = ""
    """The text of the file with its front matter."""
    metadata: Mapping[str, Any] = {}
    logger: str = "citeformat.markdown"
    is_fragment: bool = False
    """Whether it is a part of a page, such as a summary, which has no list."""

    @classmethod
    def of(cls, md: Markdown) -> _Document:
        """Ask MkDocs or Zensical, or the extension Meta."""
        if "relpath" in md.treeprocessors:  # MkDocs
            processor: Any = md.treeprocessors["relpath"]
            file = getattr(processor, "file", None)
            if file is not None:
                page = getattr(file, "page", None)
                config = getattr(processor, "config", None)
                return cls(
                    str(file.src_uri),
                    str(file.abs_src_path or ""),
                    _folder_of(getattr(config, "config_file_path", "")),
                    str(getattr(file, "content_string", "")),
                    dict(getattr(page, "meta", None) or {}),
                    "mkdocs.plugins.citeformat",  # MkDocs shows these, and counts them
                )
        if "rendering_context" in md.preprocessors:  # Zensical
            context: Any = md.preprocessors["rendering_context"]
            path = str(context.page.path)
            folder = str(context.config.get("root_dir", "")) if context.config else ""
            return cls(path, path, folder, metadata=dict(context.page.meta))
        metadata: dict[str, Any] = {
            key: value if key in ("bibliography", "nocite") or len(value) != 1 else value[0]
            for key, value in (getattr(md, "Meta", None) or {}).items()
        }
        has_meta = any(isinstance(each, MetaExtension) for each in md.registeredExtensions)
        return cls(metadata=metadata, is_fragment=has_meta and "meta" not in md.preprocessors)


def _folder_of(path: object) -> str:
    return str(Path(str(path)).parent) if path else ""


def log_problems(problems: Sequence[Problem], logger: str) -> None:
    """Log problems, each once."""
    log = logging.getLogger(logger)
    for problem in dict.fromkeys(problems):
        level = logging.INFO if problem.severity == "info" else logging.WARNING
        log.log(level, "%s", problem)


def refuse_unknown(page: Page, texts: PageTexts, problems: Sequence[Problem]) -> None:
    """Make sure that a page cites no unknown works.

    Raises:
        CiteformatError: It cites one.
    """
    cited = {cite.id for found in page.citations for cite in found.cites}
    for problem in problems:
        if problem.record in cited and problem.record not in texts.cited:
            raise CiteformatError(str(problem))


def site_settings(options: Mapping[str, Any], folder: str, problems: list[Problem]) -> Settings:
    """Return the settings in the options of a site, with mkdocs-bibtex's names.

    Args:
        options: The options.
        folder: The folder of the configuration, in which files are looked up.
        problems: Receives a problem for each option that is not used.
    """
    values = {name.replace("_", "-"): value for name, value in options.items() if value != ""}
    for name in _IGNORED:
        if options.get(name) not in ("", None):
            hint = f"remove {name}: {OPTIONS[name][1].partition(': ')[2]}"
            problems.append(Problem("info", f"{name} is ignored", hint=hint))
    values.setdefault("csl", values.get("style") or values.get("csl-file"))
    files = values.get("bibliography") or values.get("bib-file") or []
    files = [files] if isinstance(files, str) else list(files)
    if values.get("bib-dir"):
        place = Path(folder, str(values["bib-dir"]))
        found = sorted(place.rglob("*.bib"))
        if not found:
            problems.append(Problem("error", f"the folder {place} has no .bib files"))
        files += [str(path) for path in found]
    values["bibliography"] = files or None
    chosen = {name: values[name] for name in _SETTINGS if values.get(name) not in (None, "")}
    settings = Settings.from_metadata(chosen, problems=problems)
    return located(settings, Path(folder), folder)


def located(settings: Settings, *folders: Path | str) -> Settings:
    """Return settings with the paths of files, which are in the first of the folders that has them,
    or in the current folder."""

    def path_of(name: str) -> str:
        for folder in folders:
            path = Path(folder, name)
            if str(folder) and path.is_file():
                return str(path)
        return name

    csl = settings.csl
    if csl and _WEB.match(csl):  # the name of a style is the end of its address
        csl = csl.rstrip("/").rpartition("/")[2].removesuffix(".csl")
    return replace(
        settings,
        bibliography=settings.bibliography and tuple(map(path_of, settings.bibliography)),
        csl=path_of(csl) if csl and csl.endswith(".csl") else csl,
        citation_abbreviations=settings.citation_abbreviations
        and path_of(settings.citation_abbreviations),
    )


def html_options(options: Mapping[str, Any], settings: Settings) -> HtmlOptions:
    """Return how the citations of a page are written; its settings win."""
    link = settings.link_citations
    return HtmlOptions(
        link_citations=is_true(options["link_citations"]) if link is None else link,
        tooltips=is_true(options["tooltips"]),
        backlinks=is_true(options["backlinks"]),
        notes=str(options["notes"]),
        unknown="keep" if options["unknown"] == "keep" else "mark",
    )


def makeExtension(**options: Any) -> CitationExtension:  # noqa: N802
    """Make the extension; Python-Markdown calls this function."""
    return CitationExtension(**options)
