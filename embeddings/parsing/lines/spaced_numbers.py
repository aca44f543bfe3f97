"""Numbers with layout spaces inside them are joined if both sides show that they are one number.

`1 9 9 8 年` and `102. 7亿元` are one number each; `1. 5万亩` at the beginning of a line is item 1
of a list, with the figure 5万亩. Groups of thousands (`1 846.3亿元`) stay as they are written.
"""

import re

__all__ = ["join_spaced_digits"]

_RUN = re.compile(
    "(?<![\\d.．,，])"
    "(?<!\\d )(?<!\\d[.．] )(?<!\\d [.．] )"  # only whole runs: linear where no word follows
    "\\d+(?:(?: ?[.．] ?| )\\d+)+(?= ?[㐀-鿿豈-﫿〇％%‰℃])"
)
_GROUPS = re.compile(" ?[.．] ?| ")
_NUMBERED = re.compile("\\d{1,2} ?[.．] ?(?=\\d)")  # what may be the number of an item
_STOPS = "。；！？：;!?:|"  # an item of a list may follow
_YEAR = re.compile("(?:19|20)\\d\\d")
_SURE = 3  # single digits in a row that are one number wherever they stand


def join_spaced_digits(text: str) -> str:
    """Return `text` without the spaces inside numbers that are due to the layout."""
    if " " not in text:
        return text
    return _RUN.sub(lambda match: _joined(match, text), text)


def _joined(match: re.Match[str], text: str) -> str:
    run = match[0]
    if " " not in run:
        return run
    before = text[: match.start()].rstrip()
    inside = bool(before) and before[-1] not in _STOPS  # no item of a list begins here
    groups = _GROUPS.split(run)
    whole = "".join(run.split())
    single = all(len(group) == 1 for group in groups)
    if re.search("[.．]", run) is None:
        digits = "".join(groups)
        zero = any(len(group) > 1 and group[0] in "0０" for group in groups[1:])  # 7 00: no number
        year = _YEAR.fullmatch(digits) is not None and text[match.end() :].lstrip()[:1] == "年"
        if zero or year or (single and (inside or len(groups) >= _SURE)):
            return whole
        return run
    if len(re.findall("[.．]", run)) > 1:
        return run
    integer, decimals = re.split("[.．]", run)
    integer_groups = integer.split()
    torn = len(integer_groups) > 1 and not all(len(group) == 1 for group in integer_groups)
    if torn or any(len(group) > 1 for group in decimals.split()[1:]):
        return _with_tight_point(run) if inside else run  # 1 846.3: groups of thousands
    numbered = _NUMBERED.match(run) is not None and len(integer_groups) == 1
    if inside or not numbered:
        return whole
    return run


def _with_tight_point(run: str) -> str:
    return re.sub(" ?([.．]) ?", "\\1", run)
