"""The JSON objects of `--json`: the fields of a run's `answers.jsonl`, and a few more."""

from collections.abc import Mapping
from typing import Any

from embeddings.index.passage_index import PassageIndex
from embeddings.records import Report
from qa.evaluation.run_answers import answer_fields, run_answer
from qa.gate.posts import speaker_of
from qa.records import Answer, ScoredPassage

__all__ = ["answer_object", "passage_object", "report_object"]


def answer_object(question_id: str, answer: Answer, index: PassageIndex) -> dict[str, Any]:
    """Return an answer as a run stores it, with additional fields."""
    fields = answer_fields(run_answer(question_id, answer, index))
    return fields | {
        "notices": [notice.text("zh") for notice in answer.notices],
        "suggestions": list(answer.suggestions),
        "guidance": answer.guidance,
        "generated": answer.generated,
        "unsupported": [list(span) for span in answer.unsupported],
    }


def passage_object(
    passage: ScoredPassage, reports: Mapping[str, Report], *, explain: bool = False
) -> dict[str, Any]:
    """Return a search hit with the other places of its text; `explain` adds feature shares."""
    report = reports[passage.report_id]
    fields: dict[str, Any] = {
        "report_id": passage.report_id,
        "title": passage.title,
        "file": _file_name(report),
        "paragraph": passage.paragraph,
        "heading": list(report.heading_path(report.paragraphs[passage.paragraph - 1])),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "match_start": passage.match_start,
        "match_end": passage.match_end,
        "score": float(passage.score),
        "rank": passage.rank,
        "also": [
            {
                "report_id": place.report_id,
                "title": place.title,
                "file": _file_name(reports[place.report_id]),
                "paragraph": place.paragraph,
                "start": place.start,
                "end": place.end,
            }
            for place in passage.also
        ],
    }
    if explain:
        fields["why"] = {name: float(share) for name, share in passage.why.items()}
    return fields


def report_object(report: Report) -> dict[str, Any]:
    """Return a report's metadata with origins, and its counts."""
    speaker = speaker_of(report)
    return {
        "report_id": report.report_id,
        "title": report.title,
        "file": _file_name(report),
        "kind": str(report.kind),
        "year": report.year,
        "region": report.region,
        "issuer": report.issuer,
        "date": report.date,
        "speaker": speaker.name if speaker is not None else None,
        "office": speaker.post if speaker is not None else None,
        "origins": dict(report.origins),
        "sources": [source.path for source in report.sources],
        "sections": len(report.sections),
        "paragraphs": len(report.paragraphs),
        "characters": len(report.text),
        "sha256": report.sha256,
        "added": report.added,
        "notices": [notice.text("zh") for notice in report.notices],
    }


def _file_name(report: Report) -> str:
    return report.sources[0].name if report.sources else ""
