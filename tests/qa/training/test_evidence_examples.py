"""Labels of the training examples, worked out by hand over a small report."""

from types import SimpleNamespace

import numpy as np

from qa.training.evidence_examples import clause_labels, proof_spans
from qa.training.questions.written_questions import WrittenQuestion

QUOTE = "预计今年达到2220亿元以上"


def _question(quote: str) -> WrittenQuestion:
    return WrittenQuestion(
        id="q",
        type="number",
        text="生产总值预计达到多少？",
        answers=(("2220亿元以上",),),
        reports=("2017年兰州市政府工作报告",),
        quotes=(quote,),
    )


def _index(report):
    return SimpleNamespace(reports={report.report_id: report})


def test_proof_spans_find_a_quote_whatever_its_width(report):
    start = report.text.index(QUOTE)
    spans = proof_spans(_question("预计今年达到２２２０亿元以上"), _index(report))
    assert spans == ((report.report_id, start, start + len(QUOTE)),)


def test_clause_labels_mark_the_clauses_of_the_proof(report, encoder):
    from qa.text.paragraph import ParagraphAnalysis

    view = ParagraphAnalysis(report=report, number=1, encoder=encoder)
    table = SimpleNamespace(
        passage=np.zeros(3, dtype=np.int32),
        paragraphs=(view,),
        clause=lambda row: view.clauses[row],
    )
    spans = proof_spans(_question(QUOTE), _index(report))
    assert clause_labels(table, spans).tolist() == [0, 1, 0]
