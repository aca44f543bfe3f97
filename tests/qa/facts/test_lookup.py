"""Which figure answers where several stand side by side."""

import pytest

from embeddings.index.catalogue import Catalogue
from embeddings.index.opening import open_index
from embeddings.language.time_expressions import Anchor
from qa import Assistant, Retriever
from qa.facts.asked_measure import AskedAspect
from qa.facts.fact_book import FactBook
from qa.facts.frames import read_figure_question
from qa.facts.lookup import candidates, in_place_first, natural_reports
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon

REPORT = """2026年青岚市政府工作报告
各位代表：
一、2025年工作回顾
确定了稳定粮食总产210万吨以上等底线，实现粮食总产242.7万吨。高新技术产值比重达到28%。农民人均纯收入1.2万元，增长9%。
改造老旧小区126个、惠及居民2.8万户，铺设供水管网216公里，解决4.1万人饮水问题。
一般公共预算收入102.7亿元，建成零碳园区2个、未来社区5个。人口自然增长率-1.35‰，森林覆盖率提高0.6个百分点，商品房库存同比减少18.5%。
煤炭消费总量减少320万吨，企业资产负债率下降1.2个百分点。引进省外资金310亿元，实际利用外资8亿美元。
接待国内游客2314万人次，增长25%；海外游客12万人次，增长35%。
外贸出口8.6亿美元，科技支出5.2亿元。
二、2026年重点任务
改造老旧小区95个、惠及居民1.9万户。一般公共预算收入增长4%。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return Assistant(Retriever.from_reports(path))


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("2025年改造老旧小区惠及多少户？", "2.8万户"),
        ("2025年改造老旧小区多少个？", "126个"),
        ("2026年计划改造老旧小区惠及居民多少户？", "1.9万户"),
        ("人口自然增长率是多少？", "-1.35‰"),
        ("森林覆盖率提高多少？", "0.6个百分点"),
        ("商品房库存减少多少？", "减少18.5%"),
        ("一般公共预算收入多少？", "102.7亿元"),
        ("一般公共预算收入目标是多少？", "4%"),
        ("建成零碳园区多少个？", "2个"),
        ("粮食总产实际完成多少？", "242.7万吨"),  # rather what was reached than what was to be held
        ("高新技术产值比重达到了多少？", "28%"),
        ("农民的收入涨了多少？", "9%"),
        ("煤炭消费总量降了多少？", "减少320万吨"),
        ("企业资产负债率降了多少？", "下降1.2个百分点"),
        ("引进省外资金多少？", "310亿元"),
        ("利用外资多少？", "8亿美元"),
        ("2025年来了多少外国游客？", "12万人次"),
        ("2025年出口了多少钱的东西？", "8.6亿美元"),
        ("2025年在科技上花了多少钱？", "5.2亿元"),
        ("2025年花了多少钱在科技上？", "5.2亿元"),
    ],
)
def test_ask_gives_the_figure_of_the_unit_and_measure_asked_for(assistant, question, span):
    assert assistant.ask(question).spans == (span,)


def test_natural_reports_are_those_that_review_a_period_and_the_one_that_sets_it(assistant):
    (report,) = assistant.reports.values()
    reports = [report]
    assert natural_reports(reports, (2025, 2025), AskedAspect.RESULT) == reports
    assert natural_reports(reports, (2026, 2026), AskedAspect.TARGET) == reports
    assert natural_reports(reports, (2026, 2026), AskedAspect.BOTH) == reports
    assert natural_reports(reports, (2026, 2026), AskedAspect.RESULT) == []


def test_facts_of_equal_rank_are_put_in_place_by_the_text_only_where_they_are_told(
    seed_index, monkeypatch
):
    (frame,) = read_figure_question(
        parse_question("2016年生产总值增长多少？", anchor=Anchor(), lexicon=load_lexicon())
    ).frames
    index, read = open_index(seed_index), []
    book = FactBook(index.reports, lambda report: index.facts.stored(report.report_id))
    body = Catalogue.body
    monkeypatch.setattr(Catalogue, "body", lambda *of: read.append(of) or body(*of))

    def found(year):
        period = (year, year)
        reports = index.reports.values()
        return candidates(frame, book, reports, period=period, places=(), aspect=AskedAspect.UNSAID)

    other_year = found(2003)
    assert len(other_year) > 2
    assert not any(match.answers for match in other_year)
    assert read == []
    placed = in_place_first(other_year)
    assert read
    assert sorted(map(id, placed)) == sorted(map(id, other_year))
    ranks = [match.rank for match in placed]
    assert ranks == sorted(ranks)
