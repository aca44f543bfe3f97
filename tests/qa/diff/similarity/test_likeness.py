import numpy as np

from embeddings.records import Role
from qa.diff.records import DiffStatement
from qa.diff.similarity import likeness
from qa.diff.statements import statements_of


def _statements(texts, role=Role.TASKS):
    return [
        DiffStatement(paragraph=place, start=0, end=len(text), text=text, role=role, section="")
        for place, text in enumerate(texts, start=1)
    ]


def test_likeness_has_a_row_for_each_earlier_statement(encoder):
    old = _statements(["深化国有企业改革。", "新建农村公路12公里。", "各位代表："])
    new = _statements(["新建农村公路15公里。", "深入推进国有企业改革。"])
    found = likeness(old, new, encoder)
    assert found.shape == (3, 2)
    assert np.argmax(found, axis=0).tolist() == [1, 0]
    assert found[1, 0] > 0.5 > found[2].max()


def test_likeness_of_reports_is_high_for_the_statement_that_stands(years, encoder):
    old, new = statements_of(years[0]), statements_of(years[1])
    found = likeness(old, new, encoder)
    row = next(place for place, one in enumerate(old) if one.text.startswith("全市经济社会发展"))
    column = next(place for place, one in enumerate(new) if one.text.startswith("全市经济社会发展"))
    assert found[row].argmax() == column
    assert found[row, column] > 0.9


def test_note_of_a_term_is_never_what_the_report_itself_says(encoder):
    note = "“四风”：即形式主义、官僚主义、享乐主义和奢靡之风。"
    old = _statements(["坚决反对形式主义、官僚主义、享乐主义和奢靡之风。", note])
    new = _statements([note, note.replace("：即", "问题包括")])
    found = likeness(old, new, encoder)
    assert found[0, 0] == found[1, 1] == 0
    assert min(found[0, 1], found[1, 0]) > 0.9
    # an appendix explains whatever its form is
    assert likeness(old[:1], _statements([old[0].text], Role.APPENDIX), encoder)[0, 0] == 0
