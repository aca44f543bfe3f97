"""An index with a question's answer kept back, over the seed report."""

from qa import Retriever
from qa.training.questions.withheld import WithheldIndex, answering_paragraphs
from qa.training.questions.written_questions import WrittenQuestion

QUESTION = WrittenQuestion(
    id="q",
    type="number",
    text="兰州农村自来水入户率达到多少？",
    answers=(("76%",),),
    reports=("2017年兰州市政府工作报告",),
    quotes=("农村自来水入户率达到76%",),
)


def test_answering_paragraphs_hold_the_proof_or_the_whole_answer(assistant):
    index = assistant.retriever.index
    (report,) = index.reports.values()
    found = answering_paragraphs(QUESTION, index)
    texts = {number: report.text[p.start : p.end] for number, p in enumerate(report.paragraphs, 1)}
    assert found == {(report.report_id, number) for number, text in texts.items() if "76%" in text}
    assert (report.report_id, 10) in found


def test_withheld_paragraphs_are_not_found(assistant):
    index = assistant.retriever.index
    kept_back = answering_paragraphs(QUESTION, index)
    whole = Retriever(index).retrieve(QUESTION.text)
    less = Retriever(WithheldIndex(index, kept_back)).retrieve(QUESTION.text)
    assert (whole[0].report_id, whole[0].paragraph) in kept_back
    assert len(less) == 10
    assert not {(hit.report_id, hit.paragraph) for hit in less} & kept_back
