"""Public questions of reading: CMRC 2018's dev set, asked over all of its articles.

    python -m benchmarks.comprehension.cmrc [cmrc2018_dev.json] [--questions N]

The file as it is published, with three answers to a question; without it, the same questions as
the training pairs have them, with one answer each, so that the scores are lower. Each article is
indexed as a report; which one answers must be found. Some of the reader's training questions are of
this set (`embeddings.training.joint_reader`): articles that it has seen a question of are scored
apart from the others. Drawn are `N` questions of either kind, by article, with a seed. Scores are
those of `docs/evaluation.md`; results go to `benchmarks/results/cmrc.json` and `.md`.
"""

import argparse
import json
import lzma
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality import summary
from benchmarks.recording import ROOT, record
from embeddings.encoders.encoder import load_encoder
from embeddings.index.embedded import EmbeddedIndex
from embeddings.text.folding import fold
from embeddings.training.joint_reader.__main__ import PASSAGES
from embeddings.training.joint_reader.examples import passage_questions
from embeddings.training.sources import shared_directory
from qa.assistant import Assistant
from qa.evaluation.metrics.scores import Scores, score
from qa.evaluation.report.summary import scores_table
from qa.evaluation.run_answers import ANSWERS_FILE, RunAnswer, read_answers
from qa.evaluation.runner import run
from qa.evaluation.seed import SEED
from qa.evaluation.testsets.squad import read_squad
from qa.evaluation.testsets.test_set import TestQuestion, TestSet, from_questions
from qa.question.answer_type import expected_answer
from qa.retrieval.retriever import Retriever

__all__ = ["drawn", "main", "published_form", "read_in_training"]

PAIRS = "mrc"  # the training pairs that hold the set
PART = "cmrc2018-dev"
KINDS_LEAST = 20  # questions of a kind of answer that is shown


def published_form(train: Path) -> list[dict[str, Any]]:
    """Return the set as CMRC's own file has it, made of the training pairs: one answer each."""
    asked: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    with lzma.open(train / "pairs" / f"{PAIRS}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["source"] == PART:
                asked[row["title"], row["positive"]].append(row)
    return [
        {
            "context_id": f"DEV_{number}",
            "title": title,
            "context_text": text,
            "qas": [
                {
                    "query_id": f"DEV_{number}_QUERY_{place}",
                    "query_text": row["query"],
                    "answers": [row["answer"]],
                }
                for place, row in enumerate(rows)
            ],
        }
        for number, ((title, text), rows) in enumerate(asked.items())
    ]


def read_in_training(train: Path) -> frozenset[str]:
    """Return the folded questions of the pairs that the bundled reader was trained on."""
    return frozenset(one.question for one in passage_questions(train, PAIRS, PASSAGES[PAIRS]))


def drawn(whole: TestSet, trained: frozenset[str], most: int) -> dict[str, TestSet]:
    """Return up to `most` questions of articles that the reader has seen, and of those it has not.

    Articles are drawn, so that all questions of one are asked.
    """
    by_article: defaultdict[str, list[TestQuestion]] = defaultdict(list)
    for question in whole.questions:
        proof = question.evidence[0].report if question.evidence else question.id
        by_article[proof].append(question)
    articles = list(by_article.values())
    random.Random(SEED).shuffle(articles)
    parts: dict[str, list[TestQuestion]] = {"unseen": [], "seen": []}
    for asked in articles:
        seen = any(fold(one.question) in trained for one in asked)
        part = parts["seen" if seen else "unseen"]
        part += asked if len(part) < most else ()
    return {
        name: from_questions(part[:most], name=f"cmrc_{name}", reports=whole.reports)
        for name, part in parts.items()
        if part
    }


def main() -> None:
    """Ask, score, record."""
    parser = argparse.ArgumentParser(description="CMRC 2018 over all of its articles")
    parser.add_argument("file", type=Path, nargs="?", help="cmrc2018_dev.json, as published")
    parser.add_argument("--questions", type=int, default=10_000, help="of seen and of unseen ones")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "cmrc")
    arguments = parser.parse_args()
    train = shared_directory() / "data" / "train"
    if not (train / "pairs" / f"{PAIRS}.jsonl.xz").is_file():
        sys.exit("skipped: no training pairs in the shared directory; set GOVREPORT_SHARED to it")
    arguments.build.mkdir(parents=True, exist_ok=True)
    file = arguments.file or arguments.build / "cmrc2018_dev.json"
    if arguments.file is None:
        file.write_text(json.dumps(published_form(train), ensure_ascii=False), encoding="utf-8")
    whole = read_squad(file)
    index = EmbeddedIndex(load_encoder())
    index.add(whole.reports)
    assistant = Assistant(Retriever(index))
    results: dict[str, Any] = {
        "articles": len(whole.reports),
        "questions": len(whole),
        "answers_each": max(len(one.answers[0]) for one in whole.questions),
    }
    page = ["# CMRC 2018, dev", "", *_introduction(results), ""]
    for name, part in drawn(whole, read_in_training(train), arguments.questions).items():
        begun = time.process_time()
        scores = run(assistant, part, arguments.build / name, resume=False)
        seconds = (time.process_time() - begun) / len(part)
        kinds = _by_kind(part, read_answers(arguments.build / name / ANSWERS_FILE), index)
        results[name] = summary(scores) | {"core_seconds": round(seconds, 3), "kinds": kinds}
        page += [f"## {name}", "", *scores_table(scores), "", *_kinds_table(kinds), ""]
        print("\n".join([name, *scores_table(scores)]))
    path = record("cmrc", results, seed=SEED)
    path.with_suffix(".md").write_text("\n".join(page), encoding="utf-8")


def _introduction(results: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"Written by `python -m benchmarks.comprehension.cmrc`: {results['articles']} articles in",
        f"one index, at most {results['answers_each']} accepted answer(s) to a question.",
        "`unseen`: the reader was trained on no question of the article; `seen`: on at least one.",
        "The static encoder was trained on pairs of question and article of all of them.",
    )


def _by_kind(
    part: TestSet, answers: Sequence[RunAnswer], index: EmbeddedIndex
) -> dict[str, dict[str, float]]:
    """Return the scores by the kind of answer that a question is read as asking for."""
    of = {one.id: expected_answer(one.question).kind.value for one in part.questions}
    found = {}
    for kind, count in Counter(of.values()).most_common():
        if count >= KINDS_LEAST:
            asked = [one for one in part.questions if of[one.id] == kind]
            scores: Scores = score(
                [answer for answer in answers if of[answer.id] == kind],
                from_questions(asked, name=kind, reports=part.reports),
                index,
            )
            found[kind] = {"questions": count} | {
                metric: round(scores.overall[metric].value, 4)
                for metric in ("accuracy", "span_exact", "span_f1", "false_refusals")
            }
    return found


def _kinds_table(kinds: dict[str, dict[str, float]]) -> list[str]:
    lines = [
        "| read as | questions | accuracy | span exact | span F1 | refused |",
        "|---" * 6 + "|",
    ]
    for kind, row in kinds.items():
        shown = [f"{row[m]:.3f}" for m in ("accuracy", "span_exact", "span_f1", "false_refusals")]
        lines.append(f"| {kind} | {row['questions']} | {' | '.join(shown)} |")
    return lines


if __name__ == "__main__":
    main()
