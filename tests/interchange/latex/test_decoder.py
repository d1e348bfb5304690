"""TeX source → text: what each spelling prints."""

from __future__ import annotations

import pytest

from citeformat.interchange.latex.commands import verbatim
from citeformat.interchange.latex.decoder import decode

# "The TeXbook", chapter 9: each accent, with and without braces, over letters without a dot.
ACCENTS = [
    (r"\'e \' e \'{e} {\'e} {\'{e}}", "é é é é é"),
    (r"\`a \^a \"a \~n \=o \.z", "à â ä ñ ō ż"),
    (r"\u g \v s \H o \t oo \c c \d a \b b \r a \k e", "ğ š ő o͡o ç ạ ḇ å ę"),
    (r"\u{g}\v{s}\H{o}\c{c}\d{a}\r{a}\k{e}", "ğšőçạåę"),
    (r"\'\i{} \'{\i} {\'\i} \v{\j} \"{\i}", "í í í ǰ ï"),
    (r"\'{\i}x \'\i x \'{}\i", "íx íx ´ı"),
    (r"\'{\^e}", "ế"),
    (r"\'\AE{} \'{\ae}", "Ǽ ǽ"),
    (r"\~{} \^{}", "~ ^"),
    # The letter may come after any number of tags.
    (r"\^{\em A} \'{\bf\em e}x \'{\em\i}", "<i>Â</i> <b><i>é</i></b>x <i>í</i>"),
    (r"\^$A$ \^$\mathbf{A}^2$", "<i>Â</i> <b>Â</b><sup>2</sup>"),
    (r"\v{\emph{\textbf{\textsc{s}}}}",
     '<i><b><span style="font-variant:small-caps;">š</span></b></i>'),
    (r"\^\emph{}x", "^<i></i>x"),
    (r"\^{\'\emph{p}}", "<i>ṕ\u0302</i>"),
]  # fmt: skip

# "The TeXbook", chapter 9, and "LaTeX: A Document Preparation System", section 3.2.
SYMBOLS = [
    (r"\ss\ \ae\ \AE\ \oe\ \OE\ \o\ \O\ \l\ \L\ \aa\ \AA", "ß æ Æ œ Œ ø Ø ł Ł å Å"),
    (r"\i{} \j{} \dh{} \th{} \DH{} \TH{}", "ı ȷ ð þ Ð Þ"),
    (r"\S 3, \P{}, \copyright{} \pounds 5 \euro{} \dag", "§3, ¶, © £5 € †"),
    (r"\textregistered\ \texttrademark{} \ldots \dots{}", "® ™ ……"),
    (r"Gr\"o\ss e Stra{\ss}e", "Größe Straße"),
    (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
    (r"a\-b a\/b a\ b a\,b a~b a\\b", "ab ab a b a\u202fb a\u00a0b a b"),
    (r"\char`\\ \char92 \char'134 \char" + '"5C', "\\\\\\\\"),
    (r"\verb|a_b| \path|c|", "a_b c"),
    (r"\ensuremath{\alpha} \apj", "<i>α</i> ApJ"),
    (r"\nth{1} \nth{12} \nth{23}", "1st 12th 23rd"),
    (r"A\kern-.15em B \raise.5ex\hbox{C}", "AB C"),
    (r"\uppercase{ab} \lowercase{C{\em D}}", "AB c<i>d</i>"),
    # textgreek, csquotes, mhchem, and BibLaTeX's commands in page ranges
    (r"\textalpha-synuclein \textOmega{}", "α-synuclein Ω"),
    (r"\textquote{a \textquote{b}}", "“a ‘b’”"),
    (
        r"\ce{H2O} \ce{SO4^2-} \ce{Fe^{3+}} \ce{Ca(OH)2}",
        "H<sub>2</sub>O SO<sub>4</sub><sup>2−</sup> Fe<sup>3+</sup> Ca(OH)<sub>2</sub>",
    ),
    (r"579\psqq, 3\psq", "579\u00a0sqq., 3\u00a0sq."),
    (r"x{\color{red}a} \textcyrillic{Б}", "xa Б"),
    # Mendeley escapes the accents that people typed
    (r"R$\backslash$'enyi S{\textbackslash}'{\{}o{\}}s {\$}\backslash{\$}^e", "Rényi Sós ê"),
    (r"a $\backslash$ b {\textbackslash}x", "a \\ b \\x"),
]

# "The TeXbook", chapter 2.
LIGATURES = [
    ("a-b c--d e---f", "a-b c–d e—f"),
    ("``a'' `b' it's", "“a” ‘b’ it’s"),
    ("?`que? !`si!", "¿que? ¡si!"),
    ('plain "quotes"', 'plain "quotes"'),
]

MARKUP = [
    (r"\emph{a} \textit{b} \textbf{c}", "<i>a</i> <i>b</i> <b>c</b>"),
    (r"{\em a} {\it b} {\bf c} {\sl d}", "<i>a</i> <i>b</i> <b>c</b> <i>d</i>"),
    (r"{a \em b} c", "a <i>b</i> c"),
    (r"{\it a \bf b\rm{} c}", "<i>a <b>b</b></i> c"),
    (r"\textsc{a} {\sc b}",
     '<span style="font-variant:small-caps;">a</span> '
     '<span style="font-variant:small-caps;">b</span>'),
    (r"H\textsubscript{2}O x\textsuperscript{3}", "H<sub>2</sub>O x<sup>3</sup>"),
    (r"\texttt{a} \textrm{b} \mbox{c} {\tt d}", "a b c d"),
    (r"\enquote{a \enquote{b}} \mkbibquote{c}", "“a ‘b’” “c”"),
    (r"\href{http://a.org/b_c}{text} \url{http://a.org/b_c}", "text http://a.org/b_c"),
    ("a < b & c > d", "a < b & c > d"),
    ("unbalanced } and { braces", "unbalanced  and  braces".replace("  ", " ")),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), ACCENTS + SYMBOLS + LIGATURES + MARKUP)
