"""Features of pairs of sentences, with values worked out by hand."""

import pytest

from qa.diff.similarity.wording import wording_features


@pytest.fixture(scope="module")
def features(encoder):
    def of(old, new):
        vectors = encoder.encode_passages([old]), encoder.encode_passages([new])
        found = wording_features([old], [new], vectors)
        return {name: float(matrix[0, 0]) for name, matrix in found.items()}

    return of


def test_overlap_counts_bigrams_and_contained_those_of_the_shorter(features):
    # 推进 进改 改革 against 深化 化改 改革: one of three
    found = features("推进改革", "深化改革")
    assert found["overlap"] == pytest.approx(1 / 3)
    assert found["contained"] == pytest.approx(1 / 3)
    # 推进 进改 改革 are all in 全面推进改革, which has five
    found = features("推进改革", "全面推进改革")
    assert found["overlap"] == pytest.approx(6 / 8)
    assert found["contained"] == pytest.approx(1)


def test_figures_are_equal_whatever_their_value(features):
    assert features("新增就业12万人。", "新增就业13万人。")["overlap"] == 1


def test_clause_is_that_of_the_two_that_are_most_alike(features):
    # one clause is the same, the other one has nothing of it
    found = features("严格控制一般性开支，努力降低行政成本。", "反对铺张浪费，努力降低行政成本。")
    assert found["clause"] == pytest.approx(1)
    # too short to be counted: 各位代表
    assert features("各位代表，新征程需要新作为。", "各位代表：")["clause"] == 0
