"""Write the data that texts are sorted by: `python -m tools.collation allkeys.txt`.

In: `allkeys.txt`, the table of the Unicode Collation Algorithm, and ICU (`libicui18n.so`), whose
locales have the tailorings of CLDR as rules. Out: the files in
`citeformat/engine/processor/sorting/data/`. Only what sorting needs is written: letters, marks and
digits in lower case that Unicode does not decompose.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "citeformat/engine/processor/sorting/data"
NOTICE = "From the {}. Copyright Unicode, Inc.; see LICENSE. Written by tools/collation.py."

SCRIPTS = {
    "LATIN": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
    "HEBREW": "Hebr", "ARABIC": "Arab", "ETHIOPIC": "Ethi", "DEVANAGARI": "Deva",
    "BENGALI": "Beng", "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml",
    "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "THAI": "Thai",
    "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr", "KHMER": "Khmr", "MONGOLIAN": "Mong",
    "CHEROKEE": "Cher", "HANGUL": "Hang", "HIRAGANA": "Kana", "BOPOMOFO": "Bopo",
}  # fmt: skip
"""The scripts that tailorings move, by the first word of the names of their letters."""
MOST_RULES = 1200
"""Longer tailorings are tables of syllables or presentation forms, but for those of Han."""


class Element(NamedTuple):
    """One collation element of a character."""

    variable: bool
    primary: int
    secondary: int
    tertiary: int


def read_table(path: Path) -> dict[str, list[Element]]:
    """Read the characters of `allkeys.txt`, without its contractions."""
    table = {}
    for line in path.read_text("utf-8").splitlines():
        match = re.match(r"([0-9A-F]+)\s*;\s*((?:\[[^]]*\])+)", line)
        if match:
            table[chr(int(match[1], 16))] = [
                Element(mark == "*", *[int(weight, 16) for weight in weights.split(".")[:3]])
                for mark, weights in re.findall(r"\[([.*])([0-9A-F.]+)\]", match[2])
            ]
    return table


def is_listed(char: str) -> bool:
    """Return whether a character is in the table; ideographs and syllables have their code."""
    code = ord(char)
    return (
        unicodedata.category(char)[0] in "LMN"
        and char.lower() == char
        and not 0x3400 <= code <= 0x9FFF
        and not 0xAC00 <= code <= 0xD7A3
        and not 0x12000 <= code <= 0x1467F  # cuneiform, hieroglyphs
        and not 0x17000 <= code <= 0x18D8F
        and not 0x1B170 <= code <= 0x1B2FF
        and not 0x02B9 <= code <= 0x02DF  # modifier letters such as ʿ, which do not count
        and code < 0x20000
    )


def root(table: dict[str, list[Element]]) -> list[str]:
    """Write the lines of root.txt."""
    ranked = sorted(
        (([item[1:3] for item in elements], [item[3] for item in elements], char, elements)
         for char, elements in table.items()
         if is_listed(char) and not any(item.variable for item in elements)),
    )  # fmt: skip
    marks: dict[int, str] = {}
    letters: dict[int, str] = {}
    same: dict[str, str] = defaultdict(str)
    composed = ""
    rest = []
    for _, _, char, elements in ranked:
        decomposed = unicodedata.normalize("NFKD", char)
        first = elements[0]
        if len(elements) > 1 or (first.primary and first.secondary != 0x20):
            if decomposed == char:
                rest.append((char, elements))
        elif not first.primary:
            if decomposed == char and first.secondary:
                if first.secondary in marks:
                    same[marks[first.secondary]] += char
                marks.setdefault(first.secondary, char)
        elif decomposed == char:
            if first.primary in letters:
                same[letters[first.primary]] += char
            letters.setdefault(first.primary, char)
        elif decomposed == unicodedata.normalize("NFD", char) and first.primary not in letters:
            letters[first.primary] = char  # й is a letter, not an и with a breve
            composed += char
    for char, elements in rest:
        if any(item.primary and item.primary not in letters for item in elements):
            continue  # made of an ideograph
        text = ""
        for item in elements:
            text += letters[item.primary] if item.primary else ""
            if item.secondary != 0x20 or not item.primary:
                text += marks.get(item.secondary, "\u0335")
        same[text] += char
    return (
        [f"marks {''.join(marks.values())}", f"composed {composed}"]
        + by_script([letters[primary] for primary in sorted(letters)])
        + [f"= {text} {ranges(''.join(sorted(chars)))}" for text, chars in same.items()]
    )


def by_script(letters: list[str]) -> list[str]:
    """Write a line for each run of letters of one script."""
    lines = []
    script, run = "Zzzz", ""
    for char in letters:
        word = unicodedata.name(char, "").split(" ")[0]
        found = SCRIPTS.get(word, "Zzzz")
        if word in ("MODIFIER", "TURNED", "VERTICAL", "KATAKANA", "VEDIC"):
            found = script
        if char.isdecimal() or "HENTAIGANA" in word:
            found = "digits" if char.isdecimal() else "Kana"
        if found != script:
            lines.append(f"{script} {ranges(run)}")
            script, run = found, ""
        run += char
    lines.append(f"{script} {ranges(run)}")
    return [line for line in lines if line[-1] != " "]


def ranges(text: str) -> str:
    """Shorten runs of successive characters: abcdef -> a-f."""
    result, start = "", 0
    for index in range(1, len(text) + 1):
        if index == len(text) or ord(text[index]) != ord(text[index - 1]) + 1:
            run = text[start:index]
            result += f"{run[0]}-{run[-1]}" if len(run) > 3 else run
            start = index
    return result


def icu_rules() -> dict[str, str]:
    """Return the rules of every locale that ICU has, with what they import."""
    path = ctypes.util.find_library("icui18n")
    if path is None:
        raise SystemExit("ICU is not installed")
    library, version = ctypes.CDLL(path), path.rpartition(".")[2]

    def function(name: str, result: object) -> object:
        found = getattr(library, f"{name}_{version}")
        found.restype = result
        return found

    count = function("ucol_countAvailable", ctypes.c_int)
    available = function("ucol_getAvailable", ctypes.c_char_p)
    opened = function("ucol_open", ctypes.c_void_p)
    rules = function("ucol_getRules", ctypes.POINTER(ctypes.c_uint16))
    found = {}
    for index in range(count()):  # type: ignore[operator]
        name = available(index)  # type: ignore[operator]
        size, error = ctypes.c_int32(0), ctypes.c_int(0)
        collator = ctypes.c_void_p(opened(name, ctypes.byref(error)))  # type: ignore[operator]
        text = rules(collator, ctypes.byref(size))  # type: ignore[operator]
        found[name.decode()] = ctypes.string_at(text, size.value * 2).decode("utf-16-le")
    return {
        name: re.sub(r"\[import (\w\w)\]", lambda match: found[match[1]], text)
        for name, text in found.items()
    }


def tailorings(rules: dict[str, str]) -> list[str]:
    """Write the lines of tailorings.txt: a language, and its rules for letters in lower case."""
    lines = []
    for name, text in sorted(rules.items()):
        language = name.replace("_", "-")
        kept = _in_lower_case(
            re.sub(r"\[(?:optimize \[.*?\]|import .*?|normalization on)\]", "", text)
        )
        parent = rules.get(name.split("_")[0], "") if "_" in name else ""
        if name.split("_")[0] in ("zh", "ja", "ko"):  # their characters are in files of their own
            found = re.findall(r"\[reorder[^]]*\]", text)
            kept = "".join(found) or "[reorder Latn Kana Hani]"  # of ja, in what its rules import
        if (
            not kept
            or text in (parent, rules.get(name.rpartition("_")[0]))
            or len(kept) > MOST_RULES
            or name == "en_US_POSIX"
        ):
            continue
        lines.append(f"{language} {kept}")
    return lines


def is_canonical(decomposed: str) -> bool:
    """Return whether Unicode decomposes no character of a text for compatibility, as it does ǆ."""
    return unicodedata.normalize("NFKD", decomposed) == decomposed


def _in_lower_case(rules: str) -> str:
    """Leave out capitals, quoted punctuation, and what Unicode decomposes."""
    result = ""
    for reset in re.split(r"(?=&)", rules):
        parts = re.split(r"(?=<|=)(?<![<])", reset)
        kept = [
            part
            for part in parts[1:]
            if not part.startswith(("<<<", "="))
            or (part == part.lower() and is_canonical(unicodedata.normalize("NFD", part)))
        ]
        if not reset.startswith("&"):
            result += reset
        elif kept and "'" not in reset and re.match(r"&[\w\[]|&[^\x20-\x7f\u2000-\u200f]", reset):
            result += "".join([parts[0], *kept])
    return re.sub(r"[\u200e\u200f]", "", result)


def han(rules: dict[str, str]) -> dict[str, list[str]]:
    """Write the lines of the files of Han characters: pinyin, strokes, JIS, and Korean readings."""
    files = {}
    for name, language in (("zh", "zh"), ("zh_Hant", "zh-Hant"), ("ja", "ja")):
        order = rules[name].partition("&[last regular]")[2].partition("&")[0]
        text = re.sub(r"'[^']*'|<\*?", "", order)
        files[language] = [ranges("".join(dict.fromkeys(text)))]
    readings = re.findall(r"&([가-힣])<<\*?([^&]+)", rules["ko"])
    files["ko"] = [f"{hangul} {chars.replace('<<', '')}" for hangul, chars in readings]
    return files


def write(name: str, source: str, lines: list[str]) -> None:
    """Write one file of data."""
    text = "\n".join([f"# {NOTICE.format(source)}", *lines]) + "\n"
    FOLDER.joinpath(name).write_text(text, "utf-8", newline="\n")
    print(f"{name}: {len(text.encode())} bytes")


def main() -> None:
    """Write all files of data."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    FOLDER.mkdir(exist_ok=True)
    write("root.txt", "Unicode Collation Algorithm", root(read_table(Path(sys.argv[1]))))
    rules = icu_rules()
    write("tailorings.txt", "tailorings of CLDR", tailorings(rules))
    for language, lines in han(rules).items():
        write(f"han-{language}.txt", "tailorings of CLDR", lines)


if __name__ == "__main__":
    main()
