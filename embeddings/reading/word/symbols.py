"""Characters of symbol fonts (w:sym) → Unicode."""

__all__ = ["symbol"]

_PRIVATE = 0xF000  # codes of symbol fonts begin at F000
_SYMBOL = {  # codes of Adobe's Symbol font that differ from ASCII
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©",
    0xD4: "™", 0xD7: "⋅", 0xE5: "∑", 0x6D: "μ", 0x57: "Ω", 0x44: "Δ", 0x61: "α", 0x62: "β",
    0x67: "γ", 0x64: "δ", 0x71: "θ", 0x70: "π", 0x73: "σ",
}  # fmt: skip
_LETTERS = range(0x41, 0x7B)  # Greek in the Symbol font: those not above are left out
_CIRCLED = (0x81, "①", 10), (0x8C, "❶", 10)  # in Wingdings: first code, first sign, how many


def symbol(font: str, code: str) -> str:
    """Return the character of `code` (hexadecimal) in `font`; empty if unknown."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    number = number - _PRIVATE if _PRIVATE <= number <= _PRIVATE + 0xFF else number
    family = font.casefold()
    if family == "symbol":
        if number in _SYMBOL:
            return _SYMBOL[number]
        return chr(number) if 0x20 <= number < 0x7F and number not in _LETTERS else ""
    if family.startswith(("wingdings", "webdings", "zapf")):
        for first, sign, count in _CIRCLED:
            if family == "wingdings" and first <= number < first + count:
                return chr(ord(sign) + number - first)
        return ""
    return chr(number) if 0x20 <= number < 0x110000 and not 0x7F <= number < 0xA0 else ""
