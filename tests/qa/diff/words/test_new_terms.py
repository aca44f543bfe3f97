import pytest

from qa.diff.words.spread import Spread, is_fragment


def test_new_terms_are_said_here_and_never_before(years, analysis):
    found = [one.term for one in analysis.new_terms(years[1])]
    assert "新质生产力" in found
    assert "人工智能+" in found  # marked as a term by its quotation marks
    assert not any(term in years[0].text for term in found)


def test_new_terms_without_an_earlier_report_are_none(years, analysis):
    assert analysis.new_terms(years[0]) == ()


@pytest.mark.parametrize(("term", "count"), [("就业", 2), ("新增就业", 1), ("就学", 0)])
def test_spread_counts_texts_as_a_plain_search_does(term, count):
    texts = ["城镇新增就业12万人", "就业优先，扩大就业", "业就"]
    spread = Spread(texts)
    assert spread.count(term) == count == sum(term in text for text in texts)
    assert spread.most(term) >= count
    assert spread.mentions(term) == sum(text.count(term) for text in texts)


@pytest.mark.parametrize(
    ("term", "fragment"),
    [
        ("管服改革", True),  # always after 放
        ("有效提升和量", True),  # always between 的 and 的
        ("放管服改革", False),
    ],
)
def test_fragment_is_what_has_a_fixed_neighbour(term, fragment):
    texts = [
        f"{verb}放管服改革{end}质的有效提升和量的合理增长"
        for verb, end in zip("推抓促搞办", "，。；、：", strict=True)
    ]
    assert is_fragment(term, Spread(texts)) is fragment
