"""The structure of an economy as three shares, and lists whose first word holds for all of them."""

from decimal import Decimal

import pytest

from embeddings.facts.records import Aspect, Measure

HEADING = "一、过去一年工作回顾"


@pytest.mark.parametrize(
    "sentence",
    [
        "三次产业结构调整为19.2:17:63.8。",
        "三次产业比由2010年的10.5∶48.2∶41.3调整为19.2∶17∶63.8。",
        "三大产业比例由上年的20：18：62，调整为19.2：17：63.8。",
        "一二三产业比重为19.2:17:63.8。",
        "产业结构优化升级，由20:18:62调整为19.2:17:63.8。",
    ],
)
def test_extract_facts_reads_three_shares_of_a_structure(facts_of, sentence):
    facts = facts_of(sentence)
    assert [fact.low for fact in facts] == [Decimal("19.2"), Decimal(17), Decimal("63.8")]
    assert [fact.restrictions for fact in facts] == [("第一产业",), ("第二产业",), ("第三产业",)]
    assert {(fact.measure, fact.unit, fact.years) for fact in facts} == {
        (Measure.SHARE, "%", (2016, 2016))
    }


def test_extract_facts_reads_a_structure_as_a_goal_with_its_year(planned_facts_of):
    facts = planned_facts_of("到2020年，三次产业结构调整为2:38:60。")
    assert {(fact.aspect, fact.years) for fact in facts} == {(Aspect.TARGET, (2020, 2020))}


def test_extract_facts_reads_no_structure_out_of_other_ratios(facts_of):
    assert facts_of("产业工人在省内、省外和国外的比例为7:2:1。") == ()


def test_extract_facts_takes_no_year_from_what_a_structure_was(facts_of):
    *_, last = facts_of("三次产业结构由2010年的9:45:46调整为8:44:48。千亿元产业增至10个。")
    assert last.years == (2016, 2016)


@pytest.mark.parametrize(
    ("sentence", "restrictions", "indicators"),
    [
        (
            "新增省级创新平台3家、创新型企业33家、高新技术企业15家。",
            ("新增",),
            ["省级创新平台", "创新型企业", "高新技术企业"],
        ),
        ("改造危房3625户、土坯房1400户。", (), ["改造危房", "改造土坯房"]),
    ],
)
def test_extract_facts_gives_every_member_of_a_list_its_first_word(
    facts_of, sentence, restrictions, indicators
):
    facts = facts_of(sentence)
    assert [fact.indicator for fact in facts] == indicators
    assert {fact.restrictions for fact in facts} == {restrictions}


@pytest.mark.parametrize(
    "sentence", ["新增城镇就业1.7万人、转移农村劳动力1.25万人。", "改造旧城区77个、实现回迁44个。"]
)
def test_extract_facts_leaves_what_has_a_verb_of_its_own(facts_of, sentence):
    _, second = facts_of(sentence)
    assert not second.indicator.startswith(("新增", "改造"))
    assert "新增" not in second.restrictions
