from dataclasses import replace

from qa.records import Scope
from ui.page.views.reasons import reasons

ASKED = Scope(about_years=(2017,), report_years=(2017,), regions=("兰州",))


def test_strongest_kinds_come_first_and_no_more_than_three(lanzhou, parking):
    why = {"run": 0.2, "dense": 2.0, "year_written": 0.6, "figure_sentence": 0.5, "lexical": 0.1}
    passage = replace(parking.retrieval[0], why=why)
    assert reasons(passage, lanzhou, ASKED) == ("meaning", "year", "figure")


def test_place_and_year_that_nobody_asked_about_are_no_reason(lanzhou, parking):
    passage = replace(parking.retrieval[0], why={"region_same": 0.4, "in_scope": 0.3, "run": 0.1})
    assert reasons(passage, lanzhou, ASKED) == ("region", "year", "words")
    assert reasons(passage, lanzhou, Scope()) == ("words",)
    assert reasons(passage, lanzhou, Scope(regions=("深圳",))) == ("words",)


def test_signal_whose_share_says_that_it_is_absent_is_no_reason(lanzhou, parking):
    # the weights of these are negative: a positive share means less of them than elsewhere
    passage = replace(parking.retrieval[0], why={"cover_heading": 0.03, "year_distance": 0.27})
    assert reasons(passage, lanzhou, ASKED) == ()
    assert reasons(replace(passage, why={"run": -0.4}), lanzhou, ASKED) == ()
