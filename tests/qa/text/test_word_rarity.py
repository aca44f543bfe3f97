"""Word rarity."""

from qa.text.word_rarity import UNSEEN, rarity


def test_rarity_orders_words_from_common_to_rare():
    assert rarity("的") < rarity("发展") < rarity("棚户区") <= rarity("伏龙坪") <= UNSEEN


def test_rarity_gives_figures_a_middling_weight():
    assert rarity("2016") == 4.0
