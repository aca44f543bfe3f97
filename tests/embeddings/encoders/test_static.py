"""The bundled encoder by numpy alone, and the same folder through stock libraries."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import embeddings
from embeddings.encoders.encoder import load_encoder
from embeddings.encoders.row_sums import MANY_ROWS
from embeddings.encoders.static import BUNDLED_NAME, StaticEncoder
from embeddings.errors import EncoderError
from embeddings.text.folding import fold, folding_table
from embeddings.text.segmentation import segment
from embeddings.text.sentences import sentence_spans

MODEL = Path(embeddings.__file__).parent / "encoders" / "model"
TEXTS = [
    "2016年兰州市生产总值预计达到多少？",
    "轨道交通1号线一期工程完成投资50亿元,穿黄隧道双线贯通。",
    "國務院總理關於發展國民經濟的報告",
    "ＧＤＰ增长１０．７３％",
    "——",
    "囧囧饕餮𠀀",
]


def test_vectors_have_unit_length() -> None:
    encoder = load_encoder()
    vectors = encoder.encode_questions(TEXTS[:4])
    assert vectors.shape == (4, encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, rtol=1e-5)


def test_text_without_words_is_the_zero_vector() -> None:
    assert not load_encoder().encode_passages(["——", ""]).any()


def test_no_texts_give_no_vectors() -> None:
    encoder = load_encoder()
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_vectors_do_not_depend_on_the_batch() -> None:
    encoder = load_encoder()
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    np.testing.assert_allclose(encoder.encode_passages(TEXTS * 30)[: len(TEXTS)], alone, atol=1e-6)


def test_vectors_are_those_of_before_once_all_words_are_converted() -> None:
    encoder = StaticEncoder()
    before = encoder.encode_questions(TEXTS)
    encoder.encode_passages(["全市生产总值增长" * MANY_ROWS])
    np.testing.assert_array_equal(encoder.encode_questions(TEXTS), before)


def test_traditional_and_full_width_forms_share_their_vector() -> None:
    one, other = load_encoder().encode_passages(["國民經濟增長１０％", "国民经济增长10%"])
    np.testing.assert_allclose(one, other)


def test_an_everyday_question_is_nearest_its_answer() -> None:
    encoder = load_encoder()
    question = encoder.encode_questions(["老百姓收入涨了多少"])[0]
    passages = encoder.encode_passages(
        [
            "城乡居民人均可支配收入分别增长8%和9%。",
            "新建改建农村公路300公里。",
            "加强政府自身建设，坚持依法行政。",
        ]
    )
    assert int(np.argmax(passages @ question)) == 0


def test_sums_of_tokens_give_the_vectors_of_their_texts() -> None:
    encoder = StaticEncoder()
    paragraph = "全市生产总值达到2,220亿元，增长8.3%。新增就业10.5万人；城镇登记失业率2.1%。"
    context = segment("2017年兰州市政府工作报告 一、工作回顾").tokens
    whole = segment(paragraph)
    spans = sentence_spans(paragraph)
    parts = [whole.between(*span).tokens for span in spans]
    sizes = np.array([len(tokens) for tokens in (context, *parts)])
    sums = encoder.token_sums(np.concatenate([context, *parts]), np.cumsum(sizes) - sizes, sizes)
    found = encoder.unit_vectors(sums[1:] + sums[0])
    expected = encoder.encode_passages(
        [f"2017年兰州市政府工作报告 一、工作回顾 {paragraph[s:e]}" for s, e in spans]
    )
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_sums_of_many_tokens_are_those_of_few_to_the_last_bit(report_text) -> None:
    encoder = StaticEncoder()
    segmented = [segment(text).tokens for text in (*report_text[1:80], "", "。")]
    sizes = np.array([len(tokens) for tokens in segmented])
    tokens, starts = np.concatenate(segmented), np.cumsum(sizes) - sizes
    assert len(tokens) >= MANY_ROWS
    alone = [
        encoder.token_sums(each, np.zeros(1, int), np.array([len(each)])) for each in segmented
    ]
    assert encoder.token_sums(tokens, starts, sizes).tobytes() == np.concatenate(alone).tobytes()


def test_bundled_encoder_is_named_and_found_by_its_name() -> None:
    encoder = load_encoder()
    assert load_encoder(BUNDLED_NAME) is encoder
    assert encoder.name == BUNDLED_NAME
    assert len(encoder.revision) == 12


def test_bundled_model_weighs_at_most_twenty_megabytes() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 20_000_000


def test_bundled_encoder_loads_neither_torch_nor_sentence_transformers() -> None:
    program = (
        "import sys; from embeddings.encoders.encoder import load_encoder; "
        "load_encoder().encode_questions(['轨道交通']); "
        "print([m for m in ('torch', 'sentence_transformers', 'scipy', 'transformers') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=MODEL.parents[1],
    )
    assert done.stdout.strip() == "[]"


def test_damaged_weights_are_an_error_with_a_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "0_StaticEmbedding"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(b"no weights")
    with pytest.raises(EncoderError, match="install govreport-qa again"):
        StaticEncoder(tmp_path)


def test_tokenizer_folds_as_folding_does() -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(MODEL / "0_StaticEmbedding" / "tokenizer.json"))
    for old, new in folding_table().items():
        assert tokenizer.normalizer.normalize_str(f"国{old}人") == f"国{new}人"


@pytest.mark.model
@pytest.mark.slow
def test_sentence_transformers_and_model2vec_give_the_same_vectors() -> None:
    from model2vec import StaticModel
    from sentence_transformers import SentenceTransformer

    ours = load_encoder().encode_passages(TEXTS[:4])
    stock = SentenceTransformer(str(MODEL), device="cpu")
    theirs = stock.encode_document(TEXTS[:4], normalize_embeddings=True)
    lean = StaticModel.from_pretrained(MODEL).encode(TEXTS[:4])
    for other in (theirs, lean):  # both add in half precision, so their lengths are not exact
        other = other.astype(np.float32)
        cosines = (ours * other).sum(axis=1) / np.linalg.norm(other, axis=1)
        assert cosines.min() >= 0.9999


def tiny_transformer(folder: Path) -> Path:
    """Save a two-layer model with random weights and a query prompt; return its folder."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(0)
    words = folder / "vocab.txt"
    letters = sorted({character for text in [*TEXTS, "查询:为"] for character in fold(text)})
    words.write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]))
    bert = folder / "bert"
    BertTokenizerFast(str(words)).save_pretrained(bert)
    BertModel(
        BertConfig(
            vocab_size=len(letters) + 5,
            hidden_size=16,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=32,
        )
    ).save_pretrained(bert)
    transformer = Transformer(str(bert))
    model = SentenceTransformer(
        modules=[transformer, Pooling(16)], prompts={"query": "查询:", "document": ""}, device="cpu"
    )
    model.save(str(folder / "tiny"))
    return folder / "tiny"


