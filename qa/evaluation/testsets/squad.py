"""SQuAD 1.1 and 2.0 files, and CMRC 2018's in both of its layouts, as a test set.

Each article is a report and each context a paragraph. The evidence of a question is the sentence
of the context that holds the answer; all its answers are forms of one required part.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from embeddings.errors import TestSetError
from embeddings.messages import Message
from embeddings.text.json_text import parse_json
from embeddings.text.sentences import sentence_spans
from qa.evaluation.testsets.corpus import corpus_report
from qa.evaluation.testsets.test_set import (
    Finding,
    GoldEvidence,
    Severity,
    TestQuestion,
    TestSet,
    from_questions,
)

__all__ = ["TYPE", "read_squad"]

TYPE = "extractive"  # scored with the limits of every type that has none of its own


def read_squad(path: Path) -> TestSet:
    """Read a SQuAD or CMRC `.json` file with its texts.

    An entry without a question is skipped; `skipped` of the test set names it.

    Raises:
        TestSetError: naming the malformed place in the file.
    """
    try:
        content = parse_json(path.read_bytes().decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as err:
        raise TestSetError("squad_no_json", path=path, reason=err) from err
    articles = content["data"] if isinstance(content, dict) and "data" in content else content
    if not isinstance(articles, list):
        raise TestSetError("squad_no_set", path=path)
    reports, questions, skipped = [], [], []
    for number, article in enumerate(articles):
        try:
            contexts = list(_contexts(article))
            name = str(article.get("id") or article.get("context_id") or f"article-{number}")
            report = corpus_report(
                f"{name}#{number}",
                str(article.get("title", "")),
                [context for context, _ in contexts],
                file=str(path),
            )
            for context, asked in contexts:
                for entry in asked:
                    if _asked(entry).strip():
                        questions.append(_question(entry, context, report.report_id))
                    else:
                        skipped.append(_empty(entry, path, number))
        except (KeyError, TypeError, AttributeError) as err:
            raise TestSetError(
                "squad_article", path=path, number=number, reason=f"{type(err).__name__} {err}"
            ) from err
        reports.append(report)
    if not questions:
        raise TestSetError("test_set_empty", path=path)
    return from_questions(
        questions, name=path.stem, file=str(path), reports=reports, skipped=skipped
    )


def _asked(entry: Mapping[str, Any]) -> str:
    """Return the question of an entry; "" if there is none, as in CMRC 2018's trial set."""
    return str(entry.get("question") or entry.get("query_text") or "")


def _empty(entry: Mapping[str, Any], path: Path, article: int) -> Finding:
    """Return the warning that an entry without a question was skipped."""
    return Finding(
        severity=Severity.WARNING,
        file=str(path),
        line=0,
        question_id=str(entry.get("id") or entry.get("query_id") or ""),
        message=Message("squad_question_empty", number=article),
    )


def _contexts(article: Mapping[str, Any]) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield each context with its questions: SQuAD's layout, or CMRC's first one."""
    if "context_text" in article:
        yield article["context_text"], article["qas"]
        return
    for paragraph in article["paragraphs"]:
        yield paragraph["context"], paragraph["qas"]


def _question(entry: Mapping[str, Any], context: str, report_id: str) -> TestQuestion:
    found: list[Mapping[str, Any]] = [
        {"text": answer} if isinstance(answer, str) else answer
        for answer in entry.get("answers", ())
    ]
    forms = tuple(dict.fromkeys(answer["text"] for answer in found if answer["text"].strip()))
    answerable = bool(forms) and not entry.get("is_impossible", False)
    quotes = dict.fromkeys(
        _sentence_around(context, answer["text"], answer.get("answer_start", -1))
        for answer in found
        if answer["text"].strip()
    )
    places = tuple(GoldEvidence(report=report_id, quote=quote) for quote in quotes if quote)
    return TestQuestion(
        id=str(entry.get("id") or entry["query_id"]),
        question=_asked(entry),
        type=TYPE if answerable else "unanswerable",
        answerable=answerable,
        answers=(forms,) if answerable else (),
        evidence=places[:1] if answerable else (),
        also=places[1:] if answerable else (),
    )


def _sentence_around(context: str, answer: str, start: int) -> str:
    """Return the sentence that contains the answer; "" if the context does not."""
    if start < 0 or context[start : start + len(answer)] != answer:
        start = context.find(answer)  # known sets have wrong offsets
    if start < 0:
        return ""
    for first, last in sentence_spans(context):
        if first <= start < last:
            return context[first : max(last, start + len(answer))]
    return answer
