"""The facts of reports by name: what is passed over unread has no name that is near."""

import pytest

from embeddings.index.opening import open_index
from embeddings.text.folding import fold
from qa.facts.fact_book import (
    FactBook,
    bits_by_character,
    sharing_a_pair,
    with_rewritten,
)
from qa.facts.indicator_names import read_name, rewritten_words

ASKED = ("GDP增速", "就业", "财政收入", "居民收入", "出口", "森林覆盖率", "公共停车泊位", "经济")


@pytest.fixture(scope="module")
def index(seed_index):
    return open_index(seed_index)


def indicators_of(index):
    return sorted({f.indicator for key in index.reports for f in index.facts.of_report(key)})


def words_of(index):
    """The words of the facts, with those that a name may be rewritten from."""
    spoken = indicators_of(index) + sorted(rewritten_words())
    return [*spoken, *(f"{word}增长" for word in spoken), *(f"全市{word}的总量" for word in spoken)]


def possible(name, words):
    """Those of the words that may name what shares a character pair with the name."""
    found = sharing_a_pair(name, with_rewritten(bits_by_character(map(fold, words))))
    return [word for place, word in enumerate(words) if found >> place & 1]


@pytest.mark.parametrize("asked", ASKED)
def test_no_word_of_a_near_name_is_passed_over(index, asked):
    name = read_name(asked)
    words = words_of(index)
    near = {word for word in words if not name.pairs.isdisjoint(read_name(word).pairs)}
    left = possible(name, words)
    assert near
    assert near <= set(left)
    spoken = indicators_of(index)
    assert len(possible(name, spoken)) < 0.2 * len(spoken)


def test_names_of_every_fact_let_themselves_through(index):
    for word in words_of(index):
        name = read_name(word)
        assert not name.pairs or possible(name, [word])


def test_facts_near_a_name_are_those_that_comparing_all_finds(index):
    (report_id,) = index.reports
    lazy, whole = (
        FactBook(index.reports, lambda one: index.facts.stored(one.report_id)) for _ in range(2)
    )
    whole.of_paragraph(report_id, 1)
    for place in range(len(whole._facts(report_id))):
        whole._facts(report_id).names(place)
    for asked in ASKED:
        found = lazy.alike(report_id, read_name(asked))
        assert found == whole.alike(report_id, read_name(asked))
    assert lazy.alike(report_id, read_name("公共停车泊位"))
    assert lazy.knows(read_name("公共停车泊位"), index.reports.values())
    assert not lazy.knows(read_name("航天器发射"), index.reports.values())


def test_characters_have_the_places_of_the_words_that_have_them():
    assert bits_by_character(["就业", "", "就地就业", "工业"]) == {
        "就": 0b101,
        "业": 0b1101,
        "地": 0b100,
        "工": 0b1000,
    }
