import dataclasses
import json
import lzma
import sys
from pathlib import Path

import numpy as np
import pytest

import embeddings
from embeddings.text.segmentation import segment

pytestmark = pytest.mark.model

MODEL = Path(embeddings.__file__).parent / "encoders" / "model"
FACTS = (
    ("减贫了多少人？", "累计减贫29万人。", "29"),
    ("生产总值增长多少？", "全市生产总值增长10.73%。", "10.73%"),
    ("新建了几所学校？", "新建学校12所。", "12"),
    ("城镇新增就业多少人？", "城镇新增就业6万人。", "6"),
)


@pytest.fixture(scope="module")
def prepared():
    from embeddings.training.reader.examples import Example, Window
    from embeddings.training.reader.fitting import prepare
    from embeddings.training.reader.vectors import WordVectors

    windows = []
    for _, text, answer in FACTS:
        words = segment(text).words
        place = words.index(answer)
        windows.append(Window(words=words, first=place, last=place))
    examples = [
        Example(
            question=segment(question).words,
            positive=windows[number],
            negatives=tuple(
                dataclasses.replace(window, first=-1, last=-1)
                for window in (*windows[:number], *windows[number + 1 :])
            ),
            source="written",
        )
        for number, (question, _, _) in enumerate(FACTS)
    ]
    words = {word for window in windows for word in window.words}
    words |= {word for example in examples for word in example.question}
    vectors = WordVectors(MODEL, words)
    return examples, prepare(examples, vectors, {}), vectors


@pytest.mark.slow
def test_fitting_resumes_from_its_checkpoint_and_learns(prepared, tmp_path):
    import torch

    from embeddings.training.reader.fitting import Schedule, fit
    from embeddings.training.reader.measuring import measure
    from embeddings.training.reader.network import ReaderNetwork

    examples, numbers, vectors = prepared
    torch.manual_seed(5)
    checkpoint = tmp_path / "checkpoint.pt"
    for steps in (5, 60):
        network = ReaderNetwork(256, width=32, dropout=0)
        schedule = Schedule(
            minutes=60, steps=steps, warm_steps=10, batch=12, written_negatives=2, rate=1e-2
        )
        network = fit(network, numbers, vectors, schedule, checkpoint)
        assert torch.load(checkpoint, weights_only=True)["step"] == steps
    measured = measure(network, examples, numbers, vectors)
    assert measured["right_window"] == 1
    assert measured["span_exact"] == 1


@pytest.mark.slow
def test_each_step_draws_some_of_the_negatives_and_keeps_the_positive_first(prepared):
    from embeddings.training.reader.fitting import Schedule, _draw

    _, numbers, _ = prepared
    steps = _draw(numbers, Schedule(minutes=1, batch=6, written_negatives=2), 0)
    drawn = [one for _ in range(20) for one in next(steps)]
    assert len(drawn) == 40
    firsts = {tuple(one.windows[0]) for one in numbers}
    assert all(tuple(one.windows[0]) in firsts for one in drawn)
    seen = {tuple(window) for one in drawn for window in one.windows[1:]}
    assert seen == {tuple(window) for one in numbers for window in one.windows[1:]}


@pytest.mark.slow
def test_windows_in_groups_give_the_logits_they_give_alone(prepared):
    import torch

    from embeddings.training.reader.fitting import logits, make_batches
    from embeddings.training.reader.network import ReaderNetwork

    _, numbers, vectors = prepared
    torch.manual_seed(5)
    network = ReaderNetwork(256, width=32).eval()
    with torch.inference_mode():
        together = logits(network, make_batches(numbers, vectors, groups=3))
        row = 0
        for one in numbers:
            for place, window in enumerate(one.windows):
                single = dataclasses.replace(
                    one, windows=(window,), features=(one.features[place],)
                )
                alone = logits(network, make_batches([single], vectors))
                for found, expected in zip(together, alone, strict=True):
                    length = len(window) if expected.ndim == 2 else None
                    np.testing.assert_allclose(
                        found[row, :length] if length else found[row], expected[0], atol=1e-5
                    )
                row += 1


def write_rows(path, rows):
    path.parent.mkdir(exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.mark.slow
def test_command_trains_on_the_pairs_and_measures_on_the_written_questions(
    tmp_path, monkeypatch, capsys
):
    from embeddings.training.reader.__main__ import main
    from embeddings.training.reader.examples import SPAN_SETS

    passages = [
        text + "坚持稳中求进工作总基调。" * number for number, (_, text, _) in enumerate(FACTS)
    ]
    rows = [
        {"query": question, "positive": passage, "answer": answer}
        for passage, (question, _, answer) in zip(passages, FACTS, strict=True)
    ]
    for name in SPAN_SETS:
        write_rows(tmp_path / "pairs" / f"{name}.jsonl.xz", rows)
    written = [
        {
            "question": question,
            "answers": [[answer]],
            "evidence": [
                {
                    "paragraph": passage,
                    "quote": text,
                    "start": 0,
                    "end": len(text),
                }
            ],
        }
        for passage, (question, text, answer) in zip(passages, FACTS, strict=True)
    ]
    write_rows(tmp_path / "questions" / "written.jsonl.xz", written)
    arguments = ["--data", tmp_path, "--output", tmp_path / "reader", "--minutes", "0.02"]
    monkeypatch.setattr(sys, "argv", ["reader", *map(str, arguments)])
    main()
    measured = json.loads((tmp_path / "reader" / "measured.json").read_text())
    assert measured["questions"] == len(FACTS)
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == measured
    assert (tmp_path / "reader" / "reader.pt").stat().st_size > 1_000_000
