"""The whole path over the seed report."""

from dataclasses import replace

import docx
import pytest
from docx.oxml import OxmlElement

from embeddings.indexing.update import index_paths
from embeddings.language.figures import find_figures, is_supported
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.records import Reason, Stage, Turn
from qa.retrieval.retriever import Retriever

MAIN = "2016年兰州市生产总值预计达到多少？"


def test_ask_answers_the_main_question_with_its_subject_and_a_citation(assistant):
    answer = assistant.ask(MAIN)
    assert not answer.refused
    assert "生产总值" in answer.text
    assert "预计今年达到2220亿元以上" in answer.text
    assert "2220亿元以上" in answer.spans
    assert len(answer.text) <= 60
    (citation,) = answer.citations
    assert assistant.is_true(citation)
    assert answer.text[citation.text_start : citation.text_end] == citation.excerpt


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("棚改过去五年完成了多少？", "9.2万套"),
        ("2017年兰州市政府要开一个让老百姓提意见的网站，叫啥？", "兰州市民网"),
        ("2017年兰州物价最多允许涨多少？", "3%以内"),
        ("兰州要到哪些国家去开旅游推广的联络点？", "塔吉克斯坦"),
    ],
)
def test_ask_quotes_the_part_that_answers(assistant, question, part):
    answer = assistant.ask(question)
    assert part in answer.text
    assert check(answer, assistant.retriever.index) == ()


def test_ask_follows_an_earlier_turn_and_shows_how_it_understood(assistant):
    history = [Turn(question="2017年兰州要新发展多少家农民合作社？", answer="50家")]
    answer = assistant.ask("家庭农场呢？", history=history)
    assert "30家" in answer.text
    assert "2017" in answer.rewritten


def test_ask_refuses_a_region_that_is_not_indexed_and_names_what_is(assistant):
    answer = assistant.ask("西宁市2017年的经济增长目标定了多少？")
    assert answer.refused
    assert answer.reason is Reason.NO_REPORT
    assert "西宁" in answer.message
    assert "兰州2017年" in answer.message
    assert (answer.text, answer.citations, answer.spans) == ("", (), ())
    assert answer.retrieval is not None
    assert len(answer.retrieval) > 0


def test_ask_suggests_questions_that_it_can_answer(assistant):
    answer = assistant.ask("西宁市2017年的经济增长目标定了多少？")
    assert 1 <= len(answer.suggestions) <= 3
    assert not any(assistant.ask(question).refused for question in answer.suggestions)


def test_ask_supports_every_figure_of_its_text(assistant):
    for question in (MAIN, "2018年和2020年兰州城镇居民的收入目标分别是多少，相差几何？"):
        answer = assistant.ask(question)
        proofs = [citation.excerpt for citation in answer.citations]
        proofs += [computed.value for computed in answer.computed]
        assert all(is_supported(figure, proofs) for figure in find_figures(answer.text))


def test_ask_shows_k_passages_and_reads_more(assistant):
    answer = assistant.ask(MAIN, k=2)
    assert len(answer.retrieval) == 2
    assert "2220亿元以上" in answer.text


@pytest.mark.parametrize("k", [1, 10])
def test_passages_of_an_answer_begin_with_those_it_quotes(assistant, k):
    """The retriever has the paragraph that answers in the second place."""
    question = "为了做大外贸、扩大开放，未来五年兰州想向国家申请设立一个什么区？"
    found = assistant.retriever.retrieve(question)
    answer = assistant.ask(question, k=k)
    (quoted,) = {(one.report_id, one.paragraph) for one in answer.citations}
    assert (found[0].report_id, found[0].paragraph) != quoted
    assert (answer.retrieval[0].report_id, answer.retrieval[0].paragraph) == quoted
    assert [one.rank for one in answer.retrieval] == list(range(1, k + 1))


def test_stream_ends_with_the_answer_that_ask_gives(assistant):
    steps = list(assistant.stream(MAIN))
    assert [step.stage for step in steps] == [
        Stage.SEARCHING,
        Stage.PASSAGES,
        Stage.ANSWERING,
        Stage.DONE,
    ]
    assert steps[-1].answer.text == assistant.ask(MAIN).text


def test_answer_is_told_before_the_questions_to_go_on_with_are_asked(seed_index):
    steps = list(Assistant.open(seed_index, suggesting=True).stream(MAIN))
    assert [step.stage for step in steps][-2:] == [Stage.SUGGESTING, Stage.DONE]
    found, answer = steps[-2].found, steps[-1].answer
    assert answer.suggestions
    assert replace(found, suggestions=answer.suggestions, seconds=answer.seconds) == answer


def test_ask_outlines_the_report_with_a_citation_for_each_point(assistant):
    answer = assistant.ask("这份报告主要讲了什么？")
    assert not answer.refused
    assert len(answer.citations) >= 2
    assert all(assistant.is_true(citation) for citation in answer.citations)


def test_ask_tells_beside_answers_what_their_file_holds_and_was_not_read(tmp_path, lanzhou):
    document = docx.Document()
    for line in lanzhou.text.split("\n")[:30]:
        document.add_paragraph(line)
    document.element.body.insert(5, OxmlElement("w:altChunk"))
    document.save(tmp_path / "报告.docx")
    index_paths([tmp_path / "报告.docx"], tmp_path / "index")
    assistant = Assistant.open(tmp_path / "index")
    told = "报告.docx 中有嵌入文档 1 处，其中的文字没有读取"
    answer = assistant.ask("2016年兰州市地区生产总值是多少？")
    assert told in [notice.text("zh") for notice in answer.notices]
    refused = assistant.ask("2016年兰州市汽车保有量多少辆？")
    assert refused.refused
    assert told in [notice.text("zh") for notice in refused.notices]


def test_ask_answers_several_questions_one_by_one(assistant):
    answer = assistant.ask("全市城镇登记失业率是多少，新增就业多少人？")
    assert not answer.refused
    assert answer.spans[:2] == ("4%以内", "9万人")
    assert check(answer, assistant.retriever.index) == ()


def test_ask_takes_the_year_of_the_first_question_for_the_next(tmp_path):
    for year, growth, grain in ((2023, "5%", "60万吨"), (2024, "6%", "70万吨")):
        lines = [f"{year}年青岚市政府工作报告", "各位代表：", f"一、{year}年主要目标"]
        lines += [f"地区生产总值增长{growth}。", f"粮食产量达到{grain}。"]
        path = tmp_path / f"{year}年青岚市政府工作报告.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
    assistant = Assistant(Retriever.from_reports(tmp_path))
    answer = assistant.ask("2023年GDP增长目标是多少？粮食产量要达到多少？")
    assert answer.spans == ("5%", "60万吨")


def test_suggestion_is_asked_once_for_all_answers_that_bring_it(seed_index, monkeypatch):
    assistant = Assistant.open(seed_index, suggesting=True)
    asked = []

    def counted(method):
        def call(retriever, question, *arguments, **options):
            asked.append(question)
            return method(retriever, question, *arguments, **options)

        return call

    for name in ("retrieve", "understand"):
        monkeypatch.setattr(Retriever, name, counted(getattr(Retriever, name)))
    first, again = assistant.ask(MAIN), assistant.ask(MAIN)
    assert first.suggestions == again.suggestions
    assert asked.count(MAIN) == 2
    assert all(asked.count(question) == 1 for question in first.suggestions)


def test_ask_asks_no_later_question_out_of_the_context_of_the_first(assistant):
    answer = assistant.ask("2013年白城招商引资到位资金有没有增加？到位了多少？")
    assert answer.refused
    assert answer.reason is Reason.NO_REPORT
