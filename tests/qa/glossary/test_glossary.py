import pytest

from qa.answer.citations import is_true
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.glossary.asked_term import asked_terms
from qa.glossary.glossary import explained
from qa.glossary.term_notes import explained_terms
from qa.retrieval.retriever import Retriever

REPORT = """{year}年{place}政府工作报告

各位代表：

一、{before}年工作回顾

过去一年，全市地区生产总值增长5.8%，落实“四个不摘”要求，推进“三线一单”落地。

二、{year}年工作安排

今年地区生产总值增长6%左右，深化“四零”服务承诺，建设2个园区。

{notes}
"""
NOTES = {  # the notes of five real reports, shortened, with their headings as they stand
    ("七台河市", 2023): """政府工作报告名词解释

8、“四个不摘”：摘帽不摘责任、摘帽不摘政策、摘帽不摘帮扶和摘帽不摘监管。

10、“四零”服务承诺：服务受理零推诿、服务方式零距离、服务质量零差错、服务结果零投诉。""",
    ("遵义市", 2022): """名词注解

36.“四个不摘”。摘帽不摘责任、摘帽不摘政策、摘帽不摘帮扶、摘帽不摘监管。

59.“四风”。形式主义、官僚主义、享乐主义和奢靡之风。""",
    ("赤峰市", 2023): """《政府工作报告》有关名词解释

三线一单：指以生态保护红线、环境质量底线、资源利用上线为基础，编制生态环境准入清单。

“五治”融合：即政治、法治、自治、德治、智治""",
    ("河南省", 2019): """附：《政府工作报告》部分词语解释

2.“三个同步”“三个高于”（《报告》第1页第15行）

这是2017年河南省《政府工作报告》首次提出的经济社会发展目标取向。“三个同步”，即城乡居民收入与地区生产总值同步增长。""",
    ("南昌市", 2012): """《政府工作报告》注释

1、赣台会:第九届赣台经贸合作研讨会

2、泛珠会:第七届泛珠三角区域合作与发展论坛暨经贸洽谈会""",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    for (place, year), notes in NOTES.items():
        text = REPORT.format(place=place, year=year, before=year - 1, notes=notes)
        (folder / f"{year}年{place}政府工作报告.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("什么是三线一单？", "三线一单"),
        ("什么叫“三线一单”", "三线一单"),
        ("何谓三线一单", "三线一单"),
        ("三线一单是什么意思呢？", "三线一单"),
        ("三线一单具体指什么", "三线一单"),
        ("三线一单指的是什么？", "三线一单"),
        ("“三线一单”的含义是什么", "三线一单"),
        ("解释一下三线一单", "三线一单"),
        ("2023年赤峰市政府工作报告提到的三线一单是啥意思", "三线一单"),
    ],
)
def test_asked_terms_holds_the_term(question, term):
    assert term in [found.strip("“”") for found in asked_terms(question)]


@pytest.mark.parametrize("question", ["粮食产量多少", "2023年的目标有哪些", "怎么治污", ""])
def test_asked_terms_is_empty_for_other_questions(question):
    assert asked_terms(question) == ()


def test_explained_terms_are_those_of_the_notes(assistant):
    found = {
        report.region: [note.names[0] for note in explained_terms(report)]
        for report in assistant.reports.values()
    }
    assert found == {
        "七台河": ["四个不摘", "四零服务承诺"],
        "遵义": ["四个不摘", "四风"],
        "赤峰": ["三线一单", "五治融合"],
        "河南": ["三个同步三个高于(报告第1页第15行)"],
        "南昌": ["赣台会", "泛珠会"],
    }


@pytest.mark.parametrize(
    ("question", "region", "excerpt"),
    [
        ("什么是三线一单？", "赤峰", "三线一单：指以生态保护红线"),
        ("三线一单是什么意思", "赤峰", "三线一单：指以生态保护红线"),
        ("遵义的四个不摘是指什么", "遵义", "“四个不摘”。摘帽不摘责任"),
        ("七台河报告中的四零服务承诺指什么", "七台河", "“四零”服务承诺：服务受理零推诿"),
        ("“三个高于”的含义是什么", "河南", "这是2017年河南省《政府工作报告》首次提出"),
        ("何谓泛珠会", "南昌", "泛珠会:第七届泛珠三角区域合作与发展论坛暨经贸洽谈会"),
    ],
)
def test_meaning_of_a_term_is_quoted_from_the_note(assistant, question, region, excerpt):
    answer = assistant.ask(question)
    assert [assistant.reports[one.report_id].region for one in answer.citations] == [region]
    assert answer.citations[0].excerpt.startswith(excerpt)
    assert is_true(answer.citations[0], assistant.reports)
    assert check(answer, assistant.retriever.index) == ()


def test_meaning_is_quoted_of_every_report_that_words_it_in_its_own_way(assistant):
    answer = assistant.ask("四个不摘是什么意思？")
    assert answer.text.startswith("七台河2023年：“四个不摘”：摘帽不摘责任、摘帽不摘政策")
    assert "；遵义2022年：“四个不摘”。摘帽不摘责任" in answer.text
    assert answer.spans[1] == "摘帽不摘责任、摘帽不摘政策、摘帽不摘帮扶、摘帽不摘监管"


def test_a_term_that_no_note_explains_is_left_to_the_passages(assistant):
    snapshot = assistant.retriever.snapshot()
    assert not explained(snapshot, "什么是新质生产力")[1]
    assert not explained(snapshot, "2023年的目标是什么")[1]
