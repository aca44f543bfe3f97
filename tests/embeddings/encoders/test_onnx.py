"""The bundled sentence encoder by onnxruntime alone, and the same folder through stock parts."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoders.encoder import FAST, QUALITY, load_encoder, load_sentence_encoder
from embeddings.encoders.onnx import SENTENCE_MODEL, SENTENCE_NAME, OnnxEncoder
from embeddings.encoders.static import BUNDLED_NAME
from embeddings.errors import EncoderError

TEXTS = [
    "2016年兰州市生产总值预计达到多少？",
    "轨道交通1号线一期工程完成投资50亿元,穿黄隧道双线贯通。",
    "國務院總理關於發展國民經濟的報告",
]
BUNDLED_BYTES = 50_000_000


def test_vectors_have_unit_length() -> None:
    encoder = load_sentence_encoder()
    vectors = encoder.encode_passages(TEXTS)
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_no_texts_give_no_vectors() -> None:
    encoder = load_sentence_encoder()
    assert encoder.encode_questions([]).shape == (0, encoder.dimension)


def test_question_and_passage_are_encoded_by_different_prompts() -> None:
    encoder = load_sentence_encoder()
    one, other = encoder.encode_questions(TEXTS[:1]), encoder.encode_passages(TEXTS[:1])
    assert 0.3 < float(one[0] @ other[0]) < 0.999


def test_traditional_and_full_width_forms_share_their_vector() -> None:
    encoder = load_sentence_encoder()
    one, other = encoder.encode_passages(["國民經濟增長１０％", "国民经济增长10%"])
    np.testing.assert_allclose(one, other, atol=1e-6)


def test_vectors_depend_on_their_text_alone() -> None:
    encoder = load_sentence_encoder()
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    together = encoder.encode_passages(TEXTS)
    assert alone.tobytes() == together.tobytes()


def test_word_order_and_everyday_words_find_their_answer() -> None:
    encoder = load_sentence_encoder()
    passages = encoder.encode_passages(
        [
            "城乡居民人均可支配收入分别增长8%和9%。",
            "新建改建农村公路300公里。",
            "轨道交通1号线一期工程完成投资50亿元，穿黄隧道双线贯通。",
        ]
    )
    questions = encoder.encode_questions(["老百姓手里的钱多了多少", "地铁修得怎么样了"])
    assert (questions @ passages.T).argmax(axis=1).tolist() == [0, 2]


def test_a_text_of_any_length_is_cut_at_the_longest() -> None:
    assert load_sentence_encoder().encode_passages(["发展" * 3000]).shape == (1, 384)


def test_sentence_encoder_is_found_by_its_name() -> None:
    assert load_encoder(SENTENCE_NAME) is load_sentence_encoder()
    assert len(load_sentence_encoder().revision) == 12


@pytest.mark.parametrize("name", [None, FAST, QUALITY])
def test_reports_are_indexed_by_the_static_encoder_whatever_is_asked_for(name: str | None) -> None:
    assert load_encoder(name).name == BUNDLED_NAME


def test_all_bundled_models_weigh_at_most_fifty_megabytes() -> None:
    folders = (SENTENCE_MODEL, SENTENCE_MODEL.with_name("model"))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= BUNDLED_BYTES


def test_sentence_encoder_loads_neither_torch_nor_transformers(
    heavy_modules: Callable[[str], list[str]],
) -> None:
    program = (
        "from embeddings.encoders.encoder import load_sentence_encoder; "
        "load_sentence_encoder().encode_questions(['轨道交通']); "
    )
    assert heavy_modules(program) == []


def test_a_folder_without_a_model_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="install govreport-qa again"):
        OnnxEncoder(tmp_path)


@pytest.mark.model
@pytest.mark.slow
def test_stock_tokenizer_pooling_and_normalisation_give_the_same_vectors() -> None:
    import onnxruntime
    import torch
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(SENTENCE_MODEL)
    pooling = Pooling.load(str(SENTENCE_MODEL / "1_Pooling"))
    session = onnxruntime.InferenceSession(str(SENTENCE_MODEL / "onnx" / "model.onnx"))
    for text in TEXTS:
        encoded = tokenizer([f"passage: {text}"], return_tensors="np")
        inputs = {name: encoded[name] for name in ("input_ids", "attention_mask")}
        (states,) = session.run(None, inputs)
        features = pooling(
            {
                "token_embeddings": torch.tensor(states),
                "attention_mask": torch.tensor(inputs["attention_mask"]),
            }
        )
        stock = Normalize()(features)["sentence_embedding"][0].numpy()
        ours = load_sentence_encoder().encode_passages([text])[0]
        assert float(stock @ ours) >= 0.999
