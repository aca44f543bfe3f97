"""Labels and samples of the phrase model, worked out by hand."""

import json
import lzma

import pytest

from qa.training.phrases import labels_of, read_samples

PARAGRAPH = "去年经济平稳增长。由于长江大桥的建成，两岸铁路已经连成一片。运量大为增加。"


def test_labels_of_exact_forms_are_one_and_near_misses_less():
    labels = labels_of(["长江大桥", "长江大桥的建成", "铁路"], [["长江大桥", "武汉长江大桥"]])
    # 长江大桥的建成 shares 4 of 7 and of 4 characters: F1 = 8/11 with 长江大桥, cubed 0.385
    assert labels.tolist() == pytest.approx([1.0, (8 / 11) ** 3, 0.0], abs=1e-6)


def test_read_samples_give_the_proof_alone_and_in_its_place(tmp_path):
    quote = "由于长江大桥的建成"
    start = PARAGRAPH.index(quote)
    row = {
        "question": "哪座桥建成了？",
        "answers": [["长江大桥"]],
        "evidence": [
            {
                "report": "1958年国务院政府工作报告",
                "paragraph": PARAGRAPH,
                "start": start,
                "end": start + len(quote),
                "quote": quote,
            }
        ],
    }
    path = tmp_path / "written.jsonl.xz"
    path.write_bytes(lzma.compress(json.dumps(row, ensure_ascii=False).encode()))
    alone, placed = read_samples(path)
    assert (alone.text, alone.quoted) == (quote, True)
    assert placed.text == "去年经济平稳增长。由于长江大桥的建成，两岸铁路已经连成一片"
    assert not placed.quoted
