"""The dates, lengths of time and ranks of a quoted text that answer a question."""

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold

__all__ = ["DURATION", "asked_dates", "asked_rank"]

_NUMBER = r"(?:\d+(?:\.\d+)?|[一两二三四五六七八九十百]+|半)"
DURATION = lazy_regex(
    rf"(?:不到|不超过)?{_NUMBER}(?:[到至—-]{_NUMBER})?个?(?:多|半|余)?(?:周年|年|月|小时|天|周|星期|学期|工作日|分钟|秒|岁)"
    r"(?:以?内|之内|半|左右|以上)?|今明两年|每[年月周天日季]度?|半年"
)
_DECADE = r"(?:上个?世纪|\d{1,2}世纪|[一二]?十[一二三四五六七八九]?世纪)"
_DATE = lazy_regex(
    rf"{_DECADE}(?:[一二三四五六七八九\d][十0]年代)?[初末中]?[期叶]?|[12]\d{{2}}0年代[初末中]?期?|"
    r"(?:(?:[12]\d{3}|[一二][〇○零九八七六五四三二一]{3})年|今年|去年|明年|当年|同年)(?:[一二三四五六七八九十\d]{1,3}月(?:份)?(?:[一二三四五六七八九十\d]{1,3}[日号])?|"
    r"第[一二三四]季度|[上下]半年|[春夏秋冬]季?|年?[底初末](?:以?前)?|内|以?前)?(?:至(?:[12]\d{3}年|[\d一二三四五六七八九十]{1,3}月)(?:[\d一二三四五六七八九十]{1,3}日)?)?|"
    r"\d{1,2}月(?:份|\d{1,2}[日号]|底|初|末)?(?:以?前)?|[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?|"
    r"年底前?|年内|[上下]半年|第[一二三四]季度|今明两年"
)
_RANK = lazy_regex(
    r"(?P<rank>(?:全国|全省|全市|全区|世界|全球|[东中西]部|同类城市|亚洲)?"
    r"第(?:[一二三四五六七八九十]{1,4}|\d+)(?:位|名|届|次|季度|批|产业|号)?|首位|榜首|[A-Za-z]?\d+(?:号线|路))"
)


def asked_dates(text: str, question: str) -> tuple[str, ...]:
    """Return the dates of `text`, or where it has none the lengths of time; not the question's."""
    asked, folded = fold(question), fold(text)
    for pattern in (_DATE, DURATION):
        found = [text[m.start() : m.end()] for m in pattern.finditer(folded)]
        new = [piece for piece in found if fold(piece) not in asked]
        if new or found:
            return tuple(dict.fromkeys(new or found))
    return ()


def asked_rank(text: str) -> tuple[str, ...]:
    """Return the ranks and ordinals of `text`: 全国第三位, 第23届."""
    folded = fold(text)
    return tuple(
        dict.fromkeys(
            text[match.start("rank") : match.end("rank")] for match in _RANK.finditer(folded)
        )
    )
