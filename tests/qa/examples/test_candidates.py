"""Candidates for example questions over small reports."""

from itertools import islice

from qa.examples.candidates import wording_candidates
from qa.retrieval.retriever import Retriever


def test_subjects_of_headings_are_named_without_their_verb_and_of_several_reports(tmp_path):
    """The newest report has no heading that is short enough for a question."""
    (tmp_path / "青岚.txt").write_text(
        "2026年青岚市政府工作报告\n一、2026年工作安排\n"
        "（一）坚持以习近平新时代中国特色社会主义思想为指导。全力以赴抓发展。\n",
        encoding="utf-8",
    )
    (tmp_path / "云岭.txt").write_text(
        "2025年云岭市政府工作报告\n一、2025年工作任务\n"
        "（一）围绕经济转型升级，聚焦发力“七大工程”\n今年推进工业强市，新建产业园区12个。\n"
        "（二）聚焦民生改善，办好实事\n今年新建公办幼儿园14所。\n",
        encoding="utf-8",
    )
    snapshot = Retriever.from_reports(tmp_path).snapshot()
    assert list(islice(wording_candidates(snapshot), 3)) == [
        "关于经济转型升级，2025年云岭市政府工作报告怎么说？",
        "关于民生改善，2025年云岭市政府工作报告怎么说？",
    ]
