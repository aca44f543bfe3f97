"""Word features: the question's words, or their lexicon forms, in a text and their positions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from embeddings.language.clauses import share_bases
from embeddings.lazy_regex import lazy_regex
from qa.question.question import Question
from qa.text.word_rarity import rarity

__all__ = ["LONGEST_RUN", "Coverage", "MatchedWords", "QuestionMatcher"]

Spans = tuple[tuple[int, int], ...]

LONGEST_RUN = 10  # characters
_FORM_CREDIT = 0.9  # weight of a word matched by its lexicon form
_BASE_CREDIT = 0.3  # weight of a word that is only the base of a share: 占生产总值的比重
_FULL_WEIGHT = 1.0  # weight of a question's word; common words have less
_NAME_LENGTH = 3  # characters: shorter words are as often verbs as names of things
_BEFORE_HEAD = 14  # characters examined before a clause's first word
_SHARE_ASKED = lazy_regex(r"占|比重|比例|几成|百分之几|份额")
_CLAUSE_HEAD = lazy_regex(
    r"(?:^|[，,。；;：:、！？—\s“])(?:\d+年?|[一二三四五六七八九十]是|全[市省区国州县年社]|我[市省国区县]"
    r"|国内|国民|地区|居民|今年|去年|明年|预计|实现|完成|力争|确保|其中|城乡|城镇|农村|年末|年均|会|规模以上|新增|主要){0,3}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """A content word, its lexicon forms, and its weight."""

    text: str
    forms: tuple[str, ...]
    weight: float
    asked: bool  # a noun asked for: 生产总值, not 预计 or 达到


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Shares of the question's words, weighted by rarity, that a text contains; all in [0, 1]."""

    plain: float  # the words themselves
    expanded: float  # the words or their lexicon forms
    leading: float  # of the nouns asked for, at the head of a clause, as its subject
    mentioned: float  # of the nouns asked for, elsewhere only: …占生产总值的比重
    rarest: float  # rarity of the rarest word found, relative to the question's rarest


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedWords:
    """The words of a question that occur in a text; no others occur in a part of it."""

    words: tuple[_Word, ...]  # with the forms that occur
    pairs: tuple[tuple[str, float], ...]  # of characters, with weights


