"""The joint reader's making, on a model of two layers and a few dozen pieces."""

import dataclasses
import string
from pathlib import Path

import numpy as np
import pytest

from embeddings.training.joint_reader.examples import (
    ReadQuestion,
    ReadUnit,
    load_questions,
    save_questions,
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


def test_questions_are_read_as_they_were_saved(tmp_path):
    path = tmp_path / "questions.jsonl"
    save_questions(questions(), path)
    assert load_questions(path) == questions()


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


def approached(folder: Path, rank: int):
    """Return a reader that was changed everywhere, and the one of `rank` that is nearest to it."""
    import torch

    from embeddings.training.joint_reader.network import JointReader
    from embeddings.training.sentence.network import SentenceNetwork

    torch.manual_seed(9)
    whole = made(folder)[1].eval()
    with torch.no_grad():
        for value in whole.parameters():
            value += 0.05 * torch.randn_like(value)
    reduced = JointReader(SentenceNetwork.load(folder), split=1, rank=rank).eval()
    reduced.approach(whole)
    return whole, reduced


@pytest.mark.model
def test_a_reader_of_full_rank_comes_all_the_way_to_the_whole_one(folder):
    import torch

    whole, reduced = approached(folder, 32)
    states = made(folder)[2]
    batch = states.pairs([(FACTS[0][0], unit(0, right=True))])
    with torch.no_grad():
        wanted, found = (
            one(batch.states.float(), batch.question, batch.unit) for one in (whole, reduced)
        )
    for one, other in zip(wanted, found, strict=True):
        assert torch.allclose(one, other, atol=1e-3)


@pytest.mark.model
def test_a_reader_of_low_rank_leaves_the_encoders_weights(folder):
    import torch

    from embeddings.training.sentence.network import SentenceNetwork

    _, reduced = approached(folder, 2)
    layer = SentenceNetwork.load(folder).body.encoder.layer[1]
    assert torch.equal(reduced.layers[0].inner.base.weight, layer.intermediate.dense.weight)
    learnt = {name for name, value in reduced.named_parameters() if value.requires_grad}
    assert not any(name.endswith("base.weight") for name in learnt)
    assert "layers.0.inner.first" in learnt


@pytest.fixture(scope="module")
def exported(folder, tmp_path_factory):
    """A sentence encoder's folder with a reader beside it, that reader, and the file before."""
    from embeddings.training.joint_reader.export import export_reader
    from embeddings.training.sentence.export import export_folder
    from embeddings.training.sentence.network import SentenceNetwork

    place = tmp_path_factory.mktemp("exported")
    before = export_folder(SentenceNetwork.load(folder), place, longest=64).read_bytes()
    _, reader = approached(folder, 2)
    export_reader(reader, place / "onnx", split=1)
    return place, reader, before


@pytest.mark.model
@pytest.mark.slow
def test_the_exported_reader_says_the_same(folder, exported):
    import torch

    from embeddings.encoders.joint_reader import JointReader

    place, reader, _ = exported
    one = unit(0, right=True)
    (found,) = JointReader(place, threads=1).read(FACTS[0][0], [one.plain])
    batch = made(folder)[2].pairs([(FACTS[0][0], one)])
    with torch.no_grad():
        relevance, nothing, tokens = reader(batch.states.float(), batch.question, batch.unit)
    assert found.relevance == pytest.approx(relevance.item(), abs=1.0)
    assert found.nothing == pytest.approx(nothing.item(), abs=1.0)
    own = tokens[0, -1 - len(found.tokens) : -1].numpy()
    assert np.corrcoef(found.tokens.ravel(), own.ravel())[0, 1] > 0.98


@pytest.mark.model
@pytest.mark.slow
def test_the_encoder_gives_the_same_vectors_beside_a_reader(exported):
    import onnxruntime

    place, _, before = exported
    inputs = {"input_ids": np.array([[0, 5, 9, 2]]), "attention_mask": np.ones((1, 4), np.int64)}
    (wanted,) = onnxruntime.InferenceSession(before).run(None, inputs)
    (found,) = onnxruntime.InferenceSession(place / "onnx" / "model.onnx").run(None, inputs)
    np.testing.assert_array_equal(found, wanted)


@pytest.mark.model
@pytest.mark.slow
def test_large_tensors_are_stored_once_for_all_three_files(exported):
    import onnx

    from embeddings.training.joint_reader.export import WEIGHTS

    place, _, _ = exported
    files = [place / "onnx" / f"{name}.onnx" for name in ("model", "lower", "reader")]
    places = []
    for path in files:
        graph = onnx.load(path, load_external_data=False).graph
        entries = (
            {item.key: item.value for item in one.external_data} for one in graph.initializer
        )
        places.append({entry["offset"] for entry in entries if entry})
    model, lower, reader = places
    assert lower <= model
    assert len(reader & model) >= 6  # the linear maps of the upper layer
    assert {path.name for path in (place / "onnx").iterdir()} == {
        WEIGHTS,
        *(path.name for path in files),
    }
