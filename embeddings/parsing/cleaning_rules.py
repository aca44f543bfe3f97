"""The table of cleaning rules: what each matches, why, and a case from real files.

Applied in the order of the tables: `CHARACTER_RULES` change something inside a line,
`LINE_RULES` drop a line, `TAIL_RULES` drop a line and all that follows it. `HEADING_NOISE` needs
the whole report to tell noise from heading; `PLACE_RULES` go by a line's place in the document.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from embeddings.parsing.lines.joining import LINE_JOIN
from embeddings.parsing.lines.list_numbers import LIST_NUMBER
from embeddings.parsing.lines.long_lines import LONG_PARAGRAPH
from embeddings.parsing.lines.spaced_numbers import join_spaced_digits
from embeddings.parsing.lines.text_tables import TEXT_TABLE
from embeddings.reading.document import HIDDEN
from embeddings.reading.pages import PAGE_NUMBER, RUNNING_HEAD, WATERMARK
from embeddings.reading.plain import COMMENT
from embeddings.reading.superscripts import NOTE_MARK
from embeddings.reading.web import NAVIGATION

__all__ = [
    "BEFORE_TITLE",
    "CHARACTER_RULES",
    "CONTENTS",
    "HEADING_NOISE",
    "LICENCE_TAIL",
    "LINE_RULES",
    "PAGE_MARK",
    "PLACE_RULES",
    "RULES",
    "TAIL_RULES",
    "Rule",
]

CONTENTS = "contents"
LICENCE_TAIL = "licence-tail"  # the one tail that is known by its own words alone
PAGE_MARK = "page-mark"  # the rule by which a sentence that it cuts in two is known
_HAN = "㐀-鿿豈-﫿〇"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table: what is matched, what replaces it, why, and a case from real files.

    `rewrite` says what becomes of a line where a pattern cannot. A rule without either goes by a
    line's place in the document, and is applied where that is known.
    """

    name: str
    pattern: re.Pattern[str] | None
    reason: str
    example: str
    replacement: str | Callable[[re.Match[str]], str] = ""
    rewrite: Callable[[str], str] | None = None
    edge: bool = False  # applied to the first and the last lines of a document only

    def apply(self, text: str) -> str:
        """Return `text` with every match replaced, or rewritten."""
        if self.rewrite is not None:
            return self.rewrite(text)
        if self.pattern is None:
            return text
        return self.pattern.sub(self.replacement, text)


def _unescape(match: re.Match[str]) -> str:
    """Return the sign that an entity stands for; every kind of space as a plain one."""
    sign = unescape(match[0])
    return " " if sign.isspace() else sign


CHARACTER_RULES = (
    Rule(
        name="html-tag",
        pattern=re.compile(
            "</?(?:p|br|div|span|b|i|u|em|strong|font|a|img|center|o:p|h[1-6])(?:\\s[^<>]{0,300})?/?>",
            re.IGNORECASE,
        ),
        reason="tags of the page that a text was copied from",
        example="<p>各位代表：</p>",
    ),
    Rule(
        name="html-entity",
        pattern=re.compile(
            "&(?:nbsp|ensp|emsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|quot|amp|lt|gt"
            "|#\\d{2,5}|#x[0-9a-f]{2,4});",
            re.IGNORECASE,
        ),
        reason="signs and spaces written as in the source of a page",
        example="&nbsp;&nbsp;各位代表：&ldquo;十三五&rdquo;",
        replacement=_unescape,
    ),
    Rule(
        name="zero-width",
        pattern=re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]"),
        reason="invisible characters left by web editors and page breaks break search terms",
        example="各位代表：\u200d",
    ),
    Rule(
        name="control",
        pattern=re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"),
        reason="control characters and half surrogates are no text",
        example="工作\x01报告",
    ),
    Rule(
        name="private-use",
        pattern=re.compile("(?<!\\d)[\ue000-\uf8ff]|[\ue000-\uf8ff](?!\\d)"),
        reason="characters of a font's private area show as boxes and mean nothing elsewhere; "
        "between two digits one stays, since it may be a point",
        example="\ue5e5一、工作回顾",
    ),
    Rule(
        name="name-asterisk",
        pattern=re.compile(f"(?<=[{_HAN}])[*＊](?=[{_HAN}])"),
        reason="sites put asterisks between the characters of leaders' names",
        example="习*近*平总书记",
    ),
    Rule(
        name="spaced-digits",
        pattern=None,
        rewrite=join_spaced_digits,
        reason="digits set apart by single spaces are one number where both sides prove it: a word "
        "or sign behind them, and before them no place where the item of a list may begin",
        example="1 9 9 8 年",
    ),
    Rule(
        name="space-in-number-unit",
        pattern=re.compile(f"(?<=\\d) (?=[{_HAN}％%‰℃])|(?<=[{_HAN}]) (?=\\d)"),
        reason="a single space between a number and the word beside it is layout",
        example="增长 8.7 个百分点",
    ),
    Rule(
        name="space-in-sentence",
        pattern=re.compile(
            f"(?<=[{_HAN}“（《，。、；：！？”）》]) (?=[{_HAN}“（《，。、；：！？”）》])"
        ),
        reason="a single space between two Chinese characters or signs is layout",
        example="一、 过去五年工作回顾",
    ),
    Rule(
        name="stray-quote",
        pattern=re.compile("^'+|(?<=[。！？])'+$"),
        reason="what a wiki's bold mark leaves at the ends of a line",
        example="——改革开放进一步深化。'",
    ),
)

