"""Text that is safe to show: control characters have no effect and are visible.

Report text, file names and questions are data. An escape sequence in them could recolour the
terminal, move its cursor or set its title; a bidirectional override could show the digits of a
figure in another order. Both are replaced by visible characters, one for one.
"""

__all__ = ["one_line", "plain"]

_REPLACEMENT = "\ufffd"

# C0 controls have a visible counterpart at U+2400; newline and tab are kept.
_SHOWN: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if code not in (9, 10)}
_SHOWN[0x7F] = "\u2421"
_SHOWN |= dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT)  # C1: U+009B opens an escape sequence
_SHOWN |= dict.fromkeys((0x200E, 0x200F, 0x061C), _REPLACEMENT)  # direction marks
_SHOWN |= dict.fromkeys(range(0x202A, 0x202F), _REPLACEMENT)  # bidirectional overrides
_SHOWN |= dict.fromkeys(range(0x2066, 0x206A), _REPLACEMENT)  # bidirectional isolates
_SHOWN |= dict.fromkeys((0x2028, 0x2029), _REPLACEMENT)  # line ends that terminals disagree on
_SHOWN |= dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT)  # lone surrogates do not encode


def plain(text: str) -> str:
    """Return `text`, of the same length, with every control character made visible."""
    return text.translate(_SHOWN)


def one_line(text: str) -> str:
    """Return `text` as one line: runs of white space become one space, controls visible."""
    return plain(" ".join(text.split()))
