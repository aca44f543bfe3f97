"""Write `qa/data/tables/readings.tsv`, a character's readings: `python -m qa.training.readings`.

For every character of the words that `qa.text.word_rarity` knows and of GB 2312's first level, its
readings in pinyin without tones, the usual one first, from pypinyin (MIT). `qa.normalisation.spelling`
finds slips of pinyin input with it. Needs the `train` extra.
"""

from pathlib import Path

from qa.text.word_rarity import known_words

__all__ = ["main"]

_READINGS_KEPT = 2  # a third reading is one of names or of old texts


def main() -> None:
    """Write the table."""
    from pypinyin import Style, pinyin  # noqa: PLC0415  (training only)

    letters = {letter for word in known_words() for letter in word if "一" <= letter <= "鿿"}
    letters |= {
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF - (5 if high == 0xD7 else 0))
    }
    rows = []
    for letter in sorted(letters):
        (readings,) = pinyin(letter, style=Style.NORMAL, heteronym=True, errors="ignore") or ((),)
        plain = dict.fromkeys(reading.replace("ü", "v") for reading in readings)
        if plain:
            rows.append(f"{letter}\t{' '.join(list(plain)[:_READINGS_KEPT])}\n")
    target = Path(__file__).parents[1] / "data" / "tables" / "readings.tsv"
    target.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
