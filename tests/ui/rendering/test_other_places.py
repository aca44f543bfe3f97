from qa.records import OtherPlace
from ui.rendering.other_places import also_pieces, place_name


def places(count):
    return [
        OtherPlace(report_id=str(n), title=f"{2000 + n}年报告", paragraph=n, start=0, end=9)
        for n in range(1, count + 1)
    ]


def said(also, language):
    pieces = also_pieces(also, language)
    return "".join(p if isinstance(p, str) else place_name(p, language) for p in pieces)


def test_text_that_stands_nowhere_else_says_nothing():
    assert also_pieces((), "zh") == ()


def test_places_are_named_in_the_readers_language():
    assert said(places(2), "zh") == "另见 2001年报告第1段、2002年报告第2段"
    assert said(places(1), "en") == "Also in 2001年报告, paragraph 1"


def test_many_places_are_counted():
    assert said(places(5), "zh").endswith("2005年报告第5段")
    assert said(places(6), "zh").endswith("、2005年报告第5段等共6处")
    assert said(places(53), "en").endswith("2005年报告, paragraph 5 (53 places in all)")
