"""The answers to several questions in one → one answer."""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.messages import Message
from qa.answer.figures.statements import LABELS
from qa.quotes import overlap
from qa.records import Answer, Citation, Computed

__all__ = ["joined_answer"]

_SURE = 0.5  # probability of being right from which the answer to one of the questions is taken
_WHOLE_SURE = 0.6  # the same of the answer to all, where a question has none of its own
_LABELLED = tuple(label for label in LABELS.values() if label)  # 2019年目标：…
_BETWEEN = "；"


def joined_answer(whole: Answer, parts: Sequence[Answer]) -> Answer:
    """Return `whole`, the answer to all at once, or the answers to the questions one by one.

    An answer that `whole` contains already is not repeated. If `whole` lacks one of the answers,
    the answers to the questions replace it if each has one; otherwise it is kept beside them if its
    probability is high enough. A question left without an answer is named in a notice.
    """
    found = [part for part in parts if not part.refused and part.confidence >= _SURE]
    beyond = [part for part in found if whole.refused or not _holds(whole, part)]
    foreign = [part.question for part in parts if part.guidance]  # no question to reports
    if not beyond or any(part.table is not None for part in found):
        unsaid = [part.question for part in parts if part not in found]
        lacking = any(notice.code.startswith("figure_lacking") for notice in whole.notices)
        told = unsaid if found and not lacking and _adds_nothing(whole, found) else foreign
        return replace(whole, notices=tuple(dict.fromkeys((*whole.notices, *_unanswered(told)))))
    said = found
    more = not whole.refused and all(whole.text != part.text for part in found)
    if len(found) < len(parts) and more and whole.confidence >= _WHOLE_SURE:
        said = _with_whole(whole, parts, beyond)
    text, citations, labels = "", list[Citation](), list[Computed]()
    for number, (one, label) in enumerate(zip(said, _labels(said), strict=True)):
        text += _BETWEEN if number else ""
        if label:
            labels.append(Computed(value=label, operation="year", operands=(one.question,)))
            text += label
        citations += [citation.moved(len(text)) for citation in one.citations]
        text += one.text
    unsaid = [part.question for part in parts if part not in found] if said is found else foreign
    notices = [notice for one in said for notice in one.notices]
    notices += _unanswered(unsaid)
    return replace(
        whole,
        text=text,
        citations=tuple(citations),
        spans=tuple(dict.fromkeys(span for one in said for span in one.spans)),
        computed=tuple(
            dict.fromkeys([*labels, *(value for one in said for value in one.computed)])
        ),
        table=None,
        refused=False,
        reason=None,
        message="",
        grounds=(),
        suggestions=(),
        confidence=min(one.confidence for one in said),
        notices=tuple(dict.fromkeys(notices)),
    )


def _labels(answers: Sequence[Answer]) -> tuple[str, ...]:
    """Return the year that each answer is of, if all are figures known to be of different years.

    目标：8000亿元 is of 2019 as well as of 2018.
    """
    years = [_year_asked(answer) for answer in answers]
    known = all(answer.text.startswith(_LABELLED) for answer in answers)
    told = known and None not in years and len(set(years)) == len(years) > 1
    return tuple(f"{year}年" if told else "" for year in years)


def _year_asked(answer: Answer) -> int | None:
    """Return the only year that the question of an answer is about; None for none or several."""
    if answer.retrieval is None:
        return None
    question, _ = answer.retrieval.origin()
    years = {year for word in question.asked_times for year in word.years}
    return years.pop() if len(years) == 1 else None


def _unanswered(questions: Sequence[str]) -> list[Message]:
    return [Message("question_unanswered", asked=question) for question in questions]


def _with_whole(whole: Answer, parts: Sequence[Answer], beyond: Sequence[Answer]) -> list[Answer]:
    """Return the answers that `whole` lacks; `whole` replaces the first that it contains."""
    said: list[Answer] = []
    for part in parts:
        one = part if part in beyond else whole
        if one not in said:
            said.append(one)
    return said


def _adds_nothing(whole: Answer, found: Sequence[Answer]) -> bool:
    """Whether the answer to all quotes and computes nothing but what the answers found do."""
    quoted = [citation for part in found for citation in part.citations]
    computed = {value.value for part in found for value in part.computed}
    return (
        whole.table is None
        and all(value.value in computed for value in whole.computed)
        and all(
            any(
                one.report_id == other.report_id
                and other.start <= one.start
                and one.end <= other.end
                for other in quoted
            )
            for one in whole.citations
        )
    )


def _holds(whole: Answer, part: Answer) -> bool:
    """Whether `whole` quotes the same place as `part` and contains its first span."""
    if not all(span in whole.text for span in part.spans[:1]):
        return False
    return any(overlap(one, other) for one in whole.citations for other in part.citations)
