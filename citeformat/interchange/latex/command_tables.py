"""What LaTeX's commands print, as Unicode. Tables only.

Source: "The Comprehensive LaTeX Symbol List", the tables of body-text symbols and accents;
"The TeXbook", chapter 9; the LaTeX packages textcomp, csquotes, texlogos and the TUGboat class
for the names of programs; the BibLaTeX manual, "Auxiliary Commands", for \\mkbib....
"""

from __future__ import annotations

__all__ = [
    "ACCENTS",
    "ARGUMENT_STYLES",
    "CHARACTERS",
    "DECLARATIONS",
    "IGNORED",
    "IGNORED_WITH_ARGUMENT",
    "JOURNALS",
    "LIGATURES",
    "LOGOS",
    "SPACING_ACCENTS",
    "SYMBOLS",
    "UNDOTTED",
]


JOURNALS = {
    "aj": "AJ", "actaa": "Acta Astron.", "araa": "ARA&A", "apj": "ApJ", "apjl": "ApJL",
    "apjlett": "ApJL", "apjs": "ApJS", "apjsupp": "ApJS", "ao": "Appl. Opt.", "apss": "Ap&SS",
    "aap": "A&A", "astap": "A&A", "aapr": "A&A Rev.", "aaps": "A&AS", "azh": "AZh",
    "baas": "BAAS", "caa": "Chinese Astron. Astrophys.", "cjaa": "Chinese J. Astron. Astrophys.",
    "icarus": "Icarus", "jcap": "J. Cosmology Astropart. Phys.", "jrasc": "JRASC",
    "memras": "MmRAS", "mnras": "MNRAS", "na": "New A", "nar": "New A Rev.", "pra": "Phys. Rev. A",
    "prb": "Phys. Rev. B", "prc": "Phys. Rev. C", "prd": "Phys. Rev. D", "pre": "Phys. Rev. E",
    "prl": "Phys. Rev. Lett.", "pasa": "PASA", "pasp": "PASP", "pasj": "PASJ",
    "rmxaa": "Rev. Mexicana Astron. Astrofis.", "qjras": "QJRAS", "skytel": "S&T",
    "solphys": "Sol. Phys.", "sovast": "Soviet Ast.", "ssr": "Space Sci. Rev.", "zap": "ZAp",
    "nat": "Nature", "iaucirc": "IAU Circ.", "aplett": "Astrophys. Lett.",
    "apspr": "Astrophys. Space Phys. Res.", "bain": "Bull. Astron. Inst. Netherlands",
    "fcp": "Fund. Cosmic Phys.", "gca": "Geochim. Cosmochim. Acta", "grl": "Geophys. Res. Lett.",
    "jcp": "J. Chem. Phys.", "jgr": "J. Geophys. Res.",
    "jqsrt": "J. Quant. Spectrosc. Radiat. Transf.", "memsai": "Mem. Soc. Astron. Italiana",
    "nphysa": "Nucl. Phys. A", "physrep": "Phys. Rep.", "physscr": "Phys. Scr.",
    "planss": "Planet. Space Sci.", "procspie": "Proc. SPIE", "psj": "PSJ",
}  # fmt: skip
"""Command → the journal's abbreviation."""

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c",
    "G": "\u030f", "U": "\u030e", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
    "t": "\u0361", "newtie": "\u0311", "textcircled": "\u20dd", "textcommabelow": "\u0326",
}  # fmt: skip
"""Accent command → combining character, which follows the letter."""

SPACING_ACCENTS = {
    "`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", "u": "˘", ".": "˙", '"': "¨", "r": "˚",
    "H": "˝", "v": "ˇ", "c": "¸", "k": "˛",
}  # fmt: skip
"""What an accent over nothing prints."""

UNDOTTED = {"ı": "i", "ȷ": "j"}
"""Under an accent these are the plain letters in Unicode."""

LIGATURES = {
    "---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’", "!`": "¡", "?`": "¿",
    "~": "\u00a0", '"`': "„", "\"'": "“",
}  # fmt: skip
"""Characters → the one that they print."""

CHARACTERS = {
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ",
    "\t": " ", "/": "", "-": "", ",": "\u202f", ":": " ", ";": " ", "!": "", "\\": " ", "@": "",
    "|": "‖", "*": "", "+": "", "<": "", ">": "", ")": "", "]": "",
}  # fmt: skip
"""Character after a backslash → what the two print."""

