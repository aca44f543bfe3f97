"""Readers of one sentence of a report."""

from dataclasses import replace

import pytest

from embeddings.facts.extraction import extract_facts
from embeddings.records import Role


@pytest.fixture
def facts_of(make_report):
    def read(sentence, heading="一、过去一年工作回顾", **fields):
        return extract_facts(
            make_report("2017年兰州市政府工作报告", (heading, [sentence]), **fields)
        )

    return read


@pytest.fixture
def planned_facts_of(make_report):
    def read(sentence):
        report = make_report("2017年兰州市政府工作报告", ("二、2017年工作安排", [sentence]))
        (section,) = report.sections
        return extract_facts(replace(report, sections=(replace(section, role=Role.TASKS),)))

    return read
