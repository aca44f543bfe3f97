"""Outlines of a report and of its parts."""

import pytest

from embeddings.records import Role
from qa.answer.outline import asked_work, outline
from qa.assistant import Assistant
from qa.retrieval.retriever import Retriever

# As reports of Nanjing and Fuzhou are built.
REPORT = """{year}年兰州市政府工作报告
各位代表：
一、{before}年工作回顾
（一）产业质效稳步提升。全市生产总值增长{growth}%。
（二）创新活力明显增强。新增高新技术企业20家。
（三）民生福祉日益增进。新建公园5个。
二、今后五年的发展目标和重点任务
（一）建设经济强市。全市生产总值年均增长6%。
（二）建设生态名城。森林覆盖率明显提高。
（三）建设幸福家园。居民收入持续增长。
（四）建设平安城市。社会大局保持稳定。
三、{year}年重点工作
重点做好以下三个方面的工作：
（一）千方百计扩大有效需求，推动经济稳定增长。全面落实稳增长政策。
（二）聚力构建现代化产业体系。培育5个产业集群。
（三）持续提升城市功能品质。改造老旧小区30个。
附件：{year}年民生实事
新建停车位2000个。
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("planned")
    for year in (2022, 2023):
        text = REPORT.format(year=year, before=year - 1, growth=year - 2016)
        (folder / f"{year}年兰州市政府工作报告.txt").write_text(text, encoding="utf-8")
    return Assistant(Retriever.from_reports(folder))


def _outline(assistant, question):
    return outline(assistant.retriever.retrieve(question), assistant.reports)


def test_outline_follows_the_sections_of_the_first_level(assistant, lanzhou):
    points = _outline(assistant, "2017年兰州市政府工作报告主要讲了什么？")
    top = min(section.level for section in lanzhou.sections)
    titles = [section.title for section in lanzhou.sections if section.level == top]
    assert len(points) >= 2
    assert all(point.heading in title for point, title in zip(points, titles, strict=False))


@pytest.mark.parametrize("year", [2022, 2023])
def test_headings_that_name_a_year_are_told(planned, year):
    answer = planned.ask(f"{year}年兰州市政府工作报告的提纲")
    assert f"{year - 1}年工作回顾：" in answer.text
    assert "今后五年的发展目标和重点任务：" in answer.text
    assert f"{year}年重点工作：" in answer.text


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("推动内需外需共同发力，努力打造“双循环”长三角重要战略支点", "推动内需外需共同发力"),
        ("久久为功推进生态文明建设，奋力打造美丽中国先行区示范区", "久久为功推进生态文明建设"),
        ("因地制宜发展新质生产力，加快构建现代化产业", None),  # short enough
    ],
)
def test_long_heading_is_cut_after_a_clause(tmp_path, heading, told):
    text = REPORT.format(year=2023, before=2022, growth=7).replace(
        "千方百计扩大有效需求，推动经济稳定增长", heading
    )
    (tmp_path / "2023年兰州市政府工作报告.txt").write_text(text, encoding="utf-8")
    assistant = Assistant(Retriever.from_reports(tmp_path))
    answer = assistant.ask("2023年兰州的重点工作有哪些？")
    assert f"{told or heading}" in answer.text
    assert answer.text.count("“") == answer.text.count("”")


def test_outline_of_a_part_stays_within_it(assistant, lanzhou):
    top = min(section.level for section in lanzhou.sections)
    second = [section for section in lanzhou.sections if section.level == top][1]
    points = _outline(assistant, "报告第二部分讲什么？")
    assert points
    assert all(second.start <= point.quote.start < second.end for point in points)


@pytest.mark.parametrize("question", ["报告第九十部分讲什么？"])
def test_outline_of_a_part_that_is_not_there_is_empty(assistant, question):
    assert _outline(assistant, question) == ()


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("2023年兰州的重点工作有哪些？", Role.TASKS),
        ("2023年兰州市政府要抓好哪几方面工作？", Role.TASKS),
        ("2023年兰州做了哪些工作？", Role.REVIEW),
        ("2023年兰州取得了什么成绩？", Role.REVIEW),
        ("2023年兰州教育工作有哪些？", None),  # of a subject
        ("2023年兰州为什么重视就业工作？", None),
        ("2023年兰州的工作", None),
    ],
)
def test_work_is_asked_for_if_no_subject_is_named(planned, question, role):
    assert asked_work(planned.retriever.retrieve(question).parsed) is role


def test_work_that_is_planned_is_the_headings_of_the_year(planned):
    answer = planned.ask("2023年兰州的重点工作有哪些？")
    assert answer.text == (
        "（一）千方百计扩大有效需求，推动经济稳定增长；（二）聚力构建现代化产业体系；"
        "（三）持续提升城市功能品质"
    )
    assert answer.spans[1] == "聚力构建现代化产业体系"
    assert {citation.title for citation in answer.citations} == {"2023年兰州市政府工作报告"}
    assert all(planned.is_true(citation) for citation in answer.citations)


def test_work_that_is_done_is_that_of_the_report_that_looks_back(planned):
    answer = planned.ask("2022年兰州做了哪些工作？")
    assert answer.spans == ("产业质效稳步提升", "创新活力明显增强", "民生福祉日益增进")
    assert {citation.title for citation in answer.citations} == {"2023年兰州市政府工作报告"}


def test_work_of_a_year_without_a_report_is_refused(planned):
    assert planned.ask("2030年兰州的重点工作有哪些？").refused


def test_work_of_another_number_than_asked_for_is_told_so(planned):
    answer = planned.ask("2023年兰州要抓好哪五个方面的工作？")
    assert len(answer.spans) == 3
    assert [notice.code for notice in answer.notices] == ["list_uncounted"]
    asked = planned.ask("2023年兰州要抓好哪三个方面的工作？")
    assert asked.notices == ()
