"""The sentence encoder's making, on a model of one layer and thirty pieces."""

import struct
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from embeddings.training.sentence.packed_weights import PackedWeights, read_packed
from embeddings.training.sentence.pieces import count_pieces, pruned_tokenizer, select_pieces

pytestmark = [pytest.mark.model, pytest.mark.slow]  # loads torch, exports to ONNX

WIDTH, INNER, POSITIONS = 32, 64, 128
PIECES = [
    *("<s>", "<pad>", "</s>", "<unk>", "▁", "query", "passage", ":", "兰州", "兰", "州", "市"),
    *(
        "生产",
        "总值",
        "达到",
        "亿元",
        "2",
        "0",
        "地铁",
        "建成",
        "多少",
        "опыт",
        "的",
        "了",
        "▁query",
    ),
    *("▁passage", "轨道", "交通", "，", "。"),
]


def blocks(matrix: np.ndarray) -> bytes:
    """Return a matrix in four bits: what `PackedWeights.matrix` undoes."""
    rows, columns = matrix.shape
    parts = matrix.reshape(rows, columns // 32, 32)
    scales = (np.abs(parts).max(axis=2, keepdims=True) / 7).astype(np.float16)
    levels = np.rint(parts / np.maximum(scales.astype(np.float32), 1e-9)) + 8
    levels = np.clip(levels, 0, 15).astype(np.uint8)
    halves = levels[:, :, :16] | (levels[:, :, 16:] << 4)
    return np.concatenate([scales.view(np.uint8), halves], axis=2).tobytes()


def packed_file(path: Path) -> Path:
    """Write a random one-layer model in the package's format."""
    chance = np.random.default_rng(3)
    tensors: dict[str, bytes] = {"emb.word": blocks(chance.normal(size=(len(PIECES), WIDTH)))}
    flat = {
        "emb.pos": chance.normal(size=POSITIONS * WIDTH) / 9,
        "emb.type": np.zeros(WIDTH),
        "emb.ln.w": np.ones(WIDTH),
        "emb.ln.b": np.zeros(WIDTH),
    }
    shapes = {
        **dict.fromkeys(("q", "k", "v", "ao"), (WIDTH, WIDTH)),
        "fi": (INNER, WIDTH),
        "fo": (WIDTH, INNER),
    }
    for name, shape in shapes.items():
        tensors[f"l0.{name}.w"] = blocks(chance.normal(size=shape) / 6)
        flat[f"l0.{name}.b"] = np.zeros(shape[0])
    for name in ("aln", "oln"):
        flat[f"l0.{name}.w"], flat[f"l0.{name}.b"] = np.ones(WIDTH), np.zeros(WIDTH)
    tensors |= {name: values.astype(np.float32).tobytes() for name, values in flat.items()}
    texts = [piece.encode() for piece in PIECES]
    head = b"TESTFILE" + struct.pack(
        "<7ifi", WIDTH, 1, 2, INNER, len(PIECES), POSITIONS, 1, 1e-12, 32
    )
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    head += np.cumsum([0, *map(len, texts)]).astype(np.uint32).tobytes()
    head += np.array([-(1 + len(piece)) / 9 for piece in PIECES], np.float32).tobytes()
    head += b"".join(texts) + struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    entries = {name: struct.pack("<H", len(name)) + name.encode() for name in tensors}
    offset = len(head) + sum(len(entry) + 21 for entry in entries.values())
    body = b""
    for name, raw in tensors.items():
        head += entries[name] + struct.pack("<BIQQ", 0, 0, offset + len(body), len(raw))
        body += raw
    path.write_bytes(head + body)
    return path


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> PackedWeights:
    return read_packed(packed_file(tmp_path_factory.mktemp("packed") / "model.bin"))


def example(query: str, positive: str, negative: str, group: str = ""):
    from embeddings.training.sentence.examples import ContrastiveExample

    return ContrastiveExample(
        query=query, positive=positive, negative=negative, group=group or positive, source="test"
    )


EXAMPLES = [
    ("兰州市生产总值多少", "兰州生产总值达到20亿元。", "轨道交通建成。"),
    ("地铁建成了", "轨道交通建成。", "兰州市20亿元"),
    ("亿元的多少", "达到20亿元", "兰州的轨道"),
    ("兰州交通", "兰州市地铁", "生产总值"),
]


def test_packed_shape_and_pieces_are_read(weights: PackedWeights) -> None:
    assert (weights.shape.width, weights.shape.layers, weights.shape.inner) == (32, 1, 64)
    assert weights.pieces == tuple(PIECES)
    assert (weights.start, weights.padding, weights.end, weights.unknown) == (0, 1, 2, 3)


def test_a_block_is_its_scale_times_its_levels(weights: PackedWeights) -> None:
    # Level 8 is zero; the low halves of the bytes are the first sixteen weights.
    raw = np.array([0.5], np.float16).tobytes() + bytes([0x8F] + [0x88] * 14 + [0x08])
    one = replace(weights, raw=raw, directory={"m": (0, 18)})
    found = one.matrix("m", 1, 32)[0]
    assert found[0] == 0.5 * (15 - 8)
    assert found[31] == 0.5 * (0 - 8)
    assert not found[1:31].any()


def test_a_tensor_of_another_size_is_an_error(weights: PackedWeights) -> None:
    with pytest.raises(ValueError, match=r"emb\.word"):
        weights.matrix("emb.word", 7, 32)


def test_a_truncated_file_is_an_error(tmp_path: Path) -> None:
    path = packed_file(tmp_path / "model.bin")
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(ValueError, match="ends at byte 60"):
        read_packed(path)


def test_pieces_of_chinese_stay_and_foreign_ones_go(weights: PackedWeights) -> None:
    counts = count_pieces(weights, ["兰州市生产总值达到20亿元", "地铁建成了"])
    kept = select_pieces(weights, counts, frequent=8)
    pieces = [weights.pieces[number] for number in kept]
    assert pieces[:4] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert {"兰", "州", "市", "的", "2"} <= set(pieces)
    assert "опыт" not in pieces


def test_tokenizer_folds_and_marks_both_ends(weights: PackedWeights) -> None:
    tokenizer = pruned_tokenizer(weights, range(len(PIECES)))
    one = tokenizer.encode("passage: 蘭州市生産總值２０億元")
    assert one.tokens == tokenizer.encode("passage: 兰州市生产总值20亿元").tokens
    assert one.tokens[0] == "<s>"
    assert one.tokens[-1] == "</s>"
    assert "<unk>" not in one.tokens


def test_network_keeps_the_vectors_of_its_pieces(weights: PackedWeights) -> None:
    from embeddings.training.sentence.network import build_network

    kept = select_pieces(weights, Counter({12: 5, 8: 4}), frequent=2)
    network = build_network(weights, kept)
    words = network.body.embeddings.word_embeddings.weight.detach().numpy()
    whole = weights.matrix("emb.word", len(PIECES), WIDTH)
    np.testing.assert_array_equal(words, whole[kept])
    vectors = network.encode(["query: 兰州市"]).detach().numpy()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_loss_leaves_out_positives_of_the_same_group() -> None:
    import torch

    from embeddings.training.sentence.finetuning import contrastive_loss

    axes = torch.eye(3)
    # Two questions on axis 0 and 1; positives on the same; hard negatives on axis 2, cosine 0.
    queries, passages = axes[:2], torch.cat([axes[:2], axes[2:], axes[2:]])
    apart = contrastive_loss(queries, passages, ["a", "b"], temperature=1.0).item()
    together = contrastive_loss(queries, passages, ["a", "a"], temperature=1.0).item()
    assert apart == pytest.approx(np.log((np.e + 3) / np.e))
    assert together == pytest.approx(np.log((np.e + 2) / np.e))


def test_upper_layers_on_kept_states_give_the_network_s_vectors(weights: PackedWeights) -> None:
    from embeddings.training.sentence.frozen_states import FrozenStates, UpperLayers
    from embeddings.training.sentence.network import build_network

    network = build_network(weights, range(len(PIECES)))
    texts = ["query: 兰州市", "passage: 轨道交通建成。兰州的地铁"]
    states = FrozenStates.compute(network, texts, frozen=0, longest=64)
    upper = UpperLayers(network, frozen=0)
    found = upper.eval()(*states.batch(texts)).detach().numpy()
    np.testing.assert_allclose(found, network.encode(texts).detach().numpy(), atol=2e-3)


def test_training_lowers_the_loss_and_resumes(weights: PackedWeights, tmp_path: Path) -> None:
    from embeddings.training.sentence.finetuning import Contrast, finetune, prefixed_texts
    from embeddings.training.sentence.frozen_states import FrozenStates, UpperLayers
    from embeddings.training.sentence.network import build_network

    examples = [example(*texts) for texts in EXAMPLES]
    network = build_network(weights, range(len(PIECES)))
    states = FrozenStates.compute(network, prefixed_texts(examples), frozen=0, longest=64)
    upper = UpperLayers(network, frozen=0)
    plan = Contrast(epochs=1, batch=4, rate=5e-3, warm_steps=1, temperature=0.2)
    first = finetune(upper, states, examples, plan, tmp_path / "one.pt")
    longer = replace(plan, epochs=30)
    last = finetune(upper, states, examples, longer, tmp_path / "one.pt")
    assert last < first / 2
    done = finetune(upper, states, examples, longer, tmp_path / "one.pt")
    assert done == 0.0  # nothing was left to do


def test_averaged_is_the_mean_of_each_tensor() -> None:
    import torch

    from embeddings.training.sentence.rounds import averaged

    found = averaged([{"w": torch.tensor([1.0, 3.0])}, {"w": torch.tensor([3.0, 5.0])}])
    assert found["w"].tolist() == [2.0, 4.0]


def test_exported_folder_gives_the_network_s_vectors(
    weights: PackedWeights, tmp_path: Path
) -> None:
    from embeddings.encoders.onnx import OnnxEncoder
    from embeddings.training.sentence.export import export_folder
    from embeddings.training.sentence.network import build_network

    network = build_network(weights, range(len(PIECES)))
    export_folder(network, tmp_path, longest=64)
    encoder = OnnxEncoder(tmp_path, name="tiny")
    texts = ["兰州市生产总值达到20亿元", "轨道交通建成。"]
    expected = network.encode([f"passage: {text}" for text in texts]).detach().numpy()
    cosines = (encoder.encode_passages(texts) * expected).sum(axis=1)
    assert cosines.min() > 0.95  # seven-bit weights, random ones
    assert not np.allclose(encoder.encode_questions(texts), encoder.encode_passages(texts))


def test_written_evidence_is_cut_around_its_quote() -> None:
    from embeddings.training.sentence.examples import LONGEST_TEXT, cut_around

    text = "一" * 300 + "二" * 10 + "三" * 300
    found = cut_around(text, 300, 310)
    assert len(found) == LONGEST_TEXT
    assert "二" * 10 in found


def test_report_examples_ask_for_a_figure_against_another_year(tmp_path: Path) -> None:
    from embeddings.training.sentence.report_pairs import report_examples

    for year, total in ((2016, "2095亿元"), (2017, "2264.2亿元")):
        (tmp_path / f"{year}年兰州市政府工作报告.txt").write_text(
            f"{year}年兰州市政府工作报告\n一、工作回顾\n过去一年，我们攻坚克难，成绩来之不易。\n"
            f"经济保持平稳增长，地区生产总值达到{total}，比上年又有了新的提高。\n",
            encoding="utf-8",
        )
    found = report_examples(sorted(tmp_path.glob("*.txt")), 20)
    figures = [one for one in found if one.source == "figure"]
    assert {("2095亿元" in one.positive, "2264.2亿元" in one.negative) for one in figures} == {
        (True, True),
        (False, False),
    }
    assert all("地区生产总值" in one.query for one in figures)
