"""Low-rank maps beside a sentence encoder, on a model of two layers and single characters."""

import string
from pathlib import Path

import numpy as np
import pytest

from embeddings.training.low_rank.questions import (
    ContrastedQuestion,
    ContrastedText,
    load_questions,
    save_questions,
)

FACTS = (  # question, sentence, paragraph
    ("减贫多少人", "累计减贫29万人。", "累计减贫29万人。新建学校12所。"),
    ("生产总值增长多少", "全市生产总值增长10%。", "全市生产总值增长10%。城镇新增就业6万人。"),
    ("新建几所学校", "新建学校12所。", "累计减贫29万人。新建学校12所。"),
    ("新增就业多少人", "城镇新增就业6万人。", "全市生产总值增长10%。城镇新增就业6万人。"),
)
WIDTH = 32


def text(number: int) -> ContrastedText:
    return ContrastedText(sentence=FACTS[number][1], paragraph=FACTS[number][2])


def questions(source: str = "council") -> list[ContrastedQuestion]:
    return [
        ContrastedQuestion(
            query=FACTS[number][0],
            source=source,
            group="2017年",
            fold=1,
            positive=text(number),
            negatives=tuple(text(other) for other in range(4) if other != number),
        )
        for number in range(4)
    ]


def test_questions_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    save_questions(questions(), path)
    assert load_questions(path) == questions()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random network's folder as the sentence encoder's is, one channel of it far too large."""
    import torch
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.processors import TemplateProcessing
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    from embeddings.training.sentence.export import export_folder
    from embeddings.training.sentence.network import SPECIAL_PIECES, SentenceNetwork

    seen = "".join(part for fact in FACTS for part in fact) + string.ascii_letters + string.digits
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *sorted(set(seen + ":% "))]
    tokenizer = Tokenizer(Unigram([(piece, -1.0) for piece in pieces], unk_id=3))
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    torch.manual_seed(5)
    body = BertModel(
        BertConfig(
            vocab_size=len(pieces),
            hidden_size=WIDTH,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=2 * WIDTH,
            max_position_embeddings=64,
        ),
        add_pooling_layer=False,
    )
    with torch.no_grad():
        for parameter in body.parameters():
            if parameter.dim() == 2:
                parameter.normal_(0, 0.2)
            else:  # the exporter would share what is equal
                parameter += torch.randn_like(parameter) / 50
        body.encoder.layer[1].attention.output.LayerNorm.weight[7] = 30.0
    network = SentenceNetwork(
        body, PreTrainedTokenizerFast(tokenizer_object=tokenizer, **SPECIAL_PIECES)
    )
    folder = tmp_path_factory.mktemp("exported")
    export_folder(network, folder, longest=64)
    return folder


def encoder(folder: Path):
    from embeddings.training.low_rank.bundled_weights import network_of
    from embeddings.training.low_rank.network import LowRankEncoder

    network = network_of(folder)
    return network, LowRankEncoder(network, rank=2, start=1)


TEXTS = [f"passage: {sentence}" for _, sentence, _ in FACTS]


@pytest.mark.model
@pytest.mark.slow
def test_without_anything_learnt_the_vectors_are_the_network_s(exported: Path) -> None:
    import torch

    network, mapped = encoder(exported)
    with torch.inference_mode():
        found, wanted = mapped(TEXTS, 64), network.encode(TEXTS, longest=64)
    np.testing.assert_allclose((found * wanted).sum(1), 1, atol=2e-3)


@pytest.mark.model
@pytest.mark.slow
def test_fitting_lowers_the_loss_changes_maps_alone_and_resumes(
    exported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from embeddings.training.low_rank.fitting import Fit, fit_maps

    _, mapped = encoder(exported)
    before = mapped.layers[1].maps[0].weight.clone()
    plan = Fit(steps=30, rate=1e-2, second_rate=2e-2, warm_steps=1, checkpoint_steps=5)
    fit_maps(mapped, questions(), plan, tmp_path / "checkpoint.pt")
    losses = [
        float(line.split("loss ")[1].split(",")[0]) for line in capsys.readouterr().out.splitlines()
    ]
    assert losses[-1] < losses[0]
    assert bool((mapped.layers[1].maps[0].weight == before).all())
    _, again = encoder(exported)
    fit_maps(again, questions(), plan, tmp_path / "checkpoint.pt")
    for one, other in zip(again.parameters(), mapped.parameters(), strict=True):
        assert bool((one == other).all())


@pytest.mark.model
@pytest.mark.slow
def test_a_passage_that_may_answer_as_well_is_no_negative() -> None:
    from embeddings.training.low_rank.batches import _masked

    right = [text(0), text(2)]  # of one paragraph
    texts = [*right, text(2), text(1), text(3), text(0)]  # the negatives of each
    masked = _masked(texts, [one.sentence for one in texts], 2).tolist()
    #                   own    other's own sentence from both     of the other, its own proof
    assert masked[0] == [False, True, False, False, False, True]
    assert masked[1] == [True, False, True, False, False, False]


@pytest.mark.model
@pytest.mark.slow
def test_maps_and_exact_channels_reach_the_graph(exported: Path, tmp_path: Path) -> None:
    import shutil

    import torch

    from embeddings.encoders.onnx import OnnxEncoder
    from embeddings.training.low_rank.graph import extend_graph
    from embeddings.training.low_rank.outliers import find_outliers

    folder = tmp_path / "extended"
    shutil.copytree(exported, folder)
    network, mapped = encoder(exported)
    outliers = find_outliers(network, TEXTS)
    assert outliers[1, "intermediate.dense"] == [7]
    with torch.no_grad():
        for name, parameter in mapped.named_parameters():
            if name.endswith("second"):
                parameter.normal_(0, 0.1)
    extend_graph(folder / "onnx" / "model.onnx", mapped.maps(), outliers)
    sentences = [one.removeprefix("passage: ") for one in TEXTS]
    with torch.inference_mode():
        wanted = mapped(TEXTS, 64).numpy()
    plain = OnnxEncoder(exported, threads=1).encode_passages(sentences)
    extended = OnnxEncoder(folder, threads=1).encode_passages(sentences)
    assert (extended * wanted).sum(1).min() > 0.995 > (plain * wanted).sum(1).min()
    with pytest.raises(ValueError, match="extended before"):
        extend_graph(folder / "onnx" / "model.onnx", mapped.maps(), outliers)


@pytest.mark.model
@pytest.mark.slow
def test_exact_channels_bring_int8_nearer_to_full_precision(exported: Path, tmp_path: Path) -> None:
    import shutil

    import torch

    from embeddings.encoders.onnx import OnnxEncoder
    from embeddings.training.low_rank.graph import extend_graph
    from embeddings.training.low_rank.outliers import find_outliers

    folder = tmp_path / "exact"
    shutil.copytree(exported, folder)
    network, _ = encoder(exported)
    extend_graph(folder / "onnx" / "model.onnx", {}, find_outliers(network, TEXTS))
    sentences = [one.removeprefix("passage: ") for one in TEXTS]
    with torch.inference_mode():
        wanted = network.encode(TEXTS, longest=64).numpy()
    error = {
        name: 1 - (OnnxEncoder(place, threads=1).encode_passages(sentences) * wanted).sum(1).mean()
        for name, place in (("plain", exported), ("exact", folder))
    }
    assert error["exact"] < error["plain"] / 2
