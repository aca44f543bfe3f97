import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.errors import TestSetError
from embeddings.index.in_memory import MemoryIndex
from qa.assistant import Assistant
from qa.evaluation import read_test_set
from qa.evaluation.metrics.answer_metrics import relevant
from qa.evaluation.testsets.checking import check_test_set
from qa.evaluation.testsets.test_set import Severity
from qa.retrieval.retriever import Retriever

CONTEXT = "范廷颂枢机是越南罗马天主教枢机。1963年被任为主教；1990年被擢升为总教区宗座署理。"
SQUAD = {
    "version": "v1.0",
    "data": [
        {
            "title": "范廷颂",
            "paragraphs": [
                {
                    "context": CONTEXT,
                    "qas": [
                        {
                            "id": "a",
                            "question": "范廷颂是何时被任为主教的？",
                            "answers": [
                                {"text": "1963年", "answer_start": 16},
                                {"text": "1963", "answer_start": 999},
                            ],
                        },
                        {
                            "id": "b",
                            "question": "他何时去过月球？",
                            "answers": [],
                            "is_impossible": True,
                        },
                    ],
                }
            ],
        }
    ],
}
CMRC = [
    {
        "context_id": "T0",
        "context_text": CONTEXT,
        "title": "范廷颂",
        "qas": [
            {
                "query_id": "T0Q0",
                "query_text": "范廷颂是何时被任为主教的？",
                "answers": ["1963年", "1963"],
            }
        ],
    }
]


def written(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("content", [SQUAD, CMRC])
def test_squad_and_cmrc_become_questions_with_their_reports(content, tmp_path) -> None:
    test_set = read_test_set(written(tmp_path / "set.json", content))
    first = test_set.questions[0]
    assert first.answers == (("1963年", "1963"),)
    assert first.evidence[0].quote == "1963年被任为主教；"
    assert first.also == ()
    (report,) = test_set.reports
    assert first.evidence[0].report == report.report_id
    (paragraph,) = report.paragraphs
    assert report.text[paragraph.start : paragraph.end] == CONTEXT


@pytest.mark.parametrize("entry", [{"query_id": "TRIAL_188_QUERY_3"}, {"id": "e", "question": " "}])
def test_an_entry_without_a_question_is_skipped_with_a_warning(entry, tmp_path) -> None:
    asked = {"query_id": "q", "query_text": "何时被任为主教？", "answers": ["1963年"]}
    article = {"context_id": "TRIAL_188", "context_text": CONTEXT, "qas": [asked, entry]}
    test_set = read_test_set(written(tmp_path / "trial.json", [article]))
    assert [question.id for question in test_set.questions] == ["q"]
    (finding,) = test_set.skipped
    assert finding.severity is Severity.WARNING
    assert finding.question_id == (entry.get("query_id") or entry["id"])
    assert "article 0" in str(finding.message)
    index = SimpleNamespace(reports={one.report_id: one for one in test_set.reports})
    assert finding in check_test_set(test_set, index)


def test_squad_2_questions_without_answer_are_unanswerable(tmp_path) -> None:
    test_set = read_test_set(written(tmp_path / "set.json", SQUAD))
    second = test_set.questions[1]
    assert (second.answerable, second.type, second.answers) == (False, "unanswerable", ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"rows": []}, "neither a SQuAD file"),
        ({"data": [{"paragraphs": [{"qas": []}]}]}, "article 0: KeyError 'context'"),
        ({"data": []}, "holds no question"),
    ],
)
def test_squad_files_of_another_form_say_what_is_expected(content, message, tmp_path) -> None:
    with pytest.raises(TestSetError, match=message):
        read_test_set(written(tmp_path / "set.json", content))


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    corpus = [
        {"_id": "d.1", "title": "甲", "text": "第一段。\n第二段。"},
        {"_id": "d.2", "title": "", "text": "第三段。"},
    ]
    queries = [{"_id": "1", "text": "第二段在哪？"}, {"_id": "2", "text": "没有评判的"}]
    for name, entries in (("corpus", corpus), ("queries", queries)):
        lines = "\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\td.1\t2\n1\td.2\t0\n", encoding="utf-8"
    )
    return tmp_path


def test_beir_folders_become_questions_for_retrieval_only(beir, index, passage) -> None:
    test_set = read_test_set(beir)
    (question,) = test_set.questions
    assert question.retrieval_only
    assert [report.title for report in test_set.reports] == ["甲", "d.2"]
    first = test_set.reports[0]
    assert [(e.report, e.quote, e.grade) for e in question.evidence] == [(first.report_id, "", 2)]
    assert len(first.paragraphs) == 2
    from dataclasses import replace

    held = replace(index, reports={report.report_id: report for report in test_set.reports})
    assert relevant(passage(first, 1), question, held)
    assert not relevant(passage(test_set.reports[1], 1), question, held)


def test_beir_mistakes_are_named_with_file_and_line(beir: Path) -> None:
    qrels = beir / "qrels" / "test.tsv"
    qrels.write_text("1 d.1 1\n", encoding="utf-8")
    with pytest.raises(TestSetError, match=r"test\.tsv:1: .*parted by tabs"):
        read_test_set(beir)
    qrels.write_text("1\td.9\t1\n", encoding="utf-8")
    with pytest.raises(TestSetError, match=r"document 'd\.9' is not in corpus"):
        read_test_set(beir)
    qrels.unlink()
    with pytest.raises(TestSetError, match="not a BEIR folder; it needs corpus"):
        read_test_set(beir)
    (beir / "corpus.jsonl").write_text("{}\n", encoding="utf-8")
    qrels.write_text("1\td.1\t1\n", encoding="utf-8")
    with pytest.raises(TestSetError, match=r"corpus\.jsonl:1: '_id'; expected an object"):
        read_test_set(beir)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("范廷颂是何时被任为主教的？", "1963年"),  # no subject of work reports
        ("越南罗马天主教的范廷颂哪年当主教？", "1963年"),  # names a country without reports
    ],
)
def test_questions_over_texts_of_no_place_or_year_are_answered(question, answer, tmp_path) -> None:
    test_set = read_test_set(written(tmp_path / "set.json", CMRC))
    index = MemoryIndex(load_encoder())
    index.add(test_set.reports)
    found = Assistant(Retriever(index)).ask(question)
    assert not found.refused
    assert answer in found.text
