from dataclasses import replace

from qa.diff.words.changed_terms import TermChanges, changed_terms
from qa.diff.words.corpus import Corpus
from qa.diff.words.names import name_counts


def test_changed_terms_rise_fall_and_go(years):
    old, new = years
    # 24 characters each: said four times before and once now; twice, then never; never, then four
    before = replace(
        old, text="轨道交通、轨道交通、轨道交通、轨道交通，老旧小区老旧小区老旧小区老旧小区"
    )
    now = replace(new, text="轨道交通建设，低空经济、低空经济、低空经济、低空经济，绿水青山")
    corpus = Corpus({before.report_id: before, now.report_id: now})
    found = changed_terms(now, [before], corpus)
    assert [one.term for one in found.risen] == ["低空经济"]
    assert [one.term for one in found.fallen] == ["轨道交通"]
    assert [one.term for one in found.gone] == ["老旧小区"]
    (fallen,) = found.fallen
    assert fallen.count == 1
    assert fallen.before == round(10_000 * 4 / len(before.text), 2)
    assert fallen.now == round(10_000 / len(now.text), 2)


def test_changed_terms_without_an_earlier_report_are_none(years, analysis):
    assert changed_terms(years[0], [], analysis.corpus) == TermChanges()


def test_names_do_not_begin_with_the_end_of_a_word():
    # Jinan 2019: 莱芜区钢城区, 城区建设, 加快发展
    text = "推进城区建设，莱芜区钢城区加快发展。" * 3
    counted = name_counts(text)
    assert not any(term[0] in "区路快" for term in counted)


def test_names_say_more_than_how_something_is_done():
    # State Council 2024: 深入开展, 全面贯彻党(的二十大精神); 全面深化改革 is a term
    counted = name_counts("深入开展整治。全面贯彻党的二十大精神。全面深化改革。坚定不移推进。")
    assert not {"深入开展", "全面贯彻党", "坚定不移"} & counted.keys()
    assert "全面深化改革" in counted
