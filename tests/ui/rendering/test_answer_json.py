import json
from dataclasses import replace

import pytest

from embeddings.index.opening import open_index
from embeddings.parsing.reports import read_reports
from qa.records import Answer, Citation, OtherPlace, Reason, Retrieval, Scope, ScoredPassage
from qa.records import Missing as Nothing
from ui.rendering.answer_json import answer_object, passage_object, report_object


@pytest.fixture(scope="module")
def index(seed_index):
    return open_index(seed_index)


@pytest.fixture
def passage(index):
    report = next(iter(index.reports.values()))
    paragraph = report.paragraphs[4]
    return ScoredPassage(
        report_id=report.report_id,
        title=report.title,
        paragraph=paragraph.number,
        start=paragraph.start,
        end=paragraph.end,
        text=report.text[paragraph.start : paragraph.end],
        match_start=paragraph.start,
        match_end=paragraph.start + 9,
        score=0.5,
        rank=1,
        why={"lexical": 0.25},
    )


def test_passage_object_tells_the_place_and_only_on_demand_why(index, passage):
    told = passage_object(passage, index.reports)
    assert list(told) == [
        *("report_id", "title", "file", "paragraph", "heading", "start", "end", "text"),
        *("match_start", "match_end", "score", "rank", "also"),
    ]
    assert told["also"] == []
    assert told["file"] == "000_06042aab8e8de241.txt"
    assert told["heading"][0] == "一、过去五年政府工作回顾"
    assert passage_object(passage, index.reports, explain=True)["why"] == {"lexical": 0.25}


def test_passage_object_names_where_else_its_text_stands(index, passage):
    report = index.reports[passage.report_id]
    other = report.paragraphs[7]
    also = (OtherPlace.of(report, 8),)
    told = passage_object(replace(passage, also=also), index.reports)
    assert json.loads(json.dumps(told))["also"] == [
        {
            "report_id": report.report_id,
            "title": "2017年兰州市政府工作报告",
            "file": "000_06042aab8e8de241.txt",
            "paragraph": 8,
            "start": other.start,
            "end": other.end,
        }
    ]


def test_answer_object_has_every_field_of_a_run_and_is_json(index, passage):
    retrieval = Retrieval(
        passages=(passage,), question="？", rewritten="？", scope=Scope(), missing=Nothing()
    )
    cited = Citation(
        report_id=passage.report_id,
        title=passage.title,
        file="000_06042aab8e8de241.txt",
        paragraph=passage.paragraph,
        start=passage.start,
        end=passage.start + 9,
        excerpt=passage.text[:9],
        text_start=0,
        text_end=9,
    )
    answer = Answer(
        question="？",
        rewritten="？",
        text=passage.text[:9],
        citations=(cited,),
        retrieval=retrieval,
    )
    told = json.loads(json.dumps(answer_object("7", answer, index), ensure_ascii=False))
    assert told["id"] == "7"
    assert told["reason"] is None
    assert told["citations"][0]["excerpt"] == passage.text[:9]
    assert told["passages"][0]["file"] == "000_06042aab8e8de241.txt"
    assert {"notices", "suggestions", "generated", "unsupported"} <= set(told)


def test_answer_object_of_a_refusal_names_its_reason(index):
    refusal = Answer(
        question="？", rewritten="？", refused=True, reason=Reason.NO_REPORT, message="没有"
    )
    told = json.loads(json.dumps(answer_object("1", refusal, index)))
    assert (told["refused"], told["reason"], told["message"]) == (True, "no_report", "没有")
    assert (told["text"], told["citations"], told["passages"]) == ("", [], [])


def test_report_object_counts_and_says_where_values_came_from(index):
    told = report_object(next(iter(index.reports.values())))
    assert told["year"] == 2017
    assert told["origins"]["year"] == "text"
    assert told["paragraphs"] == len(next(iter(index.reports.values())).paragraphs)
    assert told["sources"][0].endswith("000_06042aab8e8de241.txt")
    json.dumps(told)


def test_report_object_names_who_gave_it_with_office_and_date(tmp_path):
    path = tmp_path / "报告.txt"
    path.write_text(
        "本溪市政府工作报告\n——2016年1月6日在本溪市第十五届人民代表大会第四次会议上\n"
        "代市长 崔枫林\n\n各位代表：\n\n一、2015年工作回顾\n\n全市新增就业2.1万人。\n",
        encoding="utf-8",
    )
    (report,) = read_reports(path, metadata={})
    told = report_object(report)
    assert (told["speaker"], told["office"], told["date"]) == ("崔枫林", "代市长", "2016-01-06")
