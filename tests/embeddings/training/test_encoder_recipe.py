"""The recipe of the bundled encoder, at toy scale: from texts to a model folder that loads."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from embeddings.encoders.static import StaticEncoder
from embeddings.text.folding import fold
from embeddings.training.charsmap import precompiled_charsmap
from embeddings.training.ragged import Ragged, tokenize
from embeddings.training.static.evaluation import RetrievalTask, StaticScorer, reciprocal_ranks
from embeddings.training.static.export import export_model
from embeddings.training.static.parts import word_parts
from embeddings.training.vocabulary import build_tokenizer, count_words

TEXTS = [
    "兰州市轨道交通1号线一期工程建成通车,地铁2号线加快建设。",
    "城乡居民人均可支配收入增长8%,老百姓的收入增加了。",
    "新建农村公路300公里,公路通到每个村。",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    seed = next((Path(__file__).parents[3] / "seeds").glob("*.txt")).read_text(encoding="utf-8")
    counts = count_words([fold(seed), *TEXTS * 30])
    return build_tokenizer(counts, 1500, ["兰州市", "张掖市"])


def test_ragged_gives_its_rows_back() -> None:
    rows = [np.array([1, 2], np.int32), np.array([], np.int32), np.array([3], np.int32)]
    ragged = Ragged.of(rows)
    assert len(ragged) == 3
    assert ragged.lengths().tolist() == [2, 0, 1]
    assert [ragged[i].tolist() for i in range(3)] == [[1, 2], [], [3]]


def test_vocabulary_has_its_size_and_frequent_words(tokenizer: Tokenizer) -> None:
    vocabulary = tokenizer.get_vocab()
    assert len(vocabulary) == 1500
    assert {"轨道交通", "公路", "发展", "〇", "%"} <= set(vocabulary)
    assert tokenizer.token_to_id("[UNK]") == 0


def test_vocabulary_refuses_more_rows_than_words() -> None:
    with pytest.raises(ValueError, match="not 5000"):
        build_tokenizer(Counter({"轨道": 30, "交通": 30}), 5000)


def test_tokenize_leaves_out_punctuation_and_the_unknown(tokenizer: Tokenizer) -> None:
    tokens = tokenize(tokenizer, ["轨道交通,建设。", "饕餮", ""])
    assert [tokenizer.id_to_token(int(row)) for row in tokens[0]] == ["轨道交通", "建设"]
    assert tokens.lengths().tolist() == [2, 0, 0]


def test_charsmap_begins_with_the_size_of_its_array() -> None:
    charsmap = precompiled_charsmap()
    size = int.from_bytes(charsmap[:4], "little")
    assert size % 1024 == 0
    assert charsmap[4 + size :].endswith(b"\0")
    assert "国".encode() + b"\0" in charsmap[4 + size :]


def test_words_share_parts(tokenizer: Tokenizer) -> None:
    parts, count = word_parts(tokenizer)
    assert len(parts) == 1500
    assert parts.values.max() == count - 1
    assert not len(parts[tokenizer.token_to_id("8")])
    assert set(parts[tokenizer.token_to_id("农村")]) & set(parts[tokenizer.token_to_id("农业")])


def test_reciprocal_ranks_by_hand() -> None:
    task = RetrievalTask(
        name="toy",
        questions=("一", "二", "三"),
        types=("number",) * 3,
        relevant=(frozenset({1}), frozenset({0, 2}), frozenset()),
        paragraphs=("甲", "乙", "丙"),
        bare=("甲", "乙", "丙"),
        sentences=("甲", "乙", "丙"),
        first_sentence=np.arange(3),
    )
    scores = np.array([[0.3, 0.2, 0.1], [0.1, 0.9, 0.5], [1, 1, 1]], np.float32)
    assert reciprocal_ranks(task, scores).tolist() == [0.5, 0.5, 0.0]


def test_exported_model_encodes_as_it_was_scored(tokenizer: Tokenizer, tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(1500, 8)).astype(np.float32)
    export_model(tmp_path, tokenizer, vectors)
    assert StaticEncoder(tmp_path).dimension == 8
    stored = Tokenizer.from_file(str(tmp_path / "0_StaticEmbedding" / "tokenizer.json"))
    assert stored.encode("軌道交通").tokens == ["轨道交通"]
    with pytest.raises(ValueError, match="1500 tokens but 3 vectors"):
        export_model(tmp_path, tokenizer, vectors[:3])


@pytest.mark.model
@pytest.mark.slow
def test_training_brings_a_question_near_its_answer(tokenizer: Tokenizer) -> None:
    from embeddings.training.sources import WrittenQuestion
    from embeddings.training.static.loop import TrainingOptions, train
    from embeddings.training.written import WrittenPairs

    asked = ["地铁什么时候修好", "大家挣的钱多了吗", "乡下修路多长"]
    questions = [
        WrittenQuestion(
            id=str(row),
            report="2017年兰州市政府工作报告",
            question=question,
            paragraph=text,
            start=0,
            end=len(text),
            fold=0,
        )
        for row, (question, text) in enumerate(zip(asked, TEXTS, strict=True))
    ]
    task = RetrievalTask(
        name="toy",
        questions=tuple(asked),
        types=("paraphrase",) * 3,
        relevant=tuple(frozenset({row}) for row in range(3)),
        paragraphs=tuple(TEXTS),
        bare=tuple(TEXTS),
        sentences=tuple(TEXTS),
        first_sentence=np.arange(3),
    )
    scorer = StaticScorer(task, tokenizer)
    written = WrittenPairs(questions, tokenizer, half_right=0.5, title_share=0.5)
    options = TrainingOptions(rows=1500, dimension=16, steps=30)
    losses: list[float] = []
    vectors = train(
        {"written": (written, 3)},
        options,
        parts=word_parts(tokenizer),
        report=lambda step, loss, found: losses.append(loss),
        report_every=10,
    )
    assert losses[-1] < losses[0]
    assert scorer.ranks(vectors).tolist() == [1.0, 1.0, 1.0]


@pytest.mark.model
@pytest.mark.slow
def test_a_student_scores_as_its_teachers_together(tokenizer: Tokenizer) -> None:
    from embeddings.training.sampling import Sample
    from embeddings.training.static.distillation import distil, side_by_side

    rng = np.random.default_rng(1)
    texts = tokenize(tokenizer, TEXTS)
    runs = [rng.normal(size=(1500, 8)).astype(np.float32) for _ in range(2)]
    teacher = side_by_side(runs, texts)
    assert teacher.shape == (1500, 16)

    class Whole:
        def sample(self, count: int, rng: np.random.Generator) -> list[Sample]:
            return [Sample(texts[row][:4], texts[row]) for row in range(count)]

    student = distil(teacher, [texts, texts], {"all": (Whole(), 3)}, dimension=4, steps=20)
    assert student.shape == (1500, 4)

    def cosines(vectors: np.ndarray) -> np.ndarray:
        units = [vectors[texts[row]].sum(axis=0) for row in range(3)]
        stacked = np.stack([unit / np.linalg.norm(unit) for unit in units])
        return stacked @ stacked.T

    np.testing.assert_allclose(cosines(student), cosines(teacher), atol=0.35)
