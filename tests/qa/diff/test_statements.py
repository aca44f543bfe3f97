from qa.diff.statements import bare_words, figures_of, masked, statements_of


def test_statements_of_are_the_sentences_at_their_places(years):
    report = years[0]
    found = statements_of(report)
    assert all(report.text[s.start : s.end] == s.text for s in found)
    assert found[1].text == "过去一年，全市地区生产总值增长5.2%，城镇新增就业12.1万人。"
    assert {s.role.value for s in found} == {"opening", "review", "tasks"}


def test_figures_of_leave_out_years_and_numbers_of_items():
    assert [f.text for f in figures_of("三是2024年新建学校12所。")] == ["12所"]
    assert [f.text for f in figures_of("3.改造道路36公里。")] == ["36公里"]


def test_masked_hides_values_and_keeps_units():
    assert masked("地区生产总值增长6%左右。") == masked("地区生产总值增长5.5%左右。")
    assert masked("投资6亿元。") != masked("投资6%。")


def test_bare_words_leave_out_punctuation_and_the_number_of_an_item():
    assert bare_words("（二）扩大消费，稳定外贸。") == bare_words("三、扩大消费、稳定外贸")