LINE_RULES = (
    Rule(
        name="wiki-placeholder",
        pattern=re.compile("^(?:'*粗体文字'*|'*斜体文字'*|\\[?编辑\\]?|\\[编辑\\])$"),
        reason="the wiki editor's placeholder text",
        example="粗体文字",
    ),
    Rule(
        name=PAGE_MARK,
        pattern=re.compile(
            "^(?:[-—―–－~～·]{1,3}\\s*[\\d０-９]{1,3}\\s*[-—―–－~～·]{1,3}"
            "|第\\s*\\d{1,3}\\s*页(?:\\s*[，,/]?\\s*共\\s*\\d{1,3}\\s*页)?)$"
        ),
        reason="the number of a printed page, which may stand within a sentence",
        example="— 12 —",
    ),
    Rule(
        name="page-tool",
        pattern=re.compile(
            "^(?![大中小]$)(?:[\\s|｜/·•【】\\[\\]()（）:：－-]*+"
            "(?:下载|打印(?:本页|此页)?|关闭(?:窗口|本页)?|(?:退出)?全屏|(?:加入)?收藏|复制链接|字号|字体|"
            "大|中|小|默认|分享[到至]?|转发|微信|(?:新浪|腾讯)?微博|QQ(?:空间)?|扫一扫(?:在手机打开当前页)?|"
            "返回(?:顶部|首页|列表)?|上一篇|下一篇|[繁简][體体]|无障碍(?:阅读)?|长者模式|语音播报|朗读|听全文|"
            "放大|缩小|首页|(?:我要)?纠错|评论|点赞|\\+|A[-+]?))++[\\s|｜/·•【】\\[\\]()（）:：－-]*+$",
            re.IGNORECASE,
        ),
        reason="buttons of the page around the report",
        example="【字体：大 中 小】 打印 分享",
    ),
    Rule(
        name="page-facts",
        pattern=re.compile(
            "^[\\s|｜]*+(?:信息来源|文章来源|来源|稿源|作者|发布时间|发布日期|发表时间|更新时间|成文日期|"
            "浏览次数|浏览量|阅读次数|阅读|点击数|点击量|点击|责任编辑|编辑|责编|审核|录入|发布机构|发布单位|索引号|"
            "文号|主题分类|信息分类|体裁分类|生成日期|有效性)\\s*+[:：][^。；，]*$"
        ),
        reason="source, time, counters and editor of the page, not of the report; in the first "
        "lines and the last ones only, and never with an amount",
        example="来源：市政府办公室 发布时间：2017-01-20 浏览次数：812",
        edge=True,
    ),
    Rule(
        name="breadcrumb",
        pattern=re.compile(
            "^(?:(?:您|你)?(?:现在|当前)?(?:的)?(?:所在)?位置\\s*(?:是)?\\s*[:：].{0,80}"
            "|首页\\s*[>＞»›/\\-].{0,80}|[^。，]{1,12}(?:\\s*[>＞»›]\\s*[^。，>＞»›]{1,20}){2,})$"
        ),
        reason="the site's path to the page",
        example="当前位置：首页 > 政务公开 > 政府工作报告",
    ),
    Rule(
        name="photo-caption",
        pattern=re.compile("^[（(]?[^，。；：\\d]{0,20}记者[^，。；：\\d]{1,12}摄(?:影)?[）)]?$"),
        reason="the line that names the photographer of a picture beside the report",
        example="新华社记者姚大伟摄",
    ),
    Rule(
        name="ruled-line",
        pattern=re.compile("^(?:(?:[-=_*~＊－][ \\t]*){3,}|[—―─━]{4,})$"),
        reason="a line drawn with signs separates parts and says nothing",
        example="- - -",
    ),
    Rule(
        name=CONTENTS,
        pattern=re.compile("^(?:目\\s*录|(?P<heading>.{2,60}?)(?:[.．…·]\\s?){3,}\\s*\\d{1,3})$"),
        reason="the table of contents repeats headings that stand further down",
        example="一、2016年工作回顾………………1",
    ),
    Rule(
        name="posted-at",
        pattern=re.compile(
            "^(?:19|20)\\d\\d[-年/.]\\d{1,2}[-月/.]\\d{1,2}日?\\s*"
            "(?:\\d{1,2}[:：]\\d{2}(?:[:：]\\d{2})?|(?=来源|作者|浏览|点击|字号|【))[^。，]{0,60}$"
        ),
        reason="the time at which the page was put up, not that of the report",
        example="2017-01-20 10:23 来源：兰州日报",
    ),
)