SYMBOLS = {
    # Letters
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ss": "ß", "SS": "SS", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð",
    "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ",
    "textsci": "ɪ", "textschwa": "ə", "ringhalfrighti": "ʾ", "textlongs": "ſ",
    # Marks
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡",
    "textsection": "§", "textparagraph": "¶", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "textservicemark": "℠", "textbullet": "•",
    "textperiodcentered": "·", "textasteriskcentered": "∗", "textnumero": "№",
    "textordfeminine": "ª", "textordmasculine": "º", "textdegree": "°", "degree": "°",
    "textcelsius": "℃", "textmu": "µ", "textohm": "Ω", "textperthousand": "‰",
    "textpertenthousand": "‱", "textinterrobang": "‽", "textmusicalnote": "♪",
    # Punctuation
    "ldots": "…", "dots": "…", "textellipsis": "…", "dotsc": "…", "textemdash": "—",
    "textendash": "–", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotedbl": '"', "textquotesingle": "'", "lq": "‘", "rq": "’",
    "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "glqq": "„", "grqq": "“", "glq": "‚",
    "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "og": "«\u00a0", "fg": "\u00a0»",
    "textexclamdown": "¡", "textquestiondown": "¿", "textbackslash": "\\", "bs": "\\",
    "textasciitilde": "~", "textasciicircum": "^", "textasciigrave": "`", "textasciiacute": "´",
    "textunderscore": "_", "textless": "<", "textgreater": ">", "textbar": "|",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "textlbrackdbl": "⟦",
    "textrbrackdbl": "⟧", "lbrace": "{", "rbrace": "}", "slash": "/", "textvisiblespace": "␣",
    "textfractionsolidus": "⁄", "Dash": "—", "dash": "–", "textthreequartersemdash": "—",
    "mdash": "—", "ndash": "–", "hyphen": "-", "textcompwordmark": "",
    # Money
    "pounds": "£", "textsterling": "£", "texteuro": "€", "euro": "€", "EUR": "€", "textyen": "¥",
    "textcent": "¢", "textcurrency": "¤", "textwon": "₩", "textflorin": "ƒ", "textbaht": "฿",
    # Numbers and signs
    "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
    "texttimes": "×", "textdiv": "÷", "textpm": "±", "textminus": "−", "textlnot": "¬",
    "textrightarrow": "→", "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓",
    # White space
    "quad": " ", "qquad": " ", "enspace": " ", "enskip": " ", "space": " ", "thinspace": "\u202f",
    "nobreakspace": "\u00a0", "newline": " ", "linebreak": " ", "par": " ", "hfil": " ",
    "hfill": " ", "break": " ",
    # BibLaTeX's "Punctuation and Spacing"
    "addspace": " ", "addnbspace": "\u00a0", "addthinspace": "\u202f", "addcomma": ",",
    "adddot": ".", "adddotspace": ". ", "addcolon": ":", "addsemicolon": ";", "addperiod": ".",
    "addhighpenspace": " ", "addlowpenspace": " ", "addabbrvspace": "\u00a0", "addslash": "/",
    "bibrangedash": "–",
}  # fmt: skip
"""Command without argument → what it prints."""

LOGOS = {
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "LaTeXTeX": "(La)TeX", "La": "La",
    "BibTeX": "BibTeX", "AmS": "AMS", "AMS": "AMS", "AmSTeX": "AMS-TeX", "AMSTeX": "AMS-TeX",
    "AmSLaTeX": "AMS-LaTeX", "ConTeXt": "ConTeXt", "CONTEXT": "ConTeXt", "XeTeX": "XeTeX",
    "XeLaTeX": "XeLaTeX", "Xe": "Xe", "LuaTeX": "LuaTeX", "LuaLaTeX": "LuaLaTeX",
    "pdfTeX": "pdfTeX", "pdfLaTeX": "pdfLaTeX", "pTeX": "pTeX", "upTeX": "upTeX",
    "eTeX": "ε-TeX", "ExTeX": "ExTeX", "NTS": "NTS", "PiC": "PiC", "PiCTeX": "PiCTeX",
    "MF": "METAFONT", "METAFONT": "METAFONT", "MP": "MetaPost", "MetaPost": "MetaPost",
    "METAPOST": "MetaPost", "PS": "PostScript", "PSTricks": "PSTricks", "TikZ": "TikZ",
    "PGF": "PGF", "LyX": "LyX", "SliTeX": "SliTeX", "Xy": "Xy", "XyM": "XyM", "Xypic": "Xy-pic",
    "XyMTeX": "XyMTeX", "TeXXeT": "TeX--XeT", "TeXLive": "TeX Live", "TeXworks": "TeXworks",
    "TeXShop": "TeXShop", "MacTeX": "MacTeX", "MiKTeX": "MiKTeX", "TeXtures": "Textures",
    "TUB": "TUGboat", "TUG": "TUG", "CSTUG": "CSTUG", "NTG": "NTG", "AW": "Addison-Wesley",
    "WEB": "WEB", "CWEB": "CWEB", "CTAN": "CTAN", "DVI": "DVI", "DVD": "DVD", "CD": "CD",
    "PDF": "PDF", "XML": "XML", "SGML": "SGML", "HTML": "HTML", "CSS": "CSS",
    "MathML": "MathML", "ASCII": "ASCII", "ISBN": "ISBN", "ISSN": "ISSN", "ISO": "ISO",
    "GNU": "GNU", "UNIX": "UNIX", "VAX": "VAX", "MacOSX": "Mac OS X", "plain": "Plain",
    "POBox": "P. O. Box", "URL": "URL", "FAQ": "FAQ",
}  # fmt: skip
"""Command → the name of a program or the like, whose case no style changes."""

