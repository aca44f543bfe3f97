"""Several questions in one input: 去年新增就业多少人？失业率呢？ → each of them, in order.

Questions that one statement answers (是多少，比上年增长多少) stay one question: after a comma a new
question begins only if its clause names its subject, asks for a reason (…，为什么调低) or compares
what was asked for (…，比“六五”时期快还是慢).
"""

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.question.follow_ups.ellipsis import has_subject
from qa.question.question import Question
from qa.text.asking_words import INTERROGATIVES

__all__ = ["MOST_QUESTIONS", "separate_questions", "with_its_place"]

MOST_QUESTIONS = 5  # answered one by one; a longer row of them is answered as a whole

_SENTENCE = lazy_regex(r"[^？?。；;！!\n]+[？?。；;！!\n]*")
_CLAUSE = lazy_regex(r"[^，,]+[，,]*")
_ASKS = lazy_regex(rf"(?<![近这前去过])(?:{INTERROGATIVES})(?!年来)")
_WHY = lazy_regex(r"为什么|为何|为啥|[是有]?什么原因|原因(?:是什么|何在|在哪)")
# 比“六五”时期快还是慢, 它和2016年的目标有何不同: a comparison of what was just asked for.
_COMPARES = lazy_regex(
    r"(?:它们?|这(?:个(?:数|数字)?)?)?(?:比|和|与|跟|同|较)[^，,]{2,}"
    r"(?:[高大多快好增涨升]了?还是[低小少慢坏减跌降]|[低小少慢坏减跌降]了?还是[高大多快好增涨升]|"
    r"有(?:何|什么|啥)(?:不同|区别|变化|差别|不一样))"
)
_NEXT_ONE = lazy_regex(r"[^，,]{1,12}呢$")  # 2019年呢
_MARKS = "，,。；;！!？? \n"


def separate_questions(text: str) -> tuple[str, ...]:
    """Return the questions in `text`, each ending in a question mark.

    A text with one question, or with more than `MOST_QUESTIONS`, is returned unchanged.
    """
    found = [
        question
        for sentence in _joined(_SENTENCE.findall(text))
        for question in _joined(_CLAUSE.findall(sentence), subjects=True)
    ]
    if not 1 < len(found) <= MOST_QUESTIONS:
        return (text,)
    return tuple(f"{question.strip(_MARKS)}？" for question in found)


def with_its_place(questions: tuple[str, ...], whole: Question) -> tuple[str, ...]:
    """Return the questions in `whole`, its only place and year before those that precede them.

    老人养老怎么办，莆田2023年做哪些事 asks both of Putian.
    """
    if len({region.name for region in whole.regions}) != 1:
        return questions
    first, years = whole.regions[0], {word.text for word in whole.times}
    place = whole.text[first.start : first.end]
    year = years.pop() if len(years) == 1 else ""
    named = next((n for n, question in enumerate(questions) if place in question), 0)
    return tuple(
        f"{place}{'' if year in question else year}{question}" if n < named else question
        for n, question in enumerate(questions)
    )


def _joined(pieces: list[str], *, subjects: bool = False) -> list[str]:
    """Return the pieces joined to questions; one that asks nothing joins the next, else the last.

    With `subjects` a piece begins a new question only if it names its subject, asks for a reason or
    a comparison, or is 2019年呢.
    """
    found: list[str] = []
    waiting = ""
    for piece in pieces:
        waiting += piece
        folded = fold(waiting.strip(_MARKS))
        if not (_ASKS.search(folded) or _COMPARES.match(folded)):
            continue
        if (
            found
            and subjects
            and not (
                has_subject(folded)
                or _WHY.match(folded)
                or _COMPARES.match(folded)
                or _NEXT_ONE.fullmatch(folded)
            )
        ):
            found[-1] += waiting
        else:
            found.append(waiting)
        waiting = ""
    if not waiting.strip(_MARKS):
        return found
    return [*found[:-1], found[-1] + waiting] if found else [waiting]
