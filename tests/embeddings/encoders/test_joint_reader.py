"""The joint reader by onnxruntime: what it says of a pair, and what it keeps."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from embeddings.encoders.joint_reader import JointReader
from embeddings.encoders.reading_units import ReadingUnit
from embeddings.errors import EncoderError

QUESTION = "轨道交通1号线完成了多少投资？"
CONTEXT = "2017年兰州市 回顾2016年 一、过去一年工作回顾"
ANSWER = ReadingUnit("轨道交通1号线一期工程完成投资50亿元，穿黄隧道双线贯通。", CONTEXT)
OTHERS = [
    ReadingUnit("城乡居民人均可支配收入分别增长8%和9%。", CONTEXT),
    ReadingUnit("新建改建农村公路300公里。", CONTEXT),
    ReadingUnit("轨道交通2号线前期工作全面展开。", CONTEXT),
]


@pytest.fixture(scope="module")
def reader() -> JointReader:
    return JointReader(threads=1)


def test_the_sentence_that_answers_is_the_most_relevant(reader: JointReader) -> None:
    answer, *others = reader.read(QUESTION, [ANSWER, *OTHERS])
    assert answer.relevance > max(one.relevance for one in others)
    assert answer.relevance > answer.nothing


def test_tokens_that_begin_and_end_the_answer_bound_it(reader: JointReader) -> None:
    (found,) = reader.read(QUESTION, [ANSWER])
    assert found.tokens.shape == (len(found.spans), 3)
    begins, ends = found.tokens[:, 0].argmax(), found.tokens[:, 1].argmax()
    assert ANSWER.text[found.spans[begins][0] : found.spans[ends][1]].strip("，") == "50亿元"


def test_spans_are_of_the_sentence_without_its_context(reader: JointReader) -> None:
    for one, found in zip(
        [ANSWER, ANSWER._replace(context="")],
        reader.read(QUESTION, [ANSWER, ANSWER._replace(context="")]),
        strict=True,
    ):
        assert found.spans[0][0] == 0
        assert found.spans[-1][1] == len(one.text)
        assert (found.spans[1:, 0] >= found.spans[:-1, 0]).all()


def test_what_is_said_of_a_pair_does_not_depend_on_the_others(reader: JointReader) -> None:
    (alone,) = JointReader(threads=1).read(QUESTION, [ANSWER])
    together = reader.read(QUESTION, [*OTHERS, ANSWER])[-1]
    assert together.relevance == alone.relevance
    np.testing.assert_array_equal(together.tokens, alone.tokens)


def test_threads_say_the_same_and_share_what_is_kept() -> None:
    one, two = JointReader(threads=1), JointReader(threads=2)
    wanted = [unit.relevance for unit in one.read(QUESTION, OTHERS)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: two.read(QUESTION, OTHERS), range(8)))
    assert all([unit.relevance for unit in units] == wanted for units in found)


def test_a_question_that_python_ends_under_is_still_read(reader: JointReader) -> None:
    ending = JointReader(threads=2)
    ending._pool.shutdown()
    found, expected = (one.read(QUESTION, [ANSWER, *OTHERS]) for one in (ending, reader))
    assert [one.relevance for one in found] == [one.relevance for one in expected]


def test_states_are_kept_within_bounds() -> None:
    bounded = JointReader(threads=1, kept=1)
    assert [one.relevance for one in bounded.read(QUESTION, OTHERS)] == [
        one.relevance for one in JointReader(threads=1).read(QUESTION, OTHERS)
    ]


def test_nothing_to_read_loads_nothing(reader: JointReader) -> None:
    assert reader.read(QUESTION, []) == []


def test_a_sentence_of_any_length_is_cut(reader: JointReader) -> None:
    (found,) = reader.read("发展" * 300, [ReadingUnit("发展" * 3000)])
    assert len(found.spans) < 200


def test_a_folder_without_a_reader_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="install govreport-qa again"):
        JointReader(tmp_path)


def test_reading_loads_neither_torch_nor_transformers(
    heavy_modules: Callable[[str], list[str]],
) -> None:
    program = (
        "from embeddings.encoders.joint_reader import JointReader; "
        "from embeddings.encoders.reading_units import ReadingUnit; "
        "JointReader().read('轨道交通', [ReadingUnit('轨道交通1号线')]); "
    )
    assert heavy_modules(program) == []
