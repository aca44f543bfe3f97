"""Short answers (`Answer.spans`) extracted from the quoted text: figures, enumerations, names."""

from collections.abc import Iterable

from embeddings.language.clauses import clauses
from embeddings.lazy_regex import lazy_regex
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from embeddings.text.sentences import sentence_spans
from qa.question.answer_type import AnswerType, ExpectedAnswer
from qa.short_answers.dates import asked_dates, asked_rank
from qa.short_answers.enumerations import listed
from qa.short_answers.figures import asked_figures
from qa.short_answers.phrases import best_phrases
from qa.short_answers.token_scores import TokenScores

__all__ = ["short_answers", "told_clause"]

# Whether something is so, and when, where no date is told: 日照机场建成通航.
_TOLD_IN_CLAUSES = (AnswerType.YES_NO, AnswerType.DATE)
_PHRASES_MOST = 3
_OF_ALL = lazy_regex("、[^、]+?等(?P<said>[^、等]{4,})$")
_CLAUSE_MOST = 30  # characters of a clause that is a short answer
_RANK_ASKED = lazy_regex(r"第几|几号线|几路|老几|几把交椅|名次|排名|排在?(?:什么|哪)")
_NUMBERED = lazy_regex(
    r"^(?:[一二三四五六七八九十]+(?:是|(?=要))|第[一二三四五六七八九十]+[，,]?|[（(][一二三四五六七八九十\d]+[)）])?"
    r"(?:我们|各地)?(?:也|还|并|更|必须)?(?:要|必须)?(?=[^素求]{4})"
)
_WHO = lazy_regex(r"谁(?:获|得|当|担|出任|[，？?]|$)")
_PERSON = lazy_regex(
    r"(?:^|[，。；])(?P<span>[\u4e00-\u9fff·]{2,12}?)(?:同志|先生|女士)?(?:荣获|获得|当选|担任|出任)"
)
_WHY = lazy_regex(r"为什么|为啥|为何|原因|缘故")
_CAUSE = lazy_regex(
    r"(?:主要|根本)?(?:是因为|是由于|因为|由于|考虑到|原因(?:是|在于)[:：，]?|是为了|因(?![此而为地素应缘何]))(?:要)?(?P<span>[^，。；…]{4,})"
)
_TIME_ASKED = lazy_regex(r"期限|多久|多长时间|几年[内能可就弄干完]")


def short_answers(
    text: str, question: str, kind: ExpectedAnswer, read: TokenScores | None = None
) -> tuple[str, ...]:
    """Return the short answers in `text`, best first; each is a substring of `text`.

    None for a list of other members than as many as are asked for: 哪三件事.

    Args:
        text: the quoted text.
        question: self-contained.
        kind: of answer that it asks for.
        read: what a reader says of the characters of `text`.
    """
    found = _by_rule(text, question, kind, read)
    if kind.kind is AnswerType.LIST:
        return found if kind.open_ended or kind.parts in (1, len(found)) else ()
    why = kind.kind is AnswerType.WHY or _WHY.search(fold(question))
    if found or why:  # a reason is no phrase: the quote gives it whole
        return found
    clause = told_clause(text, question) if kind.kind in _TOLD_IN_CLAUSES else ""
    if clause:
        return (clause,)
    most = min(kind.parts, _PHRASES_MOST)
    return _unique(best_phrases(text, question, kind, count=most, read=read))


def told_clause(text: str, question: str) -> str:
    """Return the clause of `text` nearest to what is asked to be so; of a long one, its end.

    甲、乙、丙等重点项目加快推进 says the same of all of them.
    """
    asked = bigrams(fold(question))
    told = [text[clause.start : clause.end] for clause in clauses(text)]
    nearest = max(told, key=lambda clause: len(bigrams(fold(clause)) & asked), default="")
    if len(nearest) > _CLAUSE_MOST and (end := _OF_ALL.search(nearest)):
        nearest = end["said"]
    return nearest if len(nearest) <= _CLAUSE_MOST else ""


def wants_phrase(text: str, question: str, kind: ExpectedAnswer) -> bool:
    """Whether no figure, date, rank or enumeration of `text` answers, but a phrase must."""
    return not _by_rule(text, question, kind)


def _by_rule(
    text: str, question: str, kind: ExpectedAnswer, read: TokenScores | None = None
) -> tuple[str, ...]:
    """Return the figures, dates, ranks, quoted names or members that answer."""
    asked = fold(question)
    if kind.kind is AnswerType.LIST:
        count = 0 if kind.open_ended else kind.parts
        members = listed(text, noun=kind.noun, count=count, asked=asked, read=read)
        return _unique(members or _clauses(_sentences_about(text, asked)))
    if kind.kind is AnswerType.MEASURES:
        return _unique(_clauses(text))
    if kind.wants_figure or (kind.kind is AnswerType.OPEN and kind.unit_classes):
        figures = asked_figures(text, question, kind, read)
        if figures:
            ranks = asked_rank(text) if _RANK_ASKED.search(asked) else ()
            return _unique((*figures, *ranks))
    if kind.kind is AnswerType.DATE or _TIME_ASKED.search(asked):
        dates = asked_dates(text, question)
        if dates:
            return dates[: max(1, kind.parts)]
    if kind.kind is AnswerType.NAME and _RANK_ASKED.search(asked):
        return asked_rank(text)
    for pattern, said in ((_WHO, _PERSON), (_WHY, _CAUSE)):
        found = said.search(text) if pattern.search(asked) else None
        if found:
            return (found["span"],)
    return ()


def _clauses(text: str) -> tuple[str, ...]:
    """Return the clauses of `text`, without item number and without the verb 要."""
    found = (text[clause.start : clause.end].strip("…") for clause in clauses(text))
    return tuple(_NUMBERED.sub("", piece) or piece for piece in found)


def _sentences_about(text: str, asked: str) -> str:
    """Return the first to the last sentence of `text` with words of the question; all if none."""
    pairs = bigrams(asked)
    about = [one for one in sentence_spans(text) if bigrams(fold(text[slice(*one)])) & pairs]
    return text[about[0][0] : about[-1][1]] if about else text


def _unique(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece for piece in pieces if piece))
