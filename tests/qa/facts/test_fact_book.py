"""The facts of reports by name: what is passed over unread has no name that is near."""

import numpy as np
import pytest

from embeddings.index.opening import open_index
from embeddings.text.character_bits import CharacterBits
from qa.facts.fact_book import FactBook, sharing_pairs, with_rewritten
from qa.facts.indicator_names import conflicts, likeness, read_name, rewritten_words

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


def possible(name, words, least):
    """Those of the words that may name what is as similar to the name as `least`."""
    every = np.arange(len(words), dtype=np.int32)
    having = CharacterBits(words, every, every, len(words)).of
    rewritten = with_rewritten(having)
    found = sharing_pairs(name, least, lambda char: rewritten.get(char, having(char)))
    return [word for place, word in enumerate(words) if found >> place & 1]


@pytest.mark.parametrize("least", [0.3, 0.55, 0.95])
@pytest.mark.parametrize("asked", ASKED)
def test_no_word_of_a_near_name_is_passed_over(index, asked, least):
    name = read_name(asked)
    words = words_of(index)
    near = {word for word in words if likeness(name, read_name(word)) >= least}
    left = possible(name, words, least)
    assert near or least > 0.3
    assert near <= set(left)
    spoken = indicators_of(index)
    assert len(possible(name, spoken, least)) < 0.2 * len(spoken)


def test_names_of_every_fact_let_themselves_through(index):
    for word in words_of(index):
        name = read_name(word)
        assert not name.pairs or possible(name, [word], 1.0)


def test_facts_near_a_name_are_those_that_comparing_all_finds(index):
    (report_id,) = index.reports
    book = FactBook(index.reports, lambda one: index.facts.stored(one.report_id))
    named = [
        named
        for paragraph in index.reports[report_id].paragraphs
        for named in book.of_paragraph(report_id, paragraph.number)
    ]
    for asked in ASKED:
        name, near = read_name(asked), []
        for one in named:
            best = min(one.names, key=lambda x: (len(conflicts(name, x)), -likeness(name, x)))
            if likeness(name, best) >= 0.55:
                near.append((one.fact, likeness(name, best), conflicts(name, best)))
        found = book.alike(report_id, name)
        assert [(one.fact, one.likeness, one.apart) for one in found] == near
    assert book.alike(report_id, read_name("公共停车泊位"))
    assert book.knows(read_name("公共停车泊位"), index.reports.values())
    assert not book.knows(read_name("航天器发射"), index.reports.values())


def test_facts_of_a_paragraph_are_read_once(index):
    (report_id,) = index.reports
    book = FactBook(index.reports, lambda one: index.facts.stored(one.report_id))
    counted = [n for n in range(1, 120) if book.of_paragraph(report_id, n)]
    assert counted
    for number in counted:
        assert book.of_paragraph(report_id, number) is book.of_paragraph(report_id, number)
