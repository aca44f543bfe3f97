"""What a reader says of a quoted text: placed by hand, and as the bundled reader says it."""

import numpy as np
import pytest

from embeddings.encoders.reading_units import ReadingUnit, unit_spans
from qa.evidence.evidence import ReadTokens
from qa.question.answer_type import expected_answer
from qa.quotes import Quote
from qa.reading.evidence_reader import load_joint_reader
from qa.records import Citation
from qa.short_answers.short_answers import short_answers
from qa.short_answers.token_scores import FLOOR, TokenScores, quoted_scores


def bundled_reading(text: str, question: str) -> TokenScores | None:
    spans = list(unit_spans(text))
    units = [ReadingUnit(text[start:end]) for start, end in spans]
    logits = [
        (first + int(start), first + int(end), float(begins), float(ends))
        for (first, _), read in zip(spans, load_joint_reader().read(question, units), strict=True)
        for (start, end), (begins, ends) in zip(
            read.spans, read.relevance + read.bounds, strict=True
        )
    ]
    return TokenScores.of(logits, len(text))


@pytest.mark.parametrize(
    ("text", "question", "unread", "read"),
    [
        (  # the figure asked for, whatever its unit says
            "342个保回迁项目全面开工、153个项目建成交付、30.43万群众如愿回迁",
            "西安有多少人回迁了？",
            ("342个", "153个"),
            ("30.43万",),
        ),
        (  # the first member begins behind its verb
            "大力支持南国铜业、中粮崇左、国盛稀土等龙头企业延链补链",
            "崇左工业的龙头是哪几家？",
            ("大力支持南国铜业", "中粮崇左", "国盛稀土"),
            ("南国铜业", "中粮崇左", "国盛稀土"),
        ),
        (  # the enumeration that is asked for
            "支持益海嘉里、九三大豆、牧原生猪等重点企业延伸加工链条，"
            "加快引育休闲食品、方便食品和功能性食品生产项目",
            "铁岭要扶持哪几家农产品加工龙头？",
            ("引育休闲食品", "方便食品", "功能性食品"),
            ("益海嘉里", "九三大豆", "牧原生猪"),
        ),
        (  # a phrase
            "城镇实行了每周五天工作制。计划生育工作成绩显著，人口自然增长率下降到10．06‰",
            "1993—1997年间，城里人上班的作息有了什么新变化？",
            ("成绩显著",),
            ("每周五天工作制",),
        ),
    ],
)
def test_a_reader_tells_the_answer_from_its_neighbours(text, question, unread, read):
    kind = expected_answer(question)
    assert short_answers(text, question, kind) == unread
    assert short_answers(text, question, kind, bundled_reading(text, question)) == read


def test_scores_are_log_probabilities_over_the_characters_read():
    scores = TokenScores.of([(1, 3, 0.0, 0.0), (3, 4, 0.0, 50.0)], 5)
    third = np.log(1 / 3)
    assert scores.begins.tolist() == pytest.approx([FLOOR, third, third, third, FLOOR])
    assert scores.ends.tolist() == pytest.approx([FLOOR, FLOOR, FLOOR, 0.0, FLOOR])
    assert scores.of_span(1, 4) == pytest.approx(third)
    assert scores.nearest(0, 5) == pytest.approx(third)
    assert scores.mass([(1, 4)]) == pytest.approx(1 / 3 + 1)


def test_nothing_read_has_no_scores():
    assert TokenScores.of([], 5) is None


def test_scores_stand_where_the_answer_quotes_them():
    """A text of two quotes, 一 of one report and 二三 of another, read in one sentence each."""
    text = "甲一…二三"
    quotes = [
        Quote(report_id="a", paragraph=1, start=10, end=12),
        Quote(report_id="b", paragraph=1, start=5, end=7),
    ]
    citations = [
        Citation(
            report_id=quote.report_id, title="", file="", paragraph=1, start=quote.start,
            end=quote.end, excerpt="", text_start=start, text_end=start + 2,
        )
        for quote, start in zip(quotes, (0, 3), strict=True)
    ]  # fmt: skip
    tokens = [
        ReadTokens(
            report_id="a",
            spans=np.array([[8, 11], [11, 20]]),
            logits=np.array([[-90.0, -90.0], [0.0, -90.0]]),
        ),
        ReadTokens(report_id="b", spans=np.array([[6, 9]]), logits=np.array([[-90.0, 0.0]])),
    ]
    scores = quoted_scores(text, quotes, citations, tokens)
    assert scores.begins.tolist() == pytest.approx([FLOOR, 0.0, FLOOR, FLOOR, FLOOR])
    assert scores.ends.tolist() == pytest.approx([FLOOR, FLOOR, FLOOR, FLOOR, 0.0])


def test_a_quote_that_nobody_read_has_no_scores():
    assert quoted_scores("甲一", [], [], []) is None