class QuestionMatcher:
    """The words of one question, prepared for matching in many texts."""

    def __init__(self, question: Question) -> None:
        self._words = _weighted(question)
        self._total = sum(word.weight for word in self._words) or 1.0
        self._asked = sum(word.weight for word in self._words if word.asked) or 1.0
        self._rarest = max((word.weight for word in self._words), default=1.0)
        self._pairs = [
            (term[1:], weight)
            for term, weight in question.terms.items()
            if term.startswith("~") and term[1:] in question.folded
        ]
        self._pairs_total = sum(weight for _, weight in self._pairs) or 1.0
        self._runs = _runs(question)
        self._entries = [entry.forms for entry in question.expansions]
        self._asks_share = bool(_SHARE_ASKED.search(question.folded))

    def held(self, text: str) -> MatchedWords:
        """Return the words that occur in `text`."""
        found = []
        for word in self._words:
            if not word.forms:
                if word.text in text:
                    found.append(word)
                continue
            forms = tuple([form for form in word.forms if form in text])
            if forms or word.text in text:
                found.append(word if forms == word.forms else replace(word, forms=forms))
        pairs = tuple(pair for pair in self._pairs if pair[0] in text)
        return MatchedWords(words=tuple(found), pairs=pairs)

    def coverage(
        self,
        text: str,
        start: int,
        end: int,
        *,
        held: MatchedWords | None = None,
        bases: Spans | None = None,
    ) -> Coverage:
        """Return the coverage of the words by `text[start:end]`.

        Args:
            text: a folded text.
            start: where the part begins that is read.
            end: where it ends.
            held: the words found in `text`, if known.
            bases: the bases of shares in `text`, if known.
        """
        plain = expanded = leading = mentioned = rarest = 0.0
        words = self._words if held is None else held.words
        if self._asks_share:
            bases = ()
        elif bases is None:
            bases = share_bases(text)
        for word in words:
            weight = word.weight
            at = text.find(word.text, start, end)
            if bases and _only_base(text, word, at, end, bases):
                weight *= _BASE_CREDIT
            if at >= 0:
                plain += weight
                expanded += weight
                rarest = max(rarest, weight)
                if word.asked and _leads(text, word.text, at, start, end):
                    leading += weight
                elif word.asked:
                    mentioned += word.weight
                continue
            for form in word.forms:
                at = text.find(form, start, end)
                if at >= 0:
                    expanded += weight * _FORM_CREDIT
                    rarest = max(rarest, weight * _FORM_CREDIT)
                    if word.asked and _leads(text, form, at, start, end):
                        leading += weight * _FORM_CREDIT
                    elif word.asked:
                        mentioned += word.weight * _FORM_CREDIT
                    break
        return Coverage(
            plain=plain / self._total,
            expanded=expanded / self._total,
            leading=leading / self._asked,
            mentioned=mentioned / self._asked,
            rarest=rarest / self._rarest,
        )

    def order(self, text: str, start: int, end: int, *, held: MatchedWords | None = None) -> float:
        """Return the agreement with the question's word order in [-1, 1]: 1 all pairs, -1 none.

        生产总值预计达到多少 is answered by 生产总值…预计…达到, not by 预计达到…占生产总值的比重.
        """
        places = []
        for word in self._words if held is None else held.words:
            at = text.find(word.text, start, end)
            if at < 0 and word.forms:
                found = [
                    place for form in word.forms if (place := text.find(form, start, end)) >= 0
                ]
                at = min(found, default=-1)
            if at >= 0:
                places.append(at)
        if len(places) < 2:
            return 0.0
        steps = [(first < second) - (first > second) for first, second in pairwise(places)]
        return sum(steps) / len(steps)

    def pairs(self, text: str, held: MatchedWords | None = None) -> float:
        """Return the share of the question's character pairs in `text`, by their weight."""
        known = self._pairs if held is None else held.pairs
        found = sum([weight for pair, weight in known if pair in text])
        return found / self._pairs_total

    def entries(self, text: str) -> float:
        """Return the share of the question's lexicon entries with a form in `text`."""
        if not self._entries:
            return 0.0
        found = sum(any(form in text for form in forms) for forms in self._entries)
        return found / len(self._entries)

    def longest_run(self, text: str) -> int:
        """Return the length of the longest common substring of question and `text`, at most 10."""
        best = 1
        for run in self._runs:
            start = 0
            while start + best < len(run):
                if best < LONGEST_RUN and run[start : start + best + 1] in text:
                    best += 1
                else:
                    start += 1
        return best if best > 1 else 0


def _weighted(question: Question) -> list[_Word]:
    """Return the content words, each with the lexicon's forms for it and its weight."""
    seen: dict[str, _Word] = {}
    for word in question.words:
        if word.text in seen:
            continue
        forms = tuple(
            form
            for entry in question.expansions
            if entry.start < word.end and word.start < entry.end
            for form in entry.forms
        )
        weight = word.weight * rarity(word.text)
        seen[word.text] = _Word(
            text=word.text,
            forms=forms,
            weight=weight,
            asked=word.weight >= _FULL_WEIGHT and (len(word.text) >= _NAME_LENGTH or bool(forms)),
        )
    return list(seen.values())


def _runs(question: Question) -> Sequence[str]:
    """Return the stretches of adjacent content words."""
    runs: list[list[int]] = []
    for word in question.words:
        if runs and runs[-1][1] == word.start:
            runs[-1][1] = word.end
        else:
            runs.append([word.start, word.end])
    return [question.folded[start:end] for start, end in runs if end - start > 1]


def _only_base(text: str, word: _Word, at: int, end: int, bases: Spans) -> bool:
    """Whether the word, or else a form of it, occurs in `text` only as the base of a share."""
    name = word.text
    if at < 0:
        found = [(text.find(form, 0, end), form) for form in word.forms]
        at, name = min((one for one in found if one[0] >= 0), default=(-1, ""))
    if at < 0:
        return False
    while at >= 0:
        if not any(low <= at < high for low, high in bases):
            return False
        at = text.find(name, at + 1, end)
    return True


def _leads(text: str, word: str, at: int, start: int, end: int) -> bool:
    """Whether `word` heads a clause of `text[start:end]`; `at` is its first position.

    全市生产总值年均增长… is about 生产总值; …占生产总值的比重 is not.
    """
    while at >= 0:
        if _CLAUSE_HEAD.search(text, max(start, at - _BEFORE_HEAD), at):
            return True
        at = text.find(word, at + 1, end)
    return False
