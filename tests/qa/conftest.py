import pytest

from embeddings.encoders.encoder import load_encoder
from embeddings.index.opening import open_index
from embeddings.records import Paragraph, Report, Role, Section


@pytest.fixture(scope="session")
def assistant(seed_index):
    """The assistant over the seed report."""
    from qa.assistant import Assistant

    return Assistant.open(seed_index)


@pytest.fixture(scope="session")
def lanzhou(seed_index):
    """The seed report itself."""
    return next(iter(open_index(seed_index).reports.values()))


@pytest.fixture(scope="session")
def encoder():
    return load_encoder()


@pytest.fixture
def report():
    """A small report: two sections, three paragraphs, offsets worked out by the builder."""
    parts = [
        ("heading", "一、过去一年工作回顾"),
        ("paragraph", "全市生产总值年均增长10.73%，预计今年达到2220亿元以上，是2011年的1.6倍。"),
        ("heading", "二、2017年重点工作"),
        ("paragraph", "力争生产总值增长8%以上，新建公共停车泊位1.7万个。"),
        ("paragraph", "加快户籍制度改革，推进220个小康村建设，不再新建楼堂馆所。"),
    ]
    text, paragraphs, sections = "", [], []
    for kind, piece in parts:
        start, end = len(text), len(text) + len(piece)
        if kind == "heading":
            number = len(sections)
            role = Role.TASKS if number else Role.REVIEW
            sections.append(
                Section(
                    number=number,
                    level=1,
                    title=piece,
                    path=(piece,),
                    role=role,
                    start=start,
                    end=10_000,
                )
            )
        else:
            paragraphs.append(
                Paragraph(
                    number=len(paragraphs) + 1, start=start, end=end, section=len(sections) - 1
                )
            )
        text += piece + "\n"
    return Report(
        report_id="0123456789ab",
        title="2017年兰州市政府工作报告",
        year=2017,
        region="兰州",
        issuer="兰州市人民政府",
        date=None,
        current_year=2016,
        period=(2012, 2016),
        origins={},
        sources=(),
        sha256="0" * 64,
        text=text,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
    )
