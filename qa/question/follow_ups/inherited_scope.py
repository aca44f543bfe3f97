"""The years and regions that a follow-up takes from the last question, or replaces in it."""

import re
from collections.abc import Sequence

from embeddings.language.time_expressions import TimeWord
from embeddings.lazy_regex import lazy_regex
from qa.question.question import Reading, cut_out

__all__ = ["with_named_years", "with_scope_inherited", "with_scope_replaced"]

_SAME_YEAR = lazy_regex(r"(?:那|这)?同一?年|(?:那|这)一?年|当年|同期")
_YEAR_BEFORE = lazy_regex(
    r"(?:它|那)?(?:前一年|上一年|头一年|再往前一年)(?=的|呢|是|有|又|[?？\s]|$)"
)
_YEAR_AFTER = lazy_regex(r"(?:后一年|下一年|第二年|次年|再往后一年)")


def with_named_years(asked: str, before: str, reading: Reading) -> str:
    """Write out 同一年, 前一年 and 第二年 by the year of the last question."""
    years = [word for word in reading.times(before) if word.years and not word.base]
    if not years:
        return asked
    last = years[0].last
    named = any(word.kind == "year" for word in reading.times(asked))
    for pattern, year in ((_YEAR_BEFORE, last - 1), (_YEAR_AFTER, last + 1), (_SAME_YEAR, last)):
        match = pattern.search(asked)
        if match and not named and not asked[: match.start()].endswith(("比", "较")):
            return f"{asked[: match.start()]}{year}年{asked[match.end() :]}"
    return asked


def with_scope_replaced(
    before: str, asked: str, times: Sequence[TimeWord], reading: Reading
) -> str:
    """Return the last question with the year and region of `asked` in place of its own."""
    text = before
    new_places = reading.regions(asked)
    if new_places:
        words = "".join(dict.fromkeys(asked[place.start : place.end] for place in new_places))
        old = reading.regions(text)
        if old:
            text = text[: old[0].start] + words + text[old[0].end :]
        else:
            years = [word for word in reading.times(text) if word.start == 0]
            cut = years[0].end if years else 0
            text = text[:cut] + words + text[cut:]
    new_times = [word for word in reading.times(asked) if word in times or word.years]
    if new_times:
        words = "和".join(_year_text(asked[word.start : word.end]) for word in new_times)
        old_times = [word for word in reading.times(text) if not word.base]
        if old_times:
            first, rest = old_times[0], old_times[1:]
            text = cut_out(text, [(word.start, word.end) for word in rest])
            text = text[: first.start] + words + text[first.end :]
        else:
            text = words + text
    return text


def with_scope_inherited(asked: str, before: str, reading: Reading) -> str:
    """Return `asked` with the year and region of the last question where it has none."""
    text = asked
    if not reading.regions(text):
        names = "".join(
            dict.fromkeys(before[place.start : place.end] for place in reading.regions(before))
        )
        first = next(iter(reading.times(text)), None)
        cut = first.end if first is not None and first.start == 0 else 0
        text = text[:cut] + names + text[cut:]
    if not any(word.years and not word.base for word in reading.times(text)):
        words = [word for word in reading.times(before) if word.years and not word.base]
        until = "到" if words and words[0].until and len(words) == 1 else ""
        carried = until + "和".join(_year_text(before[word.start : word.end]) for word in words)
        text = carried + text
    return text


def _year_text(text: str) -> str:
    return f"{text}年" if re.fullmatch(r"\d{2}(?:\d{2})?", text) else text
