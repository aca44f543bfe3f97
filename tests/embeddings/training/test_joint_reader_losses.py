"""The joint reader's questions of passages, and the loss of a choice."""

import json
import lzma

import numpy as np
import pytest

from embeddings.training.joint_reader.examples import passage_questions


def test_passage_questions_mark_the_sentence_that_holds_the_answer(tmp_path):
    passage = "兰州在甘肃。全市有5个区。2016年全市有学校12所。"
    rows = [
        {"query": "有几个区", "positive": passage, "answer": "5个区", "kind": "mrc"},
        {"query": "没有答案", "positive": passage, "answer": "9个区", "kind": "mrc"},
    ]
    (tmp_path / "pairs").mkdir()
    with lzma.open(tmp_path / "pairs" / "mrc.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    (found,) = passage_questions(tmp_path, "mrc", 9)
    (right,) = [one for one in found.units if one.right]
    assert right.text == "全市有5个区。"
    assert [right.text[start:end] for start, end in right.answers] == ["5个区"]
    assert len(found.units) == 3


@pytest.mark.model
def test_choice_loss_is_the_log_of_the_share_of_the_right_units():
    import torch

    from embeddings.training.joint_reader.losses import choice_loss

    relevance = torch.log(torch.tensor([1.0, 2.0, 4.0]))
    nothing = torch.zeros(3)  # one more unit of weight 1, of 8
    found = choice_loss(relevance, nothing, [True, True, False])
    assert found.item() == pytest.approx(np.log(8 / 3))
    assert choice_loss(relevance, nothing, [False] * 3).item() == pytest.approx(np.log(8))
