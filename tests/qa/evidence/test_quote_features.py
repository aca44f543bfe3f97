"""What the best window leaves out of a question, over two small reports."""

import pytest

from qa.answer.extractive import Answerer
from qa.evidence.quote_features import QUOTE_FEATURES, quote_features
from qa.retrieval.retriever import Retriever
from qa.text.word_rarity import rarity


@pytest.fixture(scope="module")
def features(tmp_path_factory, encoder):
    """A question → its features by name."""
    folder = tmp_path_factory.mktemp("quotes")
    for place, said in (
        ("通辽", "肉牛存栏53.8万头。“两翼”主要指辽河镇、科尔沁镇。淘汰良种1.2万头。"),
        ("赤峰", "肉牛存栏40万头，新建公园3个。"),
    ):
        (folder / f"{place}.txt").write_text(
            f"2021年{place}市政府工作报告\n\n一、2020年工作回顾\n{said}\n", encoding="utf-8"
        )
    retriever = Retriever.from_reports(folder, encoder=encoder)
    answerer = Answerer(encoder)

    def of(question: str) -> dict[str, float]:
        draft = answerer.draft(retriever.retrieve(question))
        quoted = " ".join(one.excerpt for one in draft.citations)
        assert draft.evidence is not None
        return dict(zip(QUOTE_FEATURES, quote_features(draft.evidence, quoted), strict=True))

    return of


def test_characters_met_are_a_share_of_the_questions_and_two_more(features):
    assert features("通辽肉牛存栏多少头？")["characters_met"] == pytest.approx(5 / 7)
    assert features("通辽骆驼存栏多少头？")["characters_met"] == pytest.approx(3 / 7)  # 存, 栏, 头


def test_a_word_that_no_report_has_is_missing_everywhere(features):
    there, absent = features("通辽肉牛存栏多少头？"), features("通辽骆驼存栏多少头？")
    assert there["missing_in_report"] == there["missing_anywhere"] == 0
    assert absent["missing_in_report"] == pytest.approx(rarity("骆驼"))
    assert absent["missing_anywhere"] > 0.2


def test_a_quoted_name_is_defined_by_what_follows_it(features):
    assert features("通辽的“两翼”是哪里？")["name_defined"] == 1
    assert features("通辽的两翼是哪里？")["name_defined"] == 0


def test_same_place_is_the_share_of_passages_of_the_quoted_place(features):
    assert features("通辽肉牛存栏多少头？")["same_place"] == 1
    assert features("肉牛存栏多少头？")["same_place"] == pytest.approx(1 / 2)
