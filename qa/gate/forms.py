"""Requests for another form of the answer before: 画成表, 换成图, 导出Excel.

Their words are those of the page's own buttons and of the files that it writes, so that no reports
teach them; a text counts only if it consists of nothing else.
"""

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold

__all__ = ["asks_for_form"]

_ASKING = r"(?:请|麻烦|能不能|能否|可不可以|可以|能|帮我|给我|怎么样?|怎样|如何|我?想要?|我要|再)*"
_WHAT = (
    r"(?:把|将)?(?:它们?|这个|这些|那个|上面的?|上述|以上|刚才的?|前面的?|全部|所有)?"
    r"(?:结果|数据|数字|数值|答案|回答|内容|表格?|图表?)?(?:都)?"
)
_SAVED = (
    r"导出|输出|下载|打印|复制|保存|另存|可视化|画图|存下来"  # say by themselves what is wanted
)
_MADE = (
    rf"{_SAVED}|画|绘制?|做|制作?|列|换|转换?|改|整理|汇总|生成|存|显示|展示|发|给|来|要|出|用|以"
)
_MANNER = r"(?:成|为|到|出来?|一下|下来|给?我|一?[张个份幅])*"
_FORM = (
    r"(?:统计|数据)?(?:表格?|图表?|图片|图形|图像|曲线图?|[折直]线图?|[柱条]状?形?图?|饼图|[走趋]势图|文档|网页|"
    r"word|excel|csv|pdf|png|svg|markdown|docx|xlsx|html)(?:格式|形式|文件|文档|表格?)?"
)
_END = (
    r"(?:来)?(?:表示|展示|显示|呈现|看看?|下来|出来)?(?:一下)?(?:可以|行|好)?[吧吗呢么]?[。？?！!]*"
)
_ASKED = lazy_regex(
    rf"{_ASKING}{_WHAT}(?:(?:{_MADE}){_MANNER}{_FORM}|(?:{_SAVED}){_MANNER}{_WHAT}){_END}"
)


def asks_for_form(text: str) -> bool:
    """Whether a text asks for nothing but a table, a chart or a file of what was said before."""
    return _ASKED.fullmatch(fold(text).strip().replace(" ", "").lower()) is not None
