"""What LaTeX's commands print, in text and in formulas, as Unicode. Tables only.

Source: "The Comprehensive LaTeX Symbol List", the tables of body-text symbols and accents;
"The TeXbook", chapter 9; the LaTeX packages textcomp, csquotes, texlogos and the TUGboat class
for the names of programs; the BibLaTeX manual, "Auxiliary Commands", for \\mkbib....
"""

from __future__ import annotations

__all__ = [
    "ACCENTS",
    "ALPHABETS",
    "ARGUMENT_STYLES",
    "BINARY",
    "CHARACTERS",
    "CROSSREF",
    "DECLARATIONS",
    "ENVIRONMENTS",
    "FUNCTIONS",
    "IGNORED",
    "IGNORED_WITH_ARGUMENT",
    "JOURNALS",
    "LETTERS",
    "LIGATURES",
    "LOGOS",
    "MATH_ACCENTS",
    "ORDINARY",
    "RELATIONS",
    "SEQUENCES",
    "SPACING_ACCENTS",
    "STRUCTURES",
    "SYMBOLS",
    "TEXT_GREEK",
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
    "polhk": "\u0328", "ocirc": "\u030a", "udot": "\u0323", "lfhook": "\u0326",
    "soft": "\u030c", "uarc": "\u0311", "dudot": "\u0324", "cfgrv": "\u0302\u0300",
    "cfac": "\u0302\u0301", "cftil": "\u0302\u0303", "cfudot": "\u0302\u0323",
    "ubar": "\u0331", "tie": "\u0361", "textogonekcentered": "\u0328",
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
    "cprime": "ʹ", "cdprime": "ʺ", "Cprime": "ʹ", "Cdprime": "ʺ", "Dbar": "Đ",
    "dbar": "đ", "cydot": "·", # MathSciNet's transliteration
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
    mkbibacro operatorname bibxstring textcyr textcyrillic textlatin textenglish textgerman
    textfrench textrussian textitalian textspanish
"""

ARGUMENT_STYLES = {
    **dict.fromkeys(_TRANSPARENT.split(), _NOTHING),
    "emph": _ITALIC, "textit": _ITALIC, "textsl": _ITALIC, "mkbibemph": _ITALIC,
    "mkbibitalic": _ITALIC, "textbf": _BOLD, "mkbibbold": _BOLD, "strong": _BOLD,
    "bold": _BOLD,
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
    thanks footnote color arabic
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


LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ",
    "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ", "upsilon": "υ",
    "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "digamma": "ϝ",
}  # fmt: skip
"""Letters that math sets in italics."""

ORDINARY = {
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "partial": "∂",
    "nabla": "∇", "forall": "∀", "exists": "∃", "nexists": "∄", "emptyset": "∅",
    "varnothing": "∅", "neg": "¬", "lnot": "¬", "aleph": "ℵ", "beth": "ℶ", "hbar": "ℏ",
    "ell": "ℓ", "wp": "℘", "Re": "ℜ", "Im": "ℑ", "angle": "∠", "triangle": "△", "square": "□",
    "Box": "□", "Diamond": "◇", "bot": "⊥", "top": "⊤", "prime": "′", "sharp": "♯", "flat": "♭",
    "natural": "♮", "clubsuit": "♣", "diamondsuit": "♢", "heartsuit": "♡", "spadesuit": "♠",
    "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "oint": "∮",
    "bigcup": "⋃", "bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀", "bigoplus": "⨁",
    "bigotimes": "⨂", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮", "ddots": "⋱",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "lbrace": "{", "rbrace": "}", "vert": "|", "Vert": "‖", "lvert": "|", "rvert": "|",
    "lVert": "‖", "rVert": "‖", "backslash": "\\", "degree": "°", "circledR": "®",
    "imath": "ı", "jmath": "ȷ", "surd": "√", "dag": "†", "ddag": "‡", "dagger": "†",
    "ddagger": "‡", "checkmark": "✓", "copyright": "©", "S": "§", "P": "¶", "pounds": "£",
    "colon": ":", "AA": "Å", "aa": "å", "o": "ø", "O": "Ø", "ss": "ß", "bigstar": "★",
    "blacksquare": "■", "bullet": "•", "mho": "℧", "complement": "∁",
    "#": "#", "%": "%", "&": "&", "$": "$", "_": "_", "{": "{", "}": "}", "|": "‖",
}  # fmt: skip
"""Symbols without space around them."""

TEXT_GREEK = {
    f"text{name}": letter
    for name, letter in (LETTERS | ORDINARY).items()
    if "Α" <= letter <= "ω" or letter in "ϵϕϑϖϱ"
}
"""Command of the package textgreek → the letter, upright. This table is for reading only."""

SEQUENCES = {"psq": "\u00a0sq.", "psqq": "\u00a0sqq."}
"""BibLaTeX's commands for "and the following page", "and the following pages"."""

CROSSREF = {
    "mathsemicolon": ";", "mathplus": "+", "mathcolon": ":", "mathcomma": ",", "mathperiod": ".",
    "mathslash": "/", "mathampersand": "&", "mathdollar": "$", "mathpercent": "%",
    "mathequals": "=", "mathquestion": "?", "mathexclam": "!", "mathhyphen": "-", "slash": "/",
    "less": "<", "greater": ">", "textless": "<", "textgreater": ">", "textdegree": "°",
    "mathminus": "−", "mathsurd": "√", "dprime": "″", "Alpha": "Α", "Beta": "Β", "Epsilon": "Ε",
    "Zeta": "Ζ", "Eta": "Η", "Iota": "Ι", "Kappa": "Κ", "Mu": "Μ", "Nu": "Ν", "Omicron": "Ο",
    "Rho": "Ρ", "Tau": "Τ", "Chi": "Χ",
    **{f"up{name}": letter for name, letter in LETTERS.items()},
    **{
        f"Up{name.lower()}": letter
        for name, letter in ORDINARY.items()
        if name[0].isupper() and "Α" <= letter <= "Ω"
    },
}  # fmt: skip
"""Command of Crossref's BibTeX, which has text as formulas of one character -> the character. This
table is for reading only."""

RELATIONS = {
    "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠", "equiv": "≡",
    "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "propto": "∝", "ll": "≪", "gg": "≫",
    "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰", "subset": "⊂", "supset": "⊃",
    "subseteq": "⊆", "supseteq": "⊇", "subsetneq": "⊊", "supsetneq": "⊋", "sqsubseteq": "⊑",
    "sqsupseteq": "⊒", "in": "∈", "ni": "∋", "notin": "∉", "mid": "∣", "nmid": "∤",
    "parallel": "∥", "perp": "⊥", "vdash": "⊢", "dashv": "⊣", "models": "⊨", "lesssim": "≲",
    "gtrsim": "≳", "asymp": "≍", "doteq": "≐", "leqslant": "⩽", "geqslant": "⩾", "trianglelefteq":
    "⊴", "vartriangle": "△", "to": "→", "rightarrow": "→", "leftarrow": "←", "gets": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
    "implies": "⟹", "iff": "⟺", "mapsto": "↦", "longrightarrow": "⟶", "longleftarrow": "⟵",
    "longmapsto": "⟼", "hookrightarrow": "↪", "hookleftarrow": "↩", "uparrow": "↑",
    "downarrow": "↓", "updownarrow": "↕", "nearrow": "↗", "searrow": "↘", "swarrow": "↙",
    "nwarrow": "↖", "rightharpoonup": "⇀", "rightleftharpoons": "⇌", "leadsto": "⇝",
    "therefore": "∴", "because": "∵", "lt": "<", "gt": ">",
}  # fmt: skip
"""Relations and arrows, with space around them."""

BINARY = {
    "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "cup": "∪", "cap": "∩",
    "setminus": "∖", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨", "oplus": "⊕",
    "ominus": "⊖", "otimes": "⊗", "oslash": "⊘", "odot": "⊙", "circ": "∘", "star": "⋆",
    "ast": "∗", "amalg": "⨿", "uplus": "⊎", "sqcup": "⊔", "sqcap": "⊓", "diamond": "⋄",
    "ltimes": "⋉", "rtimes": "⋊", "bmod": "mod", "wr": "≀", "boxtimes": "⊠", "boxplus": "⊞",
    "triangleleft": "◁", "triangleright": "▷",
}  # fmt: skip
"""Binary operators, with space around them between two operands."""

FUNCTIONS = frozenset(
    """
    log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth max min sup
    inf lim limsup liminf det dim ker deg gcd arg hom Pr polylog
    """.split()
)
"""Functions that print their own name upright."""

ALPHABETS = {
    "mathrm": "", "text": "", "textrm": "", "mbox": "", "hbox": "", "operatorname": "",
    "mathsf": "", "mathtt": "", "mathup": "", "textsf": "", "texttt": "", "mathit": "i",
    "textit": "i", "emph": "i", "mathbf": "b", "boldsymbol": "b", "bm": "b", "textbf": "b",
    "mathcal": "cal", "mathscr": "cal", "mathbb": "bb", "mathfrak": "frak", "textsc": "",
    "Bbb": "bb", "germ": "frak", "frak": "frak", "scr": "cal", "bold": "b", "roman": "",
    "cal": "cal", "rm": "", "bf": "b", "it": "i", "sf": "", "tt": "", "mathnormal": "i",
}  # fmt: skip
"""Command → the alphabet of its argument: upright, italic, bold, script, blackboard, Fraktur."""

MATH_ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "check": "\u030c", "tilde": "\u0303",
    "widetilde": "\u0303", "acute": "\u0301", "grave": "\u0300", "dot": "\u0307",
    "ddot": "\u0308", "breve": "\u0306", "bar": "\u0304", "overline": "\u0305", "vec": "\u20d7",
    "mathring": "\u030a", "underline": "\u0332",
}  # fmt: skip
"""Math accent → combining character."""