@pytest.mark.model
@pytest.mark.slow
def test_a_named_model_is_loaded_with_its_query_prompt(tmp_path: Path) -> None:
    folder = tiny_transformer(tmp_path)
    encoder = load_encoder(str(folder), device="cpu", batch_size=2)
    assert (encoder.name, encoder.dimension) == (str(folder), 16)
    assert len(encoder.revision) == 12
    questions, passages = encoder.encode_questions(TEXTS), encoder.encode_passages(TEXTS)
    assert questions.shape == passages.shape == (len(TEXTS), 16)
    assert questions.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(passages, axis=1), 1, rtol=1e-5)
    np.testing.assert_allclose(
        encoder.encode_passages([f"查询:{TEXTS[0]}"])[0], questions[0], atol=1e-5
    )
    assert np.abs(questions - passages).max() > 1e-3
    assert encoder.encode_questions([]).shape == (0, 16)


@pytest.mark.model
def test_revision_changes_with_the_weights(tmp_path: Path) -> None:
    folder = tiny_transformer(tmp_path)
    before = load_encoder(str(folder), device="cpu").revision
    weights = next(folder.rglob("model.safetensors"))
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    assert load_encoder(str(folder), device="cpu").revision != before


@pytest.mark.model
def test_a_folder_without_a_model_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"no": "model"}))
    with pytest.raises(EncoderError, match="complete model"):
        load_encoder(str(tmp_path), device="cpu")


@pytest.mark.model
def test_an_unknown_model_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="use the bundled one"):
        load_encoder("nobody/no-such-model", device="cpu")


@pytest.mark.model
def test_batch_size_below_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="batch size"):
        load_encoder(str(tmp_path), batch_size=0)
