"""Write `qa/data/tables/readings.tsv`: `python -m qa.training.tables.readings`.

For every character of the words that `qa.text.word_rarity` knows and of GB 2312's first level, its
readings in pinyin without tones, the usual one first, from pypinyin (MIT), with which
`qa.normalisation.spelling` finds slips of pinyin input. Needs the `train` extra.
"""

from pathlib import Path

from qa.text.word_rarity import known_words

__all__ = ["main"]

# Characters with two readings in use today; another's second is one of names or of old texts.
_TWO_READINGS = frozenset(
    "行重长调率都为着还得地会省没乐朝传藏差处当倒弹度发更供好和华间将角教尽卷空量露落难宁强切曲任散"
    "丧舍少盛数说宿提相削应与载中种转便单石给核薄参畜血系校占"
)


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
            rows.append(
                f"{letter}\t{' '.join(list(plain)[: 2 if letter in _TWO_READINGS else 1])}\n"
            )
    target = Path(__file__).parents[2] / "data" / "tables" / "readings.tsv"
    target.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
