"""BM25 against values worked out by hand, and its pruning against the full sum."""

from math import log

import numpy as np
import pytest

import embeddings.search.bm25
from embeddings.search.bm25 import Bm25, LexicalIndex
from embeddings.search.postings import CountTable, Postings
from embeddings.search.vocabulary import Vocabulary


class TermIndex:
    """A lexical index of passages given as {term: quarters}, asked by terms."""

    def __init__(self, passages):
        self.vocabulary = Vocabulary.of({term for passage in passages for term in passage})
        terms = [self.vocabulary.number(term) for passage in passages for term in passage]
        counts = [count for passage in passages for count in passage.values()]
        table = CountTable(
            ends=np.cumsum([len(passage) for passage in passages]),
            terms=np.array(terms, dtype=np.int32),
            counts=np.array(counts, dtype=np.uint16),
        )
        postings = Postings.of(table, len(self.vocabulary))
        self.index = LexicalIndex(postings, Bm25(k1=1.2, b=0.75))

    def search(self, terms, k, allowed=None):
        rows, _ = self.index.search(self.vocabulary.weights(terms), k, allowed)
        return rows

    def score_rows(self, terms, rows):
        return self.index.score_rows(self.vocabulary.weights(terms), rows)


def test_scores_are_those_worked_out_by_hand():
    # lengths 3, 1 and 2 occurrences, 2 on average; 就业 in two of three passages, 增长 in one
    index = TermIndex([{"就业": 8, "物价": 4}, {"就业": 4}, {"增长": 8}])
    jobs = log(1 + 1.5 / 2.5)  # 0.4700
    growth = log(1 + 2.5 / 1.5)  # 0.9808
    expected = [
        2 * jobs * 2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2)),
        2 * jobs * 1 / (1 + 1.2 * (0.25 + 0.75 * 1 / 2)),
        0.5 * growth * 2 / (2 + 1.2 * (0.25 + 0.75 * 2 / 2)),
    ]
    scores = index.score_rows({"就业": 2.0, "增长": 0.5, "未知": 1.0}, np.arange(3))
    assert scores == pytest.approx(expected, rel=1e-6)
    assert scores == pytest.approx([0.5151, 0.5371, 0.3065], abs=5e-5)


def test_context_counts_less_than_the_passage_itself():
    index = TermIndex([{"就业": 4, "增长": 1}, {"增长": 4, "就业": 1}])
    own, context = index.score_rows({"就业": 1.0}, np.arange(2))
    assert own > context > 0


def test_search_leaves_out_passages_without_a_shared_term():
    index = TermIndex([{"就业": 4}, {"物价": 4}])
    assert index.search({"就业": 1.0}, 10).tolist() == [0]


def test_search_ties_go_to_the_first_rows():
    index = TermIndex([{"就业": 4}] * 5)
    assert sorted(index.search({"就业": 1.0}, 2).tolist()) == [0, 1]


def test_pruned_search_equals_the_full_sum(monkeypatch):
    monkeypatch.setattr(embeddings.search.bm25, "FREQUENT", 1)
    chance = np.random.default_rng(5)
    terms = [f"词{number}" for number in range(60)]
    likely = 1 / np.arange(1, 61)
    passages = [
        {
            terms[number]: int(chance.integers(1, 9))
            for number in np.flatnonzero(chance.random(60) < likely)
        }
        for _ in range(400)
    ]
    passages = [passage or {"词0": 4} for passage in passages]
    index = TermIndex(passages)
    for _ in range(60):
        chosen = chance.choice(60, size=8, replace=False)
        weights = {terms[number]: float(chance.random() + 0.1) for number in chosen}
        full = index.score_rows(weights, np.arange(len(passages)))
        for allowed in (None, chance.random(400) < 0.5):
            found = index.search(weights, 7, allowed)
            visible = full if allowed is None else np.where(allowed, full, 0)
            best = np.sort(visible)[::-1][:7]
            np.testing.assert_allclose(
                np.sort(full[found])[::-1], best[best > 0], rtol=1e-5, atol=1e-6
            )


def test_scores_equal_bm25s_on_plain_queries():
    bm25s = pytest.importorskip("bm25s")
    corpus = [["就业", "增长", "就业"], ["物价", "增长"], ["就业", "物价", "物价", "学校"]]
    other = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    other.index(corpus, show_progress=False)
    passages = [{term: 4 * words.count(term) for term in words} for words in corpus]
    ours = TermIndex(passages).score_rows({"就业": 1.0, "物价": 1.0}, np.arange(3))
    assert ours == pytest.approx(other.get_scores(["就业", "物价"]), rel=1e-5)


def test_vocabulary_numbers_every_term_and_no_other():
    terms = ["就业", "~就业", "5.1%", "a", "增长", "增"]
    vocabulary = Vocabulary.of(terms)
    assert vocabulary.terms() == sorted(terms, key=str.encode)
    assert [vocabulary.term(vocabulary.number(term)) for term in terms] == terms
    assert [vocabulary.number(term) for term in ("", "就", "增长率", "zz", "5.1")] == [None] * 5
    assert Vocabulary.of(()).number("就业") is None
    assert vocabulary.weights({"就业": 2.0, "a": 0.0, "未知": 1.0}) == {
        vocabulary.number("就业"): 2.0
    }
