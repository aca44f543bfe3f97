"""Features of candidate phrases, by hand."""

import numpy as np

from qa.question.answer_type import expected_answer
from qa.short_answers.phrase_features import PHRASE_FEATURES, phrase_features


def test_phrase_features_tell_the_noun_asked_for():
    question = "哪座大桥建成？"
    found, rows = phrase_features("长江大桥建成", question, expected_answer(question))
    column = PHRASE_FEATURES.index("noun_ends")
    ends = {
        "长江大桥建成"[phrase.start : phrase.end]: row
        for phrase, row in zip(found, rows[:, column], strict=True)
    }
    assert ends["长江大桥"] == 1.0
    assert ends["长江大桥建成"] == 0.0
    assert np.isfinite(rows).all()


def test_phrase_features_of_neighbours_and_novelty():
    text, question = "兰新高铁建成通车", "2016年哪条高铁建成？"
    found, rows = phrase_features(text, question, expected_answer(question))
    row = {text[phrase.start : phrase.end]: row for phrase, row in zip(found, rows, strict=True)}

    def value(phrase, name):
        return float(row[phrase][PHRASE_FEATURES.index(name)])

    assert value("兰新高铁", "novel") == 2 / 4  # 兰 and 新
    assert value("兰新高铁", "novel_pairs") == np.float32(2 / 3)  # 兰新 and 新高, not 高铁
    assert value("兰新高铁", "asked_after") == 1  # 建成
    assert value("兰新高铁", "before_none") == 1
    assert value(text, "whole_clause") == 1
    assert value(text, "share") == 1


def test_phrase_features_of_no_text_have_no_rows():
    found, rows = phrase_features("", "哪座桥？", expected_answer("哪座桥？"))
    assert found == []
    assert rows.shape == (0, len(PHRASE_FEATURES))
