"""Outlines of a report and of its parts."""

import pytest

from qa.answer.outline import outline


def _outline(assistant, question):
    return outline(assistant.retriever.retrieve(question), assistant.reports)


def test_outline_follows_the_sections_of_the_first_level(assistant, lanzhou):
    points = _outline(assistant, "2017年兰州市政府工作报告主要讲了什么？")
    top = min(section.level for section in lanzhou.sections)
    titles = [section.title for section in lanzhou.sections if section.level == top]
    assert len(points) >= 2
    assert all(point.heading in title for point, title in zip(points, titles, strict=False))


def test_outline_of_a_part_stays_within_it(assistant, lanzhou):
    top = min(section.level for section in lanzhou.sections)
    second = [section for section in lanzhou.sections if section.level == top][1]
    points = _outline(assistant, "报告第二部分讲什么？")
    assert points
    assert all(second.start <= point.quote.start < second.end for point in points)


@pytest.mark.parametrize("question", ["报告第九十部分讲什么？"])
def test_outline_of_a_part_that_is_not_there_is_empty(assistant, question):
    assert _outline(assistant, question) == ()
