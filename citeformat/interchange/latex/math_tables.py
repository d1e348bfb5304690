"""What TeX's math commands print, as Unicode. Tables only.

Source: "The Comprehensive LaTeX Symbol List", the tables of mathematical symbols; "The TeXbook",
chapters 16 to 18, for the classes: a relation and a binary operator have space around them; the
user's guide of the amsmath package for structures.
"""

from __future__ import annotations

__all__ = [
    "ALPHABETS",
    "BINARY",
    "ENVIRONMENTS",
    "FUNCTIONS",
    "LETTERS",
    "MATH_ACCENTS",
    "ORDINARY",
    "RELATIONS",
    "STRUCTURES",
]

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
