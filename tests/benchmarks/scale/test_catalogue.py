"""An index of many reports is opened, and asked, without reading them."""

import pytest

from benchmarks.scale.catalogue import YEARS, counties, county_reports
from embeddings.encoders.encoder import load_encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.index.stored.report import light_report
from qa.assistant import Assistant

COUNTIES = 24


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    path = tmp_path_factory.mktemp("counties")
    index = EmbeddedIndex(load_encoder())
    index.add(county_reports(COUNTIES))
    index.save(path)
    return path


def test_reports_of_counties_have_their_words_at_their_places():
    *_, last = county_reports(2)
    name = counties(2)[1]
    assert last.region == name
    assert last.title == f"{YEARS[-1]}年{name}政府工作报告"
    assert [section.title for section in last.sections] == [
        last.text[one.start : one.start + len(one.title)] for one in last.sections
    ]
    assert all(last.text[one.start : one.end].strip() for one in last.paragraphs)


@pytest.mark.parametrize(
    "question",
    ["2010年{}城镇新增就业目标是多少？", "2010年{}森林覆盖率是多少？", "{}今年粮食产量目标多少？"],
)
def test_a_question_reads_heads_of_its_county_and_of_one_suggested(
    directory, question, monkeypatch
):
    read = []

    def counted(line, *others):
        read.append(line)
        return light_report(line, *others)

    monkeypatch.setattr("embeddings.index.catalogue.light_report", counted)
    assistant = Assistant.open(directory)
    assert len(assistant.reports) == COUNTIES * len(YEARS)
    assert len(read) == COUNTIES  # from which the gazetteer learns names
    assistant.ask(question.format(counties(COUNTIES)[7]))
    assert len(read) < COUNTIES + 3 * len(YEARS)
