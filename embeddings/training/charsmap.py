"""Folding as a SentencePiece character map, which stock tokenizers read.

The map is a Darts-clone double array over UTF-8 bytes (github.com/s-yata/darts-clone) followed by
the replacements: with it a tokenizer folds exactly as `embeddings.text.folding` does.
"""

import struct

from embeddings.text.folding import folding_table

__all__ = ["precompiled_charsmap"]

_LEAF = 1 << 8
_VALUE = 1 << 31
_FAR = 1 << 9
_Trie = dict[int, "_Trie | int"]


def precompiled_charsmap() -> bytes:
    """Return the map: size of the array, the array, replacements that end in a zero byte."""
    blob = bytearray()
    places: dict[str, int] = {}
    trie: _Trie = {}
    for old, new in sorted(folding_table().items()):
        if new not in places:
            places[new] = len(blob)
            blob += new.encode() + b"\0"
        node = trie
        for byte in old.encode():
            child = node.setdefault(byte, {})
            if isinstance(child, int):
                raise TypeError(f"{old!r} lies below a shorter key")
            node = child
        node[0] = places[new]
    array = _double_array(trie)
    return struct.pack("<I", 4 * len(array)) + struct.pack(f"<{len(array)}I", *array) + bytes(blob)


def _double_array(trie: _Trie) -> list[int]:
    """Return the units; a node at p with base b has its child by byte c at b ^ c."""
    units: dict[int, int] = {0: 0}
    bases: set[int] = {0}
    waiting: list[tuple[int, _Trie]] = [(0, trie)]
    lowest = 1
    while waiting:
        place, node = waiting.pop()
        base = lowest
        while base in bases or any(base ^ byte in units for byte in node):
            base += 1
        bases.add(base)
        if len(node) == 1:  # most nodes: for them there is nothing free further back
            lowest = base + 1
        offset = place ^ base
        if offset < 1 << 21:
            units[place] |= offset << 10
        elif offset % 256 == 0:
            units[place] |= offset << 2 | _FAR
        else:
            raise ValueError(f"offset {offset} cannot be written in a unit")
        for byte, child in node.items():
            if isinstance(child, int):
                units[place] |= _LEAF
                units[base ^ byte] = child | _VALUE
            else:
                units[base ^ byte] = byte
                waiting.append((base ^ byte, child))
    size = (max(units) | 0xFF) + 1
    return [units.get(place, 0) for place in range(size)]
