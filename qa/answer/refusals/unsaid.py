"""What quotes leave unsaid: the place, the day, the cause, the number or the rest asked for."""

from collections.abc import Sequence

from embeddings.language.figures import find_figures
from embeddings.language.time_expressions import Anchor, find_times
from embeddings.lazy_regex import lazy_regex
from embeddings.messages import Message
from embeddings.text.bigrams import bigrams
from embeddings.text.folding import fold
from qa.answer.refusals.only_counted import JOINTS
from qa.question.answer_type import AnswerType
from qa.question.question import Question
from qa.short_answers.dates import asked_dates
from qa.short_answers.short_answers import told_clause
from qa.text.part_of_speech import tagged

__all__ = ["unsaid"]

_NUMBER_OF = "几号(?!线|地铁|文|楼|院|公路|桥)"
_WHEN = lazy_regex(f"什么时[候间]|啥时|何时|几时|哪一?[天月]|几月|{_NUMBER_OF}")
_DAY = lazy_regex(f"几月|{_NUMBER_OF}")  # 哪天 is 什么时候
_OF_A_YEAR = lazy_regex(r"年内|[今当同]年内?|\d{4}年内?")  # no day
_IN_A_MONTH = lazy_regex(
    r"[\d一二三四五六七八九十]+月|[月年][底末初中]|[上下]半年|季度|[春夏秋冬]|节|[\d一二三四五六七八九十]+[日号](?!线)"
)
_DONE = lazy_regex(
    "[建落]成|[开投]工|开通|通[车航水电]|投[用产运]|竣工|完[工成]|启[用动]|[开停]业|运[营行]|开[馆园放学]|"
    "[跃迈跨站]上|交付|成立|挂牌|举[办行]|召开|上市|入住|获批|[推实]行|实施|达到|实现|突破"
)
_WHERE = lazy_regex(
    "[在到去]了?(?:哪里|哪儿|哪一?个?(?:地方|地点|位置|城市|街道)|哪条[街路]|什么(?:地方|地点|位置)|"
    "[^，,。？?]{0,4}哪个位置)"
)
_PROPER = ("ns", "nz", "nr", "nrt")  # tags of names: 扎布耶盐湖
_CLAUSE_ENDS = lazy_regex(r"[，。；;,…]+")
# A place beside what stands there: 朝阳新城校区, 在主城区东部, 落户北京.
_PLACED = lazy_regex(
    r"位于|坐落|选址|地处|落户|落地|设在|建在|[在于至到入]|"
    r"[\u4e00-\u9fff]{2}(?:新?[区城]|[县镇乡村街路巷岛]|大道|片区|园区|沿线|周边|沿岸|两岸)"
)
# Why a thing went wrong has a cause; what a thing is done for needs no word of cause.
_ILL = "(?:[降跌掉少慢差亏塌倒]|没完成|没达到|滑坡|事故|灾)"
_WHY = "(?:为什么|为啥|为何|怎么会?|[什啥]么?原因|[什啥]么?缘故)"
_WHY_SO = lazy_regex(
    f"{_WHY}[^，,。？?]{{0,16}}{_ILL}|{_ILL}[^，,。？?]{{0,12}}(?:{_WHY}|原因|缘故)"
)
_CAUSE = lazy_regex("因|由于|受|导致|致使|造成|影响|鉴于|源于|主要是|所致|使")
# What is left is not what was taken away: 减少贫困人口58万人 does not tell how many are still poor.
_ASKS_REST = lazy_regex("剩(?:下|余|有|了)?(?:多少|几)|还有(?:多少|几)[^，,。？?]*[没未]")
_TAKEN = lazy_regex("减少|脱贫|退出|消除|化解|消化|淘汰|关[停闭]|拆除|取消|清理|解决")
_REST = lazy_regex("[剩余未没待欠仅]|[清归为]零|[尚还仍只]有|存量|保留|[少低降减缩](?:到|至|为)")


def unsaid(question: Question, quoted: Sequence[str]) -> Message | None:
    """Return what the quotes do not say of the thing that a question is about; None if nothing.

    Args:
        question: what was asked.
        quoted: the texts of the quotes.
    """
    text = "…".join(quoted)
    kind = question.kind.kind
    if kind is AnswerType.DATE and _is_undated(question, text):
        return Message("quoted_no_date", told=told_clause(text, question.text) or text)
    if _WHERE.search(question.folded) and not _has_place(question, quoted):
        return Message("quoted_no_place")
    if kind is AnswerType.WHY and _WHY_SO.search(question.folded) and not _CAUSE.search(text):
        return Message("quoted_no_cause")
    if _leaves_rest_unsaid(question, text):
        return Message("quoted_no_rest")
    numbered = kind is AnswerType.FIGURE and "几号" not in question.folded
    if numbered and not any(find_figures(one) for one in quoted):
        return Message("quoted_no_number")
    return None


def _leaves_rest_unsaid(question: Question, quoted: str) -> bool:
    """Whether it is asked how much is left (还剩多少) and a quote tells what was taken away."""
    asked = _ASKS_REST.search(question.folded)
    return bool(asked and _TAKEN.search(quoted)) and not _REST.search(quoted)


def _is_undated(question: Question, text: str) -> bool:
    """Whether quotes say neither when a thing is nor that it is done or will be.

    日照机场建成通航 is of the report's year, which is no answer where the day is asked for.
    """
    if not _WHEN.search(question.folded):
        return False
    if _DAY.search(question.folded) and not _IN_A_MONTH.search(fold(text)):
        return all(_OF_A_YEAR.fullmatch(told) for told in asked_dates(text, question.folded))
    if asked_dates(text, question.folded) or find_times(text, Anchor()):
        return False
    return not _DONE.search(told_clause(text, question.text) or text)


def _has_place(question: Question, quoted: Sequence[str]) -> bool:
    """Whether the words about the thing asked for name a place beside it."""
    asked = bigrams(question.unscoped)
    pieces = [
        piece
        for text in quoted
        for clause in _CLAUSE_ENDS.split(fold(text))
        for piece in JOINTS.split(clause)
        if piece
    ]
    nearest = max(pieces, key=lambda piece: len(bigrams(piece) & asked), default="")
    words = [word for word in tagged(nearest) if word.text not in question.folded]
    if any(word.tag in _PROPER for word in words):
        return True
    rest = nearest
    for pair in sorted(asked & bigrams(nearest)):
        rest = rest.replace(pair, "…")
    return _PLACED.search(rest) is not None