def test_text(source: str, expected: str) -> None:
    text, unknown = decode(source)

    assert (text, unknown) == (expected, ())


def nocase(text: str) -> str:
    return f'<span class="nocase">{text}</span>'


# "BibTeXing", section 4: braces protect, except around a special character.
PROTECTION = [
    ("The {NASA} story", f"The {nocase('NASA')} story"),
    ("{Whole Title}", nocase("Whole Title")),
    ("{A {B} c}", nocase("A B c")),
    (r"{\'E}cole", "École"),
    (r"{{\'E}cole}", nocase("École")),
    (r"{\em NASA} {\em {NASA}}", f"<i>NASA</i> <i>{nocase('NASA')}</i>"),
    (r"{{\em NASA}}", nocase("<i>NASA</i>")),
    (r"\emph{Homo sapiens}", "<i>Homo sapiens</i>"),
    ("{3}-{D}", f"3-{nocase('D')}"),
    (r"{\TeX} and \LaTeX", f"{nocase('TeX')} and {nocase('LaTeX')}"),
    ("$k$-trees", f"{nocase('<i>k</i>')}-trees"),
    ("{ $k$ } x", f" {nocase('<i>k</i>')} x"),
    (r"\^$A$", nocase("<i>Â</i>")),
    (r"\^\emph{\TeX}", f"<i>{nocase('T̂eX')}</i>"),
]


@pytest.mark.parametrize(("source", "expected"), PROTECTION)
def test_braces_protect_case_in_titles(source: str, expected: str) -> None:
    assert decode(source, title=True)[0] == expected


@pytest.mark.parametrize(
    ("source", "expected", "unknown"),
    [
        (r"\foo{bar} baz", "bar baz", ("foo",)),
        (r"\foo[x]{bar}{baz}", "bar baz", ("foo",)),
        (r"a \foo b", "a foo b", ("foo",)),
        (r"{\foo} b", "foo b", ("foo",)),
        (r"{\myfont text} b", "text b", ("myfont",)),  # most likely a font
        (r"\alpha-helix", "<i>α</i>-helix", ("alpha",)),  # math outside of a formula
    ],
)
def test_an_unknown_command_leaves_text(
    source: str, expected: str, unknown: tuple[str, ...]
) -> None:
    assert decode(source) == (expected, unknown)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"http://a.org/b\_c\%20\&d", "http://a.org/b_c%20&d"),
        (r"\url{http://a.org/~b}", "http://a.org/~b"),
        (r"http://a.org/\~{}b", "http://a.org/~b"),
        (r"http://a.org/{\textasciitilde}b", "http://a.org/~b"),
        (r"http://a.org/$\sim$b", "http://a.org/~b"),
        (r"10.1000/{A\_B}", "10.1000/A_B"),
        (r"\texttt{http://a.org/\textbar{}b\{c\}}", "http://a.org/|b{c}"),
        (
            r"10.1002/(SICI)1097(1998)17:15$<$1661::AID$>$3.0",
            "10.1002/(SICI)1097(1998)17:15<1661::AID>3.0",
        ),
        (
            r"10.1175/044$\less$1606:EOE$\greater$2.CO$\mathsemicolon$2",
            "10.1175/044<1606:EOE>2.CO;2",
        ),
        (r"http://a.org/?p=\$1\$", "http://a.org/?p=$1$"),
        ("plain", "plain"),
    ],
)
def test_an_address_loses_its_escapes(source: str, expected: str) -> None:
    assert verbatim(source) == expected


@pytest.mark.parametrize(
    "deep", ["{" * 5000, r"\'" * 5000, "$" + "{" * 5000 + "$", r"\emph{" * 5000]
)
def test_deep_nesting_ends(deep: str) -> None:
    text, _ = decode(deep, title=True)

    assert len(text) < 2 * len(deep)
