"""Names in quotation marks."""

from qa.text.quoted_names import quoted_runs, strip_quotes


def test_quoted_runs_are_names_that_follow_each_other():
    assert quoted_runs("以“千亿总值”“千亿产业”为内涵") == [("千亿总值", "千亿产业")]
    assert quoted_runs("只有“千亿总值”一个") == []


def test_bare_takes_away_marks_and_notes_but_not_those_of_a_title():
    assert strip_quotes("“区长包园”") == "区长包园"
    assert strip_quotes("南充北站（接轨站）") == "南充北站"
    assert strip_quotes("《农家书屋管理制度》") == "《农家书屋管理制度》"
    assert strip_quotes("“带职分流") == "带职分流"