STRUCTURES = frozenset(
    """
    frac tfrac dfrac cfrac sqrt root of over atop above choose brace brack binom tbinom dbinom
    left right middle big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm
    Biggm limits nolimits displaystyle textstyle scriptstyle scriptscriptstyle quad qquad
    overbrace underbrace overset underset stackrel substack sideset overleftarrow overrightarrow
    overleftrightarrow xleftarrow xrightarrow dddot ddddot mathop mathbin mathrel mathord mathopen
    mathclose mathpunct mathinner mathstrut phantom hphantom vphantom smash boxed pmod pod mod
    begin end hline cr not nonumber notag hfill thinspace negthinspace medspace thickspace
    iiint iiiint oiint idotsint bigsqcup biguplus bigodot varlimsup varliminf varinjlim varprojlim
    injlim projlim lvert rvert lVert rVert lbrack rbrack ulcorner urcorner llcorner lrcorner
    Vert vert uparrow downarrow Uparrow Downarrow updownarrow Updownarrow
    varGamma varDelta varTheta varLambda varXi varPi varSigma varUpsilon varPhi varPsi varOmega
    mathscr mathds mathbbm slashed ce
    """.split()
)
"""Commands that arrange what is around them or in their arguments; only TeX can set most."""

ENVIRONMENTS = frozenset(
    """
    array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases split aligned gathered
    alignedat subarray
    """.split()
)
"""Environments inside of a formula."""
