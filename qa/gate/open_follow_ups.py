"""The refusal of a follow-up to a question that has no answer: 支出呢, 那江苏呢, 为什么."""

from collections.abc import Sequence
from dataclasses import replace

from embeddings.language.time_expressions import find_times
from embeddings.messages import Message
from embeddings.text.folding import fold
from qa.gate.kinds import InputKind
from qa.gate.recognition import questions_asked
from qa.question.follow_ups.rewriting import Turn, rewrite
from qa.question.question import find_regions
from qa.question.scope import question_anchor
from qa.records import Answer, Reason
from qa.retrieval.question_reading import similarity
from qa.snapshot import Snapshot

__all__ = ["open_follow_up"]

_WORDS_SHOWN = 60  # characters of the question before


def open_follow_up(question: str, text: str, history: Sequence[Turn], snapshot: Snapshot) -> Answer:
    """Return the refusal of a follow-up to a question that has no answer.

    Nothing is carried over; its suggestions are what it asks after each earlier question, and are
    yet to be asked. Args as those of `guided`.
    """
    asked = questions_asked(history, snapshot)
    lacks = [Message("follow_up_lacks_subject")]
    if not find_regions(fold(text), snapshot.gazetteer):
        lacks.append(Message("follow_up_lacks_place"))
    if not find_times(text, question_anchor(snapshot.every)):  # 今年 names one too
        lacks.append(Message("follow_up_lacks_year"))
    why = Message("follow_up_first", asked=text, lacks=tuple(lacks))
    if asked:
        why = Message(
            "follow_up_refused", before=_cut(asked[-1].question), asked=text, lacks=tuple(lacks)
        )
    grounds = (why, Message("follow_up_in_full"))
    return Answer(
        question=question,
        rewritten=question,
        refused=True,
        reason=Reason.NOTHING_NEAR,
        message="".join(f"{ground.text('zh')}。" for ground in grounds),
        grounds=grounds,
        guidance=InputKind.FOLLOW_UP.value,
        suggestions=tuple(_readings(text, asked, snapshot)),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _WORDS_SHOWN else text[: _WORDS_SHOWN - 1] + "…"


def _readings(text: str, asked: Sequence[Turn], snapshot: Snapshot) -> list[str]:
    """Return a follow-up as it reads after the last question, and after the last answered one."""
    every = [replace(turn, answer=turn.answer.strip() or turn.question) for turn in asked]
    anchor = question_anchor(snapshot.every)
    similar = similarity(snapshot.index.encoder)
    read = [
        rewrite(text, turns, anchor=anchor, gazetteer=snapshot.gazetteer, similar=similar).text
        for turns in (every, asked)
    ]
    return [reading for reading in dict.fromkeys(read) if reading != text]
