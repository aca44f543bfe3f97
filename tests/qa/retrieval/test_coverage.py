"""What is asked for and not indexed, over reports of Lanzhou 2017 and of the country 2019."""

from dataclasses import replace

import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.index.stored.report_set import ReportSet
from embeddings.language.time_expressions import Anchor
from embeddings.text.gazetteer import BUNDLED
from qa.question.question import parse_question
from qa.question.scope import derive_scope
from qa.question.synonyms import load_lexicon
from qa.records import Missing, ScoredPassage
from qa.retrieval.coverage import confirmed, missing_of, missing_of_filter, united
from qa.text.paragraph import ParagraphStore


@pytest.fixture
def reports(report):
    nation = replace(
        report, report_id="b", title="2019年国务院政府工作报告", year=2019, region="全国"
    )
    return [report, replace(nation, current_year=2019, period=(2018, 2018))]


def read(text):
    return parse_question(text, anchor=Anchor(this_year=2019), lexicon=load_lexicon())


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("2017年兰州生产总值目标是多少", Missing()),
        ("2016年兰州生产总值达到多少", Missing()),  # the 2017 report gives its results
        ("2020年兰州生产总值目标是多少", Missing(years=(2020,))),
        ("2017年西宁生产总值目标是多少", Missing(regions=("西宁",))),
        ("1990年政府工作报告讲了什么", Missing(years=(1990,))),
    ],
)
def test_missing_of_names_years_and_regions_without_a_report(reports, text, missing):
    assert missing_of(read(text), reports) == missing


def test_united_holds_what_any_part_misses_once():
    parts = [Missing(years=(2020, 2021)), Missing(years=(2021,), regions=("西宁",))]
    assert united(parts) == Missing(years=(2020, 2021), regions=("西宁",))


def test_missing_of_filter_names_what_the_filter_excludes(reports):
    def absent(years, regions, allowed=()):
        return missing_of_filter(allowed, reports, years, regions, Missing(), False, BUNDLED)

    assert absent((2017, 2020), ()) == Missing(years=(2020,))
    assert absent((), ("西宁",)) == Missing(regions=("西宁",))
    # a report of each, of both at once none
    assert absent((2019,), ("兰州",)) == Missing(years=(2019,))


def passage(report, number):
    place = report.paragraphs[number - 1]
    return ScoredPassage(
        report_id=report.report_id,
        title=report.title,
        paragraph=number,
        start=place.start,
        end=place.end,
        text=report.text[place.start : place.end],
        match_start=place.start,
        match_end=place.end,
        score=0.9,
        rank=1,
    )


def test_confirmed_takes_back_a_year_that_the_best_hits_write_out(reports):
    """是2011年的1.6倍 stands in the 2017 report; a 2011 report is not needed for it."""
    by_id, held = {one.report_id: one for one in reports}, ReportSet.of(reports)
    store = ParagraphStore(by_id, load_encoder())
    lacking = Missing(years=(2012,))
    question = read("2011年兰州生产总值是多少")
    scope = derive_scope(question, reports)
    first, second = passage(reports[0], 1), passage(reports[0], 2)
    assert confirmed(lacking, question, scope, [first], held, store) == Missing()
    assert confirmed(lacking, question, scope, [second], held, store) == lacking
    named = read("2011年兰州政府工作报告里生产总值是多少")  # that report alone will do
    assert confirmed(lacking, named, scope, [first], held, store) == lacking


def test_confirmed_keeps_a_region_that_no_hit_of_the_report_above_names(reports):
    by_id, held = {one.report_id: one for one in reports}, ReportSet.of(reports)
    store = ParagraphStore(by_id, load_encoder())
    question = read("西宁生产总值是多少")
    lacking = Missing(regions=("西宁",))
    scope = derive_scope(question, reports)
    assert confirmed(lacking, question, scope, [passage(reports[1], 1)], held, store) == lacking
    named = replace(passage(reports[1], 1), text="西宁等城市生产总值增长8%。")
    assert confirmed(lacking, question, scope, [named], held, store) == Missing()
