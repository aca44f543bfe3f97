"""Records made from the seed by the real parser, for what renders, keeps and exports them."""

from dataclasses import replace

import pytest

from embeddings.indexing.update import index_paths
from embeddings.parsing.reports import read_reports
from embeddings.records import Report
from qa.answer.citations import cite
from qa.quotes import Quote
from qa.records import Answer, Missing, Retrieval, Scope, ScoredPassage
from ui.conversations.conversation import Conversation, KeptTurn, with_turn


@pytest.fixture(scope="session")
def lanzhou(seeds) -> Report:
    (file,) = seeds.glob("*.txt")
    (report,) = read_reports(file)
    return report


@pytest.fixture(scope="session")
def parking(lanzhou) -> Answer:
    """An answer whose excerpt is 新建公共停车泊位1.7万个, in its paragraph."""
    text = "新建公共停车泊位1.7万个"
    start = lanzhou.text.index(text)
    place = next(p for p in lanzhou.paragraphs if p.start <= start < p.end)
    quote = Quote(
        report_id=lanzhou.report_id, paragraph=place.number, start=start, end=start + len(text)
    )
    passage = ScoredPassage(
        report_id=lanzhou.report_id,
        title=lanzhou.title,
        paragraph=place.number,
        start=place.start,
        end=place.end,
        text=lanzhou.text[place.start : place.end],
        match_start=start,
        match_end=start + len(text),
        score=0.9,
        rank=1,
        why={"lexical": 1.5, "dense": 0.5},
    )
    question = "2017年新建公共停车泊位多少个？"
    retrieval = Retrieval(
        passages=(passage,),
        question=question,
        rewritten=question,
        scope=Scope(about_years=(2017,), report_years=(2017,), regions=("兰州",)),
        missing=Missing(),
    )
    return Answer(
        question=question,
        rewritten=question,
        text=text,
        spans=("1.7万个",),
        citations=(cite(lanzhou, quote, text_start=0, text_end=len(text)),),
        confidence=0.8,
        retrieval=retrieval,
    )


@pytest.fixture
def conversation(parking) -> Conversation:
    empty = Conversation(key="k1", title="", begun="2026-01-02T03:04:05+00:00")
    first = with_turn(empty, KeptTurn(answer=parking, asked="2026-01-02T03:04:06+00:00"))
    asked, rewritten = "*深圳*呢？", "2017年深圳新建公共停车泊位多少个？"
    refused = replace(
        parking,
        question=asked,
        rewritten=rewritten,
        retrieval=replace(parking.retrieval, question=asked, rewritten=rewritten),
        text="",
        spans=(),
        citations=(),
        refused=True,
        message="没有收录深圳的报告。",
    )
    return with_turn(
        first,
        KeptTurn(
            answer=refused, asked="2026-01-02T03:05:06+00:00", years=(2017,), regions=("深圳",)
        ),
    )


TARGETS = {2017: "7.5%", 2018: "8%左右", 2019: "6%－6.5%", 2020: "6.1%"}


@pytest.fixture
def four_reports(lanzhou):
    """The seed four times, each with a target of its own written into one of its paragraphs."""
    made = {}
    for year, target in TARGETS.items():
        text = lanzhou.text.replace("新建公共停车泊位1.7万个", f"生产总值增长{target}")
        shift = len(text) - len(lanzhou.text)
        start = lanzhou.text.index("新建公共停车泊位1.7万个")
        paragraphs = tuple(
            replace(
                p,
                start=p.start + (shift if p.start > start else 0),
                end=p.end + (shift if p.end > start else 0),
            )
            for p in lanzhou.paragraphs
        )
        made[f"r{year}"] = replace(
            lanzhou, report_id=f"r{year}", year=year, text=text, paragraphs=paragraphs
        )
    return made


@pytest.fixture
def targets(four_reports):
    text, citations = "", []
    for report in reversed(four_reports.values()):
        excerpt = f"生产总值增长{TARGETS[report.year]}"
        start = report.text.index(excerpt)
        place = next(p for p in report.paragraphs if p.start <= start < p.end)
        quote = Quote(
            report_id=report.report_id,
            paragraph=place.number,
            start=start,
            end=start + len(excerpt),
        )
        part = f"{report.year}年：{excerpt}；"
        citations.append(
            cite(report, quote, text_start=len(text), text_end=len(text) + len(part) - 1)
        )
        text += part
    question = "近四年生产总值增长目标"
    return Answer(
        question=question,
        rewritten=question,
        text=text,
        spans=tuple(TARGETS.values()),
        citations=tuple(citations),
    )


_COMPARED = """{year}年临河市政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，全市地区生产总值增长{result}，城镇新增就业{jobs}万人。{said}

二、{year}年工作目标

今年经济社会发展的主要预期目标是：地区生产总值增长{target}，城镇新增就业5万人以上。
"""
_COMPARED_YEARS = (
    {"year": 2024, "before": 2023, "result": "5.1%", "jobs": 5.2, "target": "6%左右", "said": ""},
    {
        "year": 2025,
        "before": 2024,
        "result": "6.3%",
        "jobs": 5.6,
        "target": "6.5%左右",
        "said": "“低空经济”加快布局，低空经济企业<A&B>达到12家。",
    },
)


@pytest.fixture(scope="session")
def linhe_index(tmp_path_factory):
    """An index of two consecutive reports of one city."""
    folder = tmp_path_factory.mktemp("linhe")
    for values in _COMPARED_YEARS:
        name = f"{values['year']}年临河市政府工作报告.txt"
        (folder / name).write_text(_COMPARED.format(**values), encoding="utf-8")
    index_paths(sorted(folder.glob("*.txt")), folder / "index")
    return folder / "index"
