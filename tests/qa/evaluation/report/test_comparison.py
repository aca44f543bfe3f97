from dataclasses import replace

import pytest

from embeddings.errors import InputError
from qa.evaluation import compare, comparison_text, from_questions, run, score
from qa.evaluation.report.comparison import compare_scores


@pytest.fixture
def twelve(question, lanzhou):
    evidence = [(lanzhou.title, "农村自来水入户率达到76%")]
    return from_questions(
        [question(["76%"], id=f"q{n}", evidence=evidence) for n in range(12)], name="twelve"
    )


def scored(twelve, index, answer, texts: list[str]):
    answers = [answer(text, id=f"q{n}") for n, text in enumerate(texts)]
    return score(answers, twelve, index), {a.id: a for a in answers}


def test_compare_calls_a_clear_loss_worse_and_a_clear_win_better(twelve, index, answer) -> None:
    good, good_answers = scored(twelve, index, answer, ["76%"] * 12)
    bad, bad_answers = scored(twelve, index, answer, ["76%"] * 2 + ["67%"] * 10)
    comparison = compare_scores(good, bad, answers=(good_answers, bad_answers))
    accuracy = comparison.differences["accuracy"]
    assert accuracy.difference == pytest.approx(-10 / 12)
    assert accuracy.p_value < 0.01
    assert comparison.worse == ("accuracy",)
    assert [change.id for change in comparison.losses] == [f"q{n}" for n in range(2, 12)]
    assert comparison.losses[0].a == "76%"
    assert comparison.losses[0].b == "67%"
    assert comparison.wins == ()
    assert compare_scores(bad, good).better == ("accuracy",)


def test_compare_does_not_call_one_loss_significant(twelve, index, answer) -> None:
    a, _ = scored(twelve, index, answer, ["76%"] * 12)
    b, _ = scored(twelve, index, answer, ["76%"] * 11 + ["67%"])
    assert compare_scores(a, b).worse == ()


def test_more_false_refusals_are_worse(twelve, index, answer) -> None:
    a, _ = scored(twelve, index, answer, ["67%"] * 12)
    b, _ = scored(twelve, index, answer, [""] * 12)
    assert compare_scores(a, b, gates=("false_refusals",)).worse == ("false_refusals",)
    with pytest.raises(InputError, match="unknown score 'speed'"):
        compare_scores(a, b, gates=("speed",))


def test_compare_reads_two_run_directories(assistant, small_set, tmp_path) -> None:
    run(assistant, small_set, tmp_path / "a")
    assistant.least = 99  # refuses everything
    run(assistant, small_set, tmp_path / "b")
    comparison = compare(tmp_path / "a", tmp_path / "b")
    assert [change.id for change in comparison.losses] == ["q1", "q2"]
    assert [change.id for change in comparison.wins] == ["q5"]
    assert comparison.losses[0].b == "[nothing_near]"
    text = comparison_text(comparison, name_a="before", name_b="after")
    assert "| accuracy | 0.600 | 0.400 | -0.200 |" in text
    assert "## Losses: 2" in text
    assert "农村自来水入户率达到多少？" in text
    chinese = comparison_text(comparison, name_a="前", name_b="后", language="zh")
    assert "| accuracy | 0.600 | 0.400 | -0.200 |" in chinese
    assert "## 变错的题：2" in chinese


def test_compare_refuses_runs_of_different_sets(twelve, index, answer) -> None:
    a, _ = scored(twelve, index, answer, ["76%"] * 12)
    with pytest.raises(InputError, match="different test sets"):
        compare_scores(a, replace(a, test_set_sha256="0" * 64))
