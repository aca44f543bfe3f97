"""The time word that applies to each figure of a paragraph, from clause to clause."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from embeddings.facts.predicates import Predicate
from embeddings.facts.years.periods import Period
from embeddings.facts.years.time_words import ends_before, is_since, lasts
from embeddings.language.clauses import Clause
from embeddings.language.tense_cues import plans
from embeddings.language.time_expressions import TimeKind, TimeWord
from embeddings.records import Role

__all__ = ["TimesInForce"]

_FROM = re.compile(r"[从由](?=[^从由]*$)")
_LOOKED_BACK_YEARS = 6  # years before its period to which a review compares
_AVERAGED = re.compile("来?(?:年均|平均)")
# 三次产业结构由2010年的17.5:47.1:35.4调整为15.3:45.8:38.9, which is no figure of a clause.
_EARLIER_VALUE = re.compile("[由从].{2,8}?[年”][末底]?的")
_PLANS = (Role.GOALS, Role.TASKS)
_SPANS = (TimeKind.PLAN, TimeKind.SPAN, TimeKind.ERA)
_SINGLE = (TimeKind.YEAR, TimeKind.RELATIVE)
_LEADING = re.compile(r"(?:自|从|在|到|至|截至|截止|而|其中|进入|特别是|尤其是)?[“\"]?")


class TimesInForce:
    """Follows the time words of a paragraph in reading order.

    Args:
        text: the folded paragraph.
        masked: the same with its time words masked.
        times: its time words.
        role: of its section.
        period: of a figure of its section that has no time word.
        year: the year that the report plans.
    """

    def __init__(
        self,
        text: str,
        masked: str,
        times: Iterable[TimeWord],
        *,
        role: Role,
        period: Period,
        year: int | None,
    ) -> None:
        self._text, self._masked, self._year = text, masked, year
        self._role, self._period = role, period
        self._times = [word for word in times if not word.report]
        self._clause_start = 0
        self._word: TimeWord | None = None  # of the figures that follow
        self._sentence: TimeWord | None = None  # of the clauses that follow
        self._topic: TimeWord | None = None  # of the sentences that follow
        self.base: int | None = None  # the year that the sentence compares with

    def begin_sentence(self, start: int) -> None:
        """Keep only what applies beyond a sentence."""
        self.base = None
        if self._role in _PLANS and ends_before(self._topic, self._year):
            end = self._text.find("。", start)
            if plans(self._text, start, end if end >= 0 else len(self._text)):
                self._topic = None
        self._word = self._sentence = self._topic

    def begin_clause(self, clause: Clause) -> None:
        """Keep only what applies beyond a clause."""
        self._clause_start, self._word = clause.start, self._sentence

    def skip(self, clause: Clause) -> None:
        """Take the time words of a clause without figures."""
        words = self._words(clause.start, clause.end)
        self._note([one for one in words if not _EARLIER_VALUE.match(self._text, one.start - 1)])
        for word in words:
            if word.base:
                self.base = word.last

    def govern(self, start: int, end: int, predicate: Predicate) -> TimeWord | None:
        """Return the time word of a figure, and apply it to what follows.

        After 从, a time word is of the earlier value only (从去年的2.1%提高到2.3%), and an earlier
        value without one has no known year.
        """
        words = self._words(start, end)
        opening = _FROM.search(self._masked, start, end) if predicate.from_value else None
        if opening is None:
            self._note(words)
            return self._word
        self._note([word for word in words if word.start < opening.start()])
        word = next((word for word in words if word.start > opening.start()), None)
        if word is None or not word.text.startswith("上"):
            return word
        # 上年 is the one before the year of the later value
        now = self._word.last if self._word is not None else self._period.last
        return word if now is None else replace(word, first=now - 1, last=now - 1)

    def _words(self, start: int, end: int) -> list[TimeWord]:
        return [word for word in self._times if start <= word.start < end]

    def _note(self, words: Sequence[TimeWord]) -> None:
        """Apply the last of `words` that is no base of a comparison to what follows.

        Years that are not over when a review is written are seldom those of its results: only
        words that open a clause apply beyond it (今年以来, not 获得2022年锦标赛承办权).
        """
        last = self._period.last if self._role is Role.REVIEW else None
        for place, word in enumerate(words):
            if word.base or self._describes(word, words[:place]):
                continue
            named = word.kind is TimeKind.PLAN and word.first < word.last and not lasts(word)
            if last is None or word.last <= last or word.until:
                if named and self._role in _PLANS and self._period.first == self._period.last:
                    self._word = word  # 推进“十四五”重点项目: what follows is of the report's year
                else:
                    self._apply(word)
            elif named:
                if is_since(word, self._text) and word.first <= last:
                    self._apply(replace(word, last=last))
            elif _LEADING.fullmatch(self._text, self._clause_start, word.start):
                self._apply(word)
            else:
                self._word = word

    def _describes(self, word: TimeWord, before: Sequence[TimeWord]) -> bool:
        """Whether a span says what a year is: 2022年是本届政府的收官之年."""
        return word.kind in _SPANS and any(
            one.kind in _SINGLE and self._text.startswith("是", one.end) for one in before
        )

    def _apply(self, word: TimeWord) -> None:
        if _AVERAGED.match(self._text, word.end):
            # 比上年增长6.9%，过去五年年均增长7.5%。新增就业岗位59.7万个: of a year again
            self._word = word
            return
        self._word = self._sentence = word
        if lasts(word) and self._reviews(word):
            self._topic = word

    def _reviews(self, word: TimeWord) -> bool:
        """Whether the years of `word` may apply to the next clauses of a review (not of 1961)."""
        if self._role is not Role.REVIEW or self._period.first is None or self._year is None:
            return True
        return self._period.first - _LOOKED_BACK_YEARS <= word.last <= self._year
