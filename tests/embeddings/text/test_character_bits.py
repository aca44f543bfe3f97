"""Characters of many texts at once: each has the places of the texts that have it."""

import numpy as np

from embeddings.text.character_bits import CharacterBits


def bits_of(strings, *, texts=None):
    numbers = np.arange(len(strings), dtype=np.int32)
    owners = numbers if texts is None else np.array(texts, dtype=np.int32)
    return CharacterBits(strings, owners, numbers, int(owners.max(initial=-1)) + 1)


def test_characters_have_the_texts_that_have_them():
    bits = bits_of(["就业", "", "就地就业", "工业"])
    found = {char: bits.of(char) for char in "就业地工农"}
    assert found == {"就": 0b101, "业": 0b1101, "地": 0b100, "工": 0b1000, "农": 0}


def test_characters_are_folded():
    bits = bits_of(["ＧＤＰ", "gdp", "就業"])
    assert (bits.of("g"), bits.of("业")) == (0b11, 0b100)


def test_a_text_of_several_strings_has_the_characters_of_each():
    bits = bits_of(["城镇", "收入", "比重"], texts=[2, 0, 2])
    assert (bits.of("镇"), bits.of("收"), bits.of("重")) == (0b100, 0b1, 0b100)


def test_a_rare_ideograph_counts_as_one_character():
    bits = bits_of(["𬇙河", "河𬇙", "河"])
    assert (bits.of("𬇙"), bits.of("河")) == (0b11, 0b111)


def test_no_texts_have_no_characters():
    assert bits_of([]).of("业") == 0
