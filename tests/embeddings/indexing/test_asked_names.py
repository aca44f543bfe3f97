"""A reading holds as long as no name learnt since is in what it looked up."""

from embeddings.indexing.asked_names import AskedGazetteer, is_outdated
from embeddings.text.gazetteer import BUNDLED


def test_asked_gazetteer_says_the_same_and_notes_what_it_was_asked():
    asked = AskedGazetteer.of(BUNDLED)
    assert asked.canonical("兰州市人民政府") == BUNDLED.canonical("兰州市人民政府")
    assert asked.find("2020年兰州财政收入") == BUNDLED.find("2020年兰州财政收入")
    assert asked.split_name("甘肃省兰州市城关区") == BUNDLED.split_name("甘肃省兰州市城关区")
    later = asked.with_unit("北山县", parent="兰州")
    assert later.parent("北山县") == "兰州"
    assert later.canonical("南山县") is None
    assert {"兰州市人民政府", "2020年兰州财政收入", "甘肃省兰州市城关区", "北山县"} <= asked.asked
    assert "南山县" in asked.asked


def test_name_learnt_since_outdates_what_was_looked_up_with_it():
    then = BUNDLED.with_unit("城北县")
    now = then.with_unit("北山县", aliases=("北山",))
    assert is_outdated(["2020年北山县财政收入"], then, now)
    assert is_outdated(["北山2020年"], then, now)
    assert not is_outdated(["城北县", "南山县"], then, now)
    assert not is_outdated(["2020年北山县财政收入"], now, now)


def test_place_that_has_a_report_since_outdates_what_has_its_name(make_report):
    now = BUNDLED.with_reports(
        [make_report("2017年长治市政府工作报告", ("", ["增长8%。"]), region="长治")]
    )
    assert is_outdated(["2020年长治粮食产量"], BUNDLED, now)
    assert not is_outdated(["2020年兰州粮食产量"], BUNDLED, now)
