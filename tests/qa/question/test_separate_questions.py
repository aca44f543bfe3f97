import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.question import parse_question
from qa.question.separate_questions import separate_questions, with_its_place
from qa.question.synonyms import load_lexicon


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "去年城镇新增就业多少人？失业率呢？",
            ("去年城镇新增就业多少人？", "失业率呢？"),
        ),
        (
            "2022年粮食产量多少斤，城镇调查失业率平均是多少？",
            ("2022年粮食产量多少斤？", "城镇调查失业率平均是多少？"),
        ),
        (
            "去年有疫情。GDP增长多少？有哪些稳就业的措施",
            ("去年有疫情。GDP增长多少？", "有哪些稳就业的措施？"),
        ),
        (
            "赤字率是多少；专项债安排多少。谢谢！",
            ("赤字率是多少？", "专项债安排多少。谢谢？"),
        ),
        ("铁路投资多少，2019年呢？", ("铁路投资多少？", "2019年呢？")),
        (
            "2012年的增长目标是百分之几，为什么比往年调低了？",
            ("2012年的增长目标是百分之几？", "为什么比往年调低了？"),
        ),
        (
            "“七五”定的增速是多少，比“六五”实际的快还是慢？",
            ("“七五”定的增速是多少？", "比“六五”实际的快还是慢？"),
        ),
        (
            "“十三五”的增速底线是多少？它和2016年的增长目标有何不同？",
            ("“十三五”的增速底线是多少？", "它和2016年的增长目标有何不同？"),
        ),
    ],
)
def test_separate_questions_are_cut_where_one_asks_of_something_else(text, questions):
    assert separate_questions(text) == questions


@pytest.mark.parametrize(
    "text",
    [
        "2023年GDP增长目标是多少？",
        "1983年农民平均每人一年纯收入多少钱，比前一年增长多少？",  # of one thing
        "这几年，兰州的空气怎么样？",
        "近几年GDP，增长多少？",
        "总结一下",
        "？",
        "A是什么？B是什么？C是什么？D是什么？E是什么？F是什么？",  # more than are asked apart
    ],
)
def test_one_question_stays_as_it_is(text):
    assert separate_questions(text) == (text,)


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "老人以后养老怎么办，兰州2017年在养老设施上准备做哪些事？",
            ("兰州2017年老人以后养老怎么办？", "兰州2017年在养老设施上准备做哪些事？"),
        ),
        (
            "兰州失业率是多少？城镇新增就业多少人？",
            ("兰州失业率是多少？", "城镇新增就业多少人？"),
        ),
        (
            "失业率是多少？兰州和西宁新增就业多少人？",
            ("失业率是多少？", "兰州和西宁新增就业多少人？"),
        ),
    ],
)
def test_with_its_place_puts_the_only_place_before_the_questions_that_precede_it(text, questions):
    whole = parse_question(text, anchor=Anchor(), lexicon=load_lexicon())
    assert with_its_place(separate_questions(text), whole) == questions
