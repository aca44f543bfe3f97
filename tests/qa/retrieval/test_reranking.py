"""The second stage of ranking, with the bundled sentence encoder over the seed report."""

import json

import numpy as np
import pytest

from embeddings.encoders.encoder import load_sentence_encoder
from qa.retrieval.ranker import Ranker, load_ranker
from qa.retrieval.reranking import (
    RERANKED,
    RERANKER_FEATURES,
    RERANKER_FILE,
    Reranker,
    load_reranker,
    reranker_for,
)
from qa.retrieval.retriever import Retriever
from qa.text.paragraph import ParagraphStore

METRO = "地铁修得怎么样了"


class CountingEncoder:
    """The sentence encoder; it counts the passages that it encodes."""

    def __init__(self):
        self._encoder = load_sentence_encoder()
        self.name, self.revision = self._encoder.name, self._encoder.revision
        self.dimension = self._encoder.dimension
        self.passages = 0

    def encode_questions(self, texts):
        return self._encoder.encode_questions(texts)

    def encode_passages(self, texts):
        self.passages += len(texts)
        return self._encoder.encode_passages(texts)


def reranker_of(*weights, encoder=None):
    ranker = Ranker(
        names=tuple(RERANKER_FEATURES),
        weights=np.array(weights),
        means=np.zeros(4),
        calibration=(1.0, 0.0, 0.0),
    )
    return Reranker(encoder or load_sentence_encoder(), ranker)


@pytest.fixture(scope="module")
def found(seed_index):
    retriever = Retriever.open(seed_index)
    (part,) = retriever.find(METRO)
    store = ParagraphStore(retriever.index.reports, retriever.index.encoder)
    return part, load_ranker().scores(part.features), store


def test_features_are_those_of_the_best_candidates(found):
    part, scores, store = found
    rows, features = reranker_of(0, 1, 0, 0).features(part.question, part.candidates, scores, store)
    assert features.shape == (RERANKED, len(RERANKER_FEATURES))
    assert rows.tolist() == np.argsort(-scores, kind="stable")[:RERANKED].tolist()
    np.testing.assert_allclose(features[:, 0], scores[rows], rtol=1e-5)
    assert features[:, 2].max() == 0  # the best is behind nobody
    assert sorted(features[:, 3].tolist(), reverse=True) == pytest.approx(
        [1 / rank for rank in range(1, RERANKED + 1)]
    )


def test_cosines_alone_put_the_metro_first(found):
    part, scores, store = found
    new, _ = reranker_of(0, 1, 0, 0).rescored(part.question, part.candidates, scores, store)
    best = part.candidates[int(np.argmax(new))]
    assert "轨道交通" in store.of(best.report_id, best.paragraph).text


def test_candidates_that_are_not_read_again_stay_behind_in_their_order(found):
    part, scores, store = found
    new, chances = reranker_of(0, 1, 0, 0).rescored(part.question, part.candidates, scores, store)
    order = np.argsort(-scores, kind="stable")
    again, others = order[:RERANKED], order[RERANKED:]
    assert new[others].max() < new[again].min()
    assert np.all(np.diff(new[others]) <= 0)
    assert np.all((chances >= 0) & (chances <= 1))


def test_the_first_stage_alone_changes_no_order(found):
    part, scores, store = found
    new, _ = reranker_of(1, 0, 0, 0).rescored(part.question, part.candidates, scores, store)
    assert np.argsort(-new, kind="stable").tolist() == np.argsort(-scores, kind="stable").tolist()


def test_sentence_vectors_are_kept_between_questions(found):
    part, scores, store = found
    encoder = CountingEncoder()
    reranker = reranker_of(0, 1, 0, 0, encoder=encoder)
    reranker.features(part.question, part.candidates, scores, store)
    once = encoder.passages
    reranker.features(part.question, part.candidates, scores, store)
    assert 0 < once == encoder.passages


def test_retrieval_without_a_reranker_is_the_first_stage(seed_index):
    plain, read = Retriever.open(seed_index), Retriever.open(seed_index, reranker=load_reranker())
    one, other = plain.retrieve(METRO), read.retrieve(METRO)
    assert {hit.paragraph for hit in one} == {hit.paragraph for hit in other}
    assert "轨道交通" in other[0].text


@pytest.mark.parametrize(("encoder", "used"), [(None, False), ("fast", False), ("quality", True)])
def test_reranker_is_used_where_quality_is_asked_for(encoder, used):
    assert (reranker_for(encoder) is not None) is used


def test_bundled_reranker_was_fitted_on_its_encoder():
    table = json.loads(RERANKER_FILE.read_text(encoding="utf-8"))
    assert tuple(table["signals"]) == tuple(RERANKER_FEATURES)
    assert table["encoder"]["revision"] == load_sentence_encoder().revision
