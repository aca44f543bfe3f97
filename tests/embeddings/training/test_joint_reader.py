"""The joint reader's making, on a model of two layers and a few dozen pieces."""

import dataclasses
import json
import lzma
import string
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.training.joint_reader.examples import (
    LONGEST_UNIT,
    ReadQuestion,
    ReadUnit,
    load_questions,
    passage_questions,
    save_questions,
    unit_spans,
)

FACTS = (  # question, sentence, answer
    ("减贫多少人", "累计减贫29万人", "29万人"),
    ("生产总值增长多少", "全市生产总值增长10%", "10%"),
    ("新建几所学校", "新建学校12所", "12所"),
    ("新增就业多少人", "城镇新增就业6万人", "6万人"),
)
CONTEXT = "2017年兰州市 回顾2016年"


def unit(number: int, *, right: bool) -> ReadUnit:
    _, text, answer = FACTS[number]
    place = text.index(answer)
    span = ((place, place + len(answer)),) if right else ()
    return ReadUnit(
        text=text,
        context=CONTEXT,
        right=right,
        quotes=((0, len(text)),) if right else (),
        answers=span,
    )


def questions() -> list[ReadQuestion]:
    return [
        ReadQuestion(
            question=FACTS[asked][0],
            units=tuple(unit(number, right=number == asked) for number in range(len(FACTS))),
            source="written",
        )
        for asked in range(len(FACTS))
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random network whose pieces are single characters."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    from embeddings.training.sentence.network import SPECIAL_PIECES, SentenceNetwork

    letters = sorted({*string.ascii_lowercase, *"".join(map("".join, FACTS)), *CONTEXT, ":"})
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    tokenizer = Tokenizer(Unigram([*pieces, *((letter, -1.0) for letter in letters)], unk_id=3))
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    torch.manual_seed(5)
    body = BertModel(
        BertConfig(
            vocab_size=len(pieces) + len(letters),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=128,
            pad_token_id=1,
        ),
        add_pooling_layer=False,
    )
    found = tmp_path_factory.mktemp("network")
    SentenceNetwork(
        body, PreTrainedTokenizerFast(tokenizer_object=tokenizer, **SPECIAL_PIECES)
    ).save(found)
    return found


def made(folder: Path):
    """Return the network, the reader over its upper layer, and the states of its lower one."""
    from embeddings.training.joint_reader.lower_states import LowerStates
    from embeddings.training.joint_reader.network import JointReader
    from embeddings.training.sentence.network import SentenceNetwork

    reader = JointReader(SentenceNetwork.load(folder), split=1)
    return (
        SentenceNetwork.load(folder),
        reader,
        LowerStates(SentenceNetwork.load(folder), split=1),
    )


@given(text=st.text(alphabet="甲乙，。；,", max_size=600))
def test_unit_spans_cover_the_sentences_in_order_and_none_is_too_long(text):
    spans = list(unit_spans(text))
    assert all(0 < end - start <= LONGEST_UNIT for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text


def test_unit_spans_cut_a_long_sentence_after_a_comma():
    text = "甲" * 100 + "，" + "乙" * 60 + "。"
    assert list(unit_spans(text)) == [(0, 101), (101, 162)]


def test_questions_are_read_as_they_were_saved(tmp_path):
    path = tmp_path / "questions.jsonl"
    save_questions(questions(), path)
    assert load_questions(path) == questions()


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
def test_the_reader_begins_with_the_cosine_where_the_texts_do_not_meet(folder):
    import torch

    network, reader, states = made(folder)
    for layer in reader.layers:
        layer.across.data.fill_(-1e4)
    one = unit(0, right=True)
    with torch.no_grad():
        reading = reader.eval().read(states.pairs([(FACTS[0][0], one)]))
        asked, read = network.encode(
            [f"query: {FACTS[0][0]}", f"passage: {CONTEXT} {one.text}"]
        ).numpy()
    assert reading.relevance.item() / reader.scale.item() == pytest.approx(asked @ read, abs=0.02)


@pytest.mark.model
def test_what_the_reader_says_of_a_pair_does_not_depend_on_the_padding(folder):
    import torch

    _, reader, states = made(folder)
    pair = (FACTS[0][0], unit(0, right=True))
    longer = (FACTS[1][0], dataclasses.replace(unit(1, right=False), text=FACTS[1][1] * 3))
    with torch.no_grad():
        alone = reader.eval().read(states.pairs([pair]))
        beside = reader.read(states.pairs([pair, longer]))
    assert beside.relevance[0].item() == pytest.approx(alone.relevance.item(), abs=0.2)
    count = alone.tokens.shape[1]
    assert torch.allclose(beside.tokens[0, :count], alone.tokens[0], atol=0.05)


@pytest.mark.model
def test_choice_loss_is_the_log_of_the_share_of_the_right_units():
    import torch

    from embeddings.training.joint_reader.losses import choice_loss

    relevance = torch.log(torch.tensor([1.0, 2.0, 4.0]))
    nothing = torch.zeros(3)  # one more unit of weight 1, of 8
    found = choice_loss(relevance, nothing, [True, True, False])
    assert found.item() == pytest.approx(np.log(8 / 3))
    assert choice_loss(relevance, nothing, [False] * 3).item() == pytest.approx(np.log(8))


@pytest.mark.model
def test_token_losses_are_of_the_tokens_that_bound_the_answer(folder):
    import torch

    from embeddings.training.joint_reader.losses import token_losses

    _, _, states = made(folder)
    one = dataclasses.replace(unit(0, right=True), quotes=((4, 8),))  # 29万人
    batch = states.pairs([(FACTS[0][0], one)])
    tokens = torch.full((batch.states.shape[1], 3), -20.0)
    lead = batch.firsts[0] + len(f"<passage: {CONTEXT} ")  # < for <s>, one token
    tokens[lead + 4, 0] = tokens[lead + 7, 1] = 20.0
    tokens[lead + 4 : lead + 8, 2] = 20.0
    bounds, evidence = token_losses(tokens, one, batch.firsts[0], batch.offsets[0])
    assert [loss.item() for loss in (*bounds, *evidence)] == pytest.approx([0.0] * 3, abs=1e-4)


@pytest.mark.model
@pytest.mark.slow
def test_fit_learns_which_unit_answers_and_resumes(folder, tmp_path):
    import torch

    from embeddings.training.joint_reader.fitting import Plan, fit

    _, reader, states = made(folder)
    plan = Plan(steps=60, questions=4, units=4, parts=1, withheld=0.0, rate=2e-3, head_rate=5e-3)
    checkpoint = tmp_path / "state.pt"
    first = fit(reader, states, questions(), dataclasses.replace(plan, steps=4), checkpoint)
    again = made(folder)[1]
    last = fit(again, states, questions(), plan, checkpoint)
    assert torch.load(checkpoint, weights_only=True)["step"] == 60
    assert last < first
    again.eval()
    with torch.no_grad():
        for one in questions():
            batch = states.pairs([(one.question, other) for other in one.units])
            best = int(again.read(batch).relevance.argmax())
            assert one.units[best].right


@pytest.mark.model
@pytest.mark.slow
def test_the_exported_reader_says_the_same(folder, tmp_path):
    import onnxruntime
    import torch

    from embeddings.training.joint_reader.export import export_reader
    from embeddings.training.sentence.network import SentenceNetwork

    network, reader, _ = made(folder)
    pieces = network.tokens(["query: 减贫多少人", "passage: 累计减贫"])["input_ids"][:1]
    lower, upper = export_reader(
        SentenceNetwork.load(folder), reader.eval(), tmp_path / "out", split=1
    )
    mask = torch.ones_like(pieces)
    (states,) = onnxruntime.InferenceSession(str(lower)).run(
        None, {"input_ids": pieces.numpy(), "attention_mask": mask.numpy()}
    )
    question = np.zeros(states.shape[:2], np.float32)
    question[:, :5] = 1
    run = onnxruntime.InferenceSession(str(upper)).run(
        None, {"states": states, "question": question, "unit": 1 - question}
    )
    with torch.no_grad():
        body = network.body
        body.encoder.layer = body.encoder.layer[:1]
        whole = body(input_ids=pieces, attention_mask=mask).last_hidden_state
        wanted = reader(whole, torch.tensor(question), torch.tensor(1 - question))
    relevance, nothing, tokens = run
    assert relevance[0] == pytest.approx(wanted[0].item(), abs=1.0)
    assert nothing[0] == pytest.approx(wanted[1].item(), abs=1.0)
    assert np.corrcoef(tokens.ravel(), wanted[2].numpy().ravel())[0, 1] > 0.98
