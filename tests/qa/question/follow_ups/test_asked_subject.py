"""The subject of the last question, and pronouns that refer to it."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.question.follow_ups.asked_subject import (
    repeats_subject,
    subject_of,
    with_pronoun_resolved,
)
from qa.question.follow_ups.ellipsis import PRONOUN
from qa.question.question import Reading

READING = Reading(anchor=Anchor())


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("2016年兰州市粮食产量是多少？", "粮食产量"),
        ("2018年全国城镇新增就业目标是多少？", "城镇新增就业"),
        ("2017年要淘汰多少万辆黄标车？", "淘汰黄标车"),
        ("2012年的经济增长目标是百分之几？", "经济增长目标"),
    ],
)
def test_subject_of_leaves_out_scope_and_asking_words(before, subject):
    assert subject_of(before, READING) == subject


def test_repeats_subject_from_half_of_its_character_pairs():
    assert repeats_subject("粮食产量", "粮食总产量多少")
    assert not repeats_subject("粮食产量", "棉花多少")


@pytest.mark.parametrize(
    ("asked", "before", "answer", "resolved"),
    [
        ("其中新区占多少？", "2016年粮食产量是多少？", "10万吨。", "粮食产量其中新区占多少？"),
        (
            "它的产值是多少？",
            "有没有支柱产业？",
            "有，石油化工是支柱产业。",
            "石油化工的产值是多少？",
        ),
    ],
)
def test_with_pronoun_resolved_names_the_referent(asked, before, answer, resolved):
    pronoun = PRONOUN.search(asked)
    assert with_pronoun_resolved(asked, pronoun, before, answer, READING) == resolved
