"""Questions of reading that the reader was not trained on, each with the sentence that answers."""

import json
import lzma

from embeddings.training.joint_reader.__main__ import PASSAGES
from embeddings.training.joint_reader.examples import passage_questions
from qa.training.read_phrases import PAIRS, passage_samples

PASSAGE = "铜锣湾电车厂又名霎东街电车厂。它的前称是罗素街电车厂。厂房已经拆建。"
ASKED = {
    "电车厂的前称叫什么？": "罗素街电车厂",
    "铜锣湾电车厂又名什么？": "霎东街电车厂",
}


def test_passage_samples_are_those_that_the_reader_has_not_learnt(tmp_path, monkeypatch):
    rows = [
        {"query": query, "positive": PASSAGE, "answer": answer, "kind": "mrc"}
        for query, answer in ASKED.items()
    ]
    (tmp_path / "pairs").mkdir()
    with lzma.open(tmp_path / "pairs" / f"{PAIRS}.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    monkeypatch.setitem(PASSAGES, PAIRS, 1)
    (learnt,) = passage_questions(tmp_path, PAIRS, 1)
    (sample,) = passage_samples(tmp_path, 10)
    assert sample.question != learnt.question
    ((answer,),) = sample.answers
    assert answer in sample.text
    assert f"{sample.text}。" in PASSAGE
    assert "。" not in sample.text
