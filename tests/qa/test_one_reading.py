"""A question is read once, and answered from the snapshot that was searched for it."""

import sys
from collections import Counter
from dataclasses import replace

import pytest

from embeddings.index.in_memory import MemoryIndex
from embeddings.index.opening import open_index
from embeddings.indexing.forgetting import forget_reports
from embeddings.indexing.update import index_paths
from qa.assistant import Assistant
from qa.offers.offered_questions import OfferedQuestions
from qa.question import answer_type, aspect, decomposition, question
from qa.records import Stage
from qa.retrieval.retriever import Retriever

READERS = (
    question.parse_question,
    question.find_times,
    question.find_regions,
    answer_type.expected_answer,
    aspect.result_probability,
    decomposition.decompose,
)
SIDES = "2018年和2020年兰州城镇居民的收入目标分别是多少？"


@pytest.fixture
def readings(monkeypatch):
    """How often each reader was called with which question text."""
    counts: Counter[tuple[str, str]] = Counter()

    def counted(reader):
        def read(text, *arguments, **options):
            if not options.get("prose"):  # report text is not the question's
                counts[reader.__name__, getattr(text, "text", text)] += 1
            return reader(text, *arguments, **options)

        return read

    for name, module in list(sys.modules.copy().items()):
        if name.startswith("qa."):
            for reader in READERS:
                if getattr(module, reader.__name__, None) is reader:
                    monkeypatch.setattr(module, reader.__name__, counted(reader))
    return counts


@pytest.mark.parametrize(
    ("asked", "texts"),
    [("2017年兰州能多出来几个公共车位？", 1), ("2016年GDP预计达到多少？", 1), (SIDES, 3)],
)
def test_question_and_each_part_are_read_once(assistant, readings, monkeypatch, asked, texts):
    # what is offered under a refusal is asked beforehand: questions of their own
    monkeypatch.setattr(OfferedQuestions, "after", lambda *_: ())
    assistant.ask(asked)
    assert {count for _, count in readings.items()} == {1}
    read = Counter(reader for reader, _ in readings)
    assert read["parse_question"] == texts
    assert read["find_times"] == read["result_probability"] == read["expected_answer"] == texts
    assert read["decompose"] == 1


def test_spelled_out_scope_stands_where_the_question_says_it(assistant):
    parsed = assistant.retriever.retrieve("GDP目标2017年兰州是多少？").parsed
    text = parsed.spelled_out
    assert [text[start:end] for start, end in parsed.spelled_scope_spans] == ["2017年", "兰州"]


def test_answer_keeps_the_report_that_is_forgotten_while_it_is_made(tmp_path, seeds):
    """Another question opens the newer snapshot; the first one goes on in its own."""
    other = tmp_path / "2018.txt"
    other.write_text(
        "2018年天水市政府工作报告\n\n一、2017年工作回顾\n全市新建公共停车泊位3千个。\n"
        "二、2018年工作安排\n全市城镇新增就业3万人，新建公园5个。\n",
        encoding="utf-8",
    )
    index = tmp_path / "index"
    index_paths([seeds, other], index)
    assistant = Assistant.open(index)
    steps = assistant.stream("2017年兰州新建公共停车泊位多少个？")
    passages = next(step for step in steps if step.stage is Stage.PASSAGES)
    forget_reports(index, [passages.retrieval[0].report_id])
    following = assistant.ask("2018年天水新建公园多少个？")
    assert "5个" in following.text
    answer = list(steps)[-1].answer
    assert "1.7万个" in answer.text
    assert answer.citations[0].report_id not in assistant.reports


def test_retriever_sees_reports_added_to_an_index_in_memory(encoder, seed_index, report):
    index = MemoryIndex(encoder)
    index.add(open_index(seed_index).reports.values())
    retriever = Retriever(index)
    before = retriever.retrieve("新建公共停车泊位多少个？")
    index.add([report])
    after = retriever.retrieve("新建公共停车泊位多少个？")
    assert report.report_id not in before.origin()[1].reports
    assert report.report_id in {hit.report_id for hit in after}


def test_stored_retrieval_has_no_origin(assistant):
    stored = replace(assistant.retriever.retrieve(SIDES), snapshot=None)
    with pytest.raises(ValueError, match="retrieve again"):
        stored.origin()
