"""Notes at the end of a report that explain its terms (名词解释): their heading, the terms."""

from dataclasses import dataclass

from embeddings.lazy_regex import lazy_regex

__all__ = ["TermNote", "heads_term_notes", "read_term_note", "without_number"]

_WORD = "(?:用语|词语|词汇|词条|概念|新词|热词)"
_NOUN = f"(?:(?:专业|有关|相关)?(?:名词|术语)+|(?:有关|相关|部分)?{_WORD}|指标)"
_EXPLAINED = "(?:注释|注解|解释|释义|说明)"
_HEADING = lazy_regex(
    "(?:附(?:件|录|：|:)?[一二三四五六\\d]{0,2}[:：]?|[\\d一二三四五]{1,2}[.、．])?[（(【《]?"
    "(?:"
    f"[^，。；]{{0,30}}{_NOUN}(?:的|与|和)?{_EXPLAINED}(?:(?:和|及|与)(?:有关|相关)?(?:情况)?的?说明|说明)?"
    "|(?:《?[^，。；》]{0,12}报告》?)?(?:中|的|部分)?(?:注释|注解|释义|附注|解释[和与]?说明|(?:有关|相关)情况的?说明)"
    ")(?:[（(][^（()）]{0,30}[)）])?[）)】]?[:：]?"
)
_NUMBER = lazy_regex(
    "\\s*(?:[\\[［【（(〔]\\s?\\d{1,3}\\s?[\\]］】）)〕]|\\d{1,3}\\s?[.、．]|[①-⑳㉑-㉟㊱-㊿]|"
    "[一二三四五六七八九十]{1,3}、)\\s*"
)
_TERM = lazy_regex("(?P<term>[^：:。；]{2,60}?)\\s?[：:]\\s?(?=\\S)")
_LEAD = lazy_regex("(?P<term>[^：:。；，]{2,24})。(?=\\S)")  # 59.“四风”。形式主义、…


@dataclass(frozen=True, slots=True, kw_only=True)
class TermNote:
    """The note of a term; offsets in the paragraph: the term, and its explanation to the end."""

    start: int
    end: int
    explanation: int


def heads_term_notes(text: str) -> bool:
    """Whether a line is the heading of notes on terms: 《政府工作报告》名词解释, 注释：."""
    return _HEADING.fullmatch(text) is not None


def without_number(text: str) -> str:
    """Return a text without the number of a note before it: “三保” for 3.“三保”."""
    return text[_number_end(text) :]


def read_term_note(text: str) -> TermNote | None:
    """Return the term and the explanation of a note (3.“三保”：保工资、…); None for other text."""
    start = _number_end(text)
    match = _TERM.match(text, start) or (_LEAD.match(text, start) if start else None)
    if match is None:
        return None
    return TermNote(start=match.start("term"), end=match.end("term"), explanation=match.end())


def _number_end(text: str) -> int:
    number = _NUMBER.match(text)
    return number.end() if number else 0