_ITALIC = ("<i>", "</i>")

_BOLD = ("<b>", "</b>")

_SMALL_CAPS = ('<span style="font-variant:small-caps;">', "</span>")

_NOTHING = ("", "")

_TRANSPARENT = """
    mbox hbox vbox fbox text textrm textsf texttt textup textmd textnormal textlf acro
    rlap smash clap bibinfo mkbibnamefamily mkbibnamegiven mkbibnameprefix mkbibnamesuffix
    foreignquote hyphenation nohyphens bibstring autocap natexlab code
    file pkg CRANpkg proglang dfn kbd samp var acronym noun mathrm
    mkbibacro operatorname bibxstring
"""

ARGUMENT_STYLES = {
    **dict.fromkeys(_TRANSPARENT.split(), _NOTHING),
    "emph": _ITALIC, "textit": _ITALIC, "textsl": _ITALIC, "mkbibemph": _ITALIC,
    "mkbibitalic": _ITALIC, "textbf": _BOLD, "mkbibbold": _BOLD, "strong": _BOLD,
    "textsc": _SMALL_CAPS, "textsuperscript": ("<sup>", "</sup>"),
    "mkbibsuperscript": ("<sup>", "</sup>"), "textsubscript": ("<sub>", "</sub>"),
    "mkbibparens": ("(", ")"), "mkbibbrackets": ("[", "]"), "parentext": ("(", ")"),
    "brackettext": ("[", "]"), "underline": _NOTHING, "uline": _NOTHING,
    "cs": ("\\", ""),
}  # fmt: skip
"""Command with one argument → the text before and after the argument."""

IGNORED = frozenset(
    """
    relax protect null sloppy allowbreak nobreak noindent centering raggedright ignorespaces
    unskip strut displaystyle textstyle bgroup egroup begingroup endgroup leavevmode
    bibsetup penalty discretionary nolinebreak hss
    isdot midsentence normalbaselines
    """.split()
)
"""Commands that print nothing."""

IGNORED_WITH_ARGUMENT = frozenset(
    """
    noopsort SortNoop label index vspace hspace phantom hphantom vphantom noop singleletter
    """.split()
)
"""Commands that print neither themselves nor their argument."""

DECLARATIONS = {
    "em": _ITALIC, "it": _ITALIC, "sl": _ITALIC, "itshape": _ITALIC, "slshape": _ITALIC,
    "bf": _BOLD, "bfseries": _BOLD, "sc": _SMALL_CAPS, "scshape": _SMALL_CAPS, "smc": _SMALL_CAPS,
    "rm": None, "normalfont": None, "upshape": None, "mdseries": None, "tt": _NOTHING,
    "ttfamily": _NOTHING, "sf": _NOTHING, "sffamily": _NOTHING, "rmfamily": _NOTHING,
    "tiny": _NOTHING, "scriptsize": _NOTHING, "footnotesize": _NOTHING, "small": _NOTHING,
    "normalsize": _NOTHING, "large": _NOTHING, "Large": _NOTHING, "cal": _NOTHING,
    "selectfont": _NOTHING, "boldmath": _NOTHING,
}  # fmt: skip
"""Command that holds to the end of its group → its markup; None ends those before it."""