TAIL_RULES = (
    Rule(
        name=LICENCE_TAIL,
        pattern=re.compile("^本作品(?:是|為|为)中[华華]人民共和[国國]的?"),
        reason="the wiki's licence note after the report, to the end of the file",
        example="本作品是中华人民共和国的",
    ),
    Rule(
        name="page-tail",
        pattern=re.compile(
            "^(?:相关(?:链接|阅读|新闻|文章|附件|推荐)|延伸阅读|推荐阅读|热点新闻|友情链接|网站地图|"
            "版权所有|扫一扫[^。]{0,20}|附件下载|分享到[:：]?|【(?:关闭|打印)[^。]{0,20}|"
            "上一篇[:：][^。]{0,60}|下一篇[:：][^。]{0,60})(?:[:：].{0,60})?$"
        ),
        reason="links and imprint of the page after the report, to the end of the file; not where "
        "an item of a list, a sentence or an amount follows",
        example="相关链接",
    ),
)

_HEADING_ENDINGS = (
    "工作回顾|回顾|工作总结|目标任务|重点工作|重点任务|主要任务|主要工作|工作任务|工作安排|工作部署|工作重点|"
    "总体要求|主要目标|预期目标|自身建设"
)
HEADING_NOISE = Rule(
    name="heading-noise",
    pattern=re.compile(
        f"^(?P<heading>[一二三四五六七八九十]{{1,3}}、[^，：]{{0,20}}(?:{_HEADING_ENDINGS}))"
        f"(?P<noise>(?!.*(?:{_HEADING_ENDINGS}))[{_HAN}A-Za-z]{{3,10}})$"
    ),
    reason="sites append the names of novels to headings; what follows a usual heading is dropped "
    "where two headings of the report carry such an end and none of its character pairs occurs "
    "anywhere else in the report",
    example="二、今后五年发展的目标任务二号首长",
    replacement=r"\g<heading>",
)

BEFORE_TITLE = Rule(
    name="before-title",
    pattern=None,
    reason="what stands before the report's title is the site's name or address, but for a date, "
    "the name of the congress and who speaks",
    example="兰州市人民政府网",
)
PLACE_RULES = (
    BEFORE_TITLE,
    Rule(
        name=NAVIGATION,
        pattern=None,
        reason="what stands outside of the element that holds a web page's main text",
        example="首页 政务公开 网上办事 互动交流",
    ),
    Rule(
        name=RUNNING_HEAD,
        pattern=None,
        reason="a line at the edge of the page that stands on four pages in ten, three at least, "
        "or on both of two",
        example="兰州市人民政府公报",
    ),
    Rule(
        name=PAGE_NUMBER,
        pattern=None,
        reason="a number alone at the edge of the page",
        example="— 3 —",
    ),
    Rule(
        name=WATERMARK,
        pattern=None,
        reason="a line printed over the text at one place of several pages, or across a page",
        example="内部资料 注意保存",
    ),
    Rule(
        name=HIDDEN,
        pattern=None,
        reason="what a Word file or a web page hides or strikes through is no part of the report",
        example="（内部口径498亿元）",
    ),
    Rule(
        name=NOTE_MARK,
        pattern=None,
        reason="the number of a note would join the figure behind it: 园区¹2个, 桩[25]9个; "
        "powers stay",
        example="¹",
    ),
    Rule(
        name=COMMENT,
        pattern=None,
        reason="a comment in the source of a page, which no reader of the page sees",
        example="<!-- 图为大会主席台。 -->",
    ),
    Rule(
        name=LINE_JOIN,
        pattern=None,
        reason="a sentence that a line end broke at a figure is one again; nothing is dropped",
        example="72.⏎5 % → 72.5 %",
    ),
    Rule(
        name=LIST_NUMBER,
        pattern=None,
        reason="a space is set behind the number of an item that touches a figure: item 4 of a "
        "list is no part of the figure behind it; nothing is dropped",
        example="4.3个乡镇实施污水治理",
    ),
    Rule(
        name=TEXT_TABLE,
        pattern=None,
        reason="cells apart by tabs or spaces, or each on a line of its own, become statements "
        "with the heads of row and column and the unit",
        example="粮食　万吨　119.8",
    ),
    Rule(
        name=LONG_PARAGRAPH,
        pattern=None,
        reason="a paragraph over 1,300 characters is cut at ends of sentences; nothing is dropped",
        example="（1,900 个字的一段）",
    ),
)

RULES = (*CHARACTER_RULES, *LINE_RULES, *TAIL_RULES, HEADING_NOISE, *PLACE_RULES)
