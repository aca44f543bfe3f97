"""Features of year, region and section, by hand; the report is the 2017 one of Lanzhou."""

from dataclasses import replace

import numpy as np
import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.index.passage_index import Candidate
from embeddings.index.stored.report_set import ReportSet
from embeddings.language.time_expressions import Anchor
from qa.question.question import parse_question
from qa.question.scope import derive_scope
from qa.question.synonyms import load_lexicon
from qa.retrieval.features import FEATURES
from qa.retrieval.scope_features import NewestRanks, ReadCandidate, fill_scope_features
from qa.text.paragraph import ParagraphStore

ANCHOR = Anchor(this_year=2017)


@pytest.fixture
def features(report):
    """Return the features of the report's paragraph `number` for a question."""

    def of(text, number):
        question = parse_question(text, anchor=ANCHOR, lexicon=load_lexicon())
        place = report.paragraphs[number - 1]
        candidate = Candidate(
            report_id=report.report_id,
            paragraph=number,
            lexical=1.0,
            lexical_sentence=1.0,
            dense=0.5,
            dense_sentence=0.5,
            sentence_start=place.start,
            sentence_end=place.end,
        )
        columns = {name: np.zeros(1, dtype=np.float32) for name in FEATURES}
        reports = {report.report_id: report}
        scope = derive_scope(question, [report])
        store = ParagraphStore(reports, load_encoder())
        read = ReadCandidate.of(candidate, store)
        fill_scope_features(columns, question, scope, [read], NewestRanks(ReportSet.of([report])))
        return {name: float(column[0]) for name, column in columns.items()}

    return of


def test_year_features_of_a_target(features):
    row = features("2017年兰州生产总值目标打算增长多少？", 2)  # 二、2017年重点工作
    assert (row["sets_targets"], row["gives_results"], row["in_scope"]) == (1, 0, 1)
    assert (row["year_distance"], row["no_year"], row["recency"]) == (0, 0, 0)
    assert row["year_in_sentence"] == 1  # without a time word a task is of the report's year
    assert row["year_written"] == 0


def test_year_features_of_a_result(features):
    row = features("2016年兰州生产总值达到了多少？", 1)  # 预计今年达到…, 是2011年的1.6倍
    assert (row["sets_targets"], row["gives_results"], row["within_period"]) == (0, 1, 1)
    assert row["year_in_sentence"] == 1  # 今年 is 2016 in this report
    assert row["year_written"] == 0  # written out is 2011 alone
    assert row["other_year"] == 0


def test_year_features_of_a_year_written_out(features):
    row = features("2011年兰州生产总值是多少？", 1)
    assert (row["year_written"], row["year_singled_out"]) == (1, 0)  # 2011 is only compared with
    assert row["other_year"] == 1  # of which the sentence speaks is 2016


def test_region_features(features):
    assert features("2017年兰州新建多少停车泊位？", 2)["region_same"] == 1
    other = features("2017年西宁新建多少停车泊位？", 2)
    assert (other["region_same"], other["region_above"]) == (0, 0)
    assert features("2017年新建多少停车泊位？", 2)["region_same"] == 1


def test_role_features_add_up_to_the_chance_of_the_aspect(features):
    review = features("兰州生产总值达到了多少？", 1)
    assert review["review_results"] + review["review_targets"] == pytest.approx(1)
    tasks = features("兰州打算新建多少停车泊位？", 2)
    assert tasks["plan_targets"] > 0.5 > tasks["plan_results"]
    assert (tasks["goals"], tasks["government"], tasks["opening"]) == (0, 0, 0)


def test_newest_ranks_count_within_a_region(report):
    reports = {
        name: replace(report, report_id=name, year=year, region=region)
        for name, year, region in (
            ("a", 2017, "兰州"),
            ("b", 2019, "兰州"),
            ("c", 2010, "西宁"),
            ("d", 2019, "兰州"),
        )
    }
    ranks = NewestRanks(ReportSet.of(reports.values()))
    assert [ranks.of(one) for one in reports.values()] == [2, 1, 1, 1]
