"""Writes `embeddings/text/traditional.tsv`: `python -m embeddings.training.traditional`.

One row per traditional character of the basic plane with its simplified form, from OpenCC's
dictionaries for mainland, Taiwan and Hong Kong usage. Characters that simplified text uses as
well (著 in 著名, 么 in 什么) are left alone but for four that it hardly does.
"""

from pathlib import Path

import opencc

__all__ = ["main", "simplified_forms"]

_RARE_IN_SIMPLIFIED = frozenset("後於徵麽")
_BASIC_PLANE_IDEOGRAPHS = range(0x3400, 0xA000)


def simplified_forms() -> dict[str, str]:
    """Return traditional character → simplified character."""
    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    forms: dict[str, str] = {}
    for code in _BASIC_PLANE_IDEOGRAPHS:
        character = chr(code)
        if _in_simplified_use(character):
            continue
        for converter in converters:
            form = converter.convert(character)
            if form != character and len(form) == 1 and ord(form) < 0x10000:
                forms[character] = form
                break
    return forms


def _in_simplified_use(character: str) -> bool:
    """Say whether GB 2312, the standard set of simplified text, holds the character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return character not in _RARE_IN_SIMPLIFIED


def main() -> None:
    """Write the table beside the package's modules."""
    target = Path(__file__).parents[1] / "text" / "traditional.tsv"
    rows = "".join(f"{old}\t{new}\n" for old, new in simplified_forms().items())
    target.write_text(rows, encoding="utf-8")


if __name__ == "__main__":
    main()
