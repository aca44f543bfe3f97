"""The table of cleaning rules, and lines → lines with every change told.

Three kinds of rule, applied in the order of the tables: `CHARACTER_RULES` change something
inside a line, `LINE_RULES` drop a line, `TAIL_RULES` drop a line and all that follows it.
The noise that sites append to headings needs the whole report to be told from the heading, and
is the rule `HEADING_NOISE`, applied by `strip_heading_noise` once headings are known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from embeddings.formats import Line
from embeddings.records import Change

__all__ = [
    "CHARACTER_RULES",
    "HEADING_NOISE",
    "LINE_RULES",
    "RULES",
    "TAIL_RULES",
    "Rule",
    "clean_lines",
    "strip_heading_noise",
]

_HAN = "㐀-鿿豈-﫿〇"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table: what is matched, what replaces it, why, and a case from real files.

    `squeeze` takes the white space out of a match instead of replacing it.
    """

    name: str
    pattern: re.Pattern[str]
    reason: str
    example: str
    replacement: str = ""
    squeeze: bool = False

    def apply(self, text: str) -> str:
        """Return `text` with every match replaced, or squeezed."""
        if self.squeeze:
            return self.pattern.sub(lambda match: "".join(match[0].split()), text)
        return self.pattern.sub(self.replacement, text)


CHARACTER_RULES = (
    Rule(
        name="zero-width",
        pattern=re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0e\ufe0f\ufeff]"),
        reason="invisible characters left by web editors and page breaks break search terms",
        example="各位代表：\u200d",
    ),
    Rule(
        name="control",
        pattern=re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"),
        reason="control characters are no text",
        example="工作\x01报告",
    ),
    Rule(
        name="private-use",
        pattern=re.compile("[\ue000-\uf8ff]"),
        reason="characters of a font's private area show as boxes and mean nothing elsewhere",
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
        pattern=re.compile(
            "(?<![\\d.．])(?=\\d+ ?[ .．])\\d(?: \\d)*+(?: ?[.．] ?\\d(?: \\d)*+)?(?= ?["
            + _HAN
            + "％%‰℃])"
        ),
        reason="single digits set apart by single spaces, a word or sign behind them, are one "
        "number; digit groups of other shapes stay as they are",
        example="1 9 9 8 年",
        squeeze=True,
    ),
    Rule(
        name="space-in-number-unit",
        pattern=re.compile(f"(?<=\\d) (?=[{_HAN}％%‰℃])|(?<=[{_HAN}]) (?=\\d)"),
        reason="a single space between a number and the word beside it is layout",
        example="增长 8.7 个百分点",
    ),
    Rule(
        name="space-in-sentence",
        pattern=re.compile(f"(?<=[{_HAN}，。、；：！？”）》]) (?=[{_HAN}“（《])"),
        reason="a single space between two Chinese characters is layout",
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
        name="page-tool",
        pattern=re.compile(
            "^(?:[\\s|｜/·•【】\\[\\]()（）:：－-]*+"
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
            "^[\\s|｜]*+(?:信息来源|文章来源|来源|稿源|作者|发布时间|发布日期|发表时间|更新时间|成文日期|时间|日期|"
            "浏览次数|浏览量|阅读次数|阅读|点击数|点击量|点击|责任编辑|编辑|责编|审核|录入|发布机构|发布单位|索引号|"
            "文号|主题分类|信息分类|体裁分类|生成日期|有效性)\\s*+[:：][^。；，]*$"
        ),
        reason="source, time, counters and editor of the page, not of the report",
        example="来源：市政府办公室 发布时间：2017-01-20 浏览次数：812",
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
        pattern=re.compile(
            "^[^。]{0,80}(?:摄影|(?<=[ 　])摄|记者[^。，]{1,12}摄|/摄|供图|资料图片?)[）)]?$"
        ),
        reason="the caption of a photograph beside the report",
        example="新华社记者姚大伟摄",
    ),
)

TAIL_RULES = (
    Rule(
        name="licence-tail",
        pattern=re.compile("^本作品(?:是|為|为)中[华華]人民共和[国國]的?"),
        reason="the wiki's licence note after the report, to the end of the file",
        example="本作品是中华人民共和国的",
    ),
    Rule(
        name="page-tail",
        pattern=re.compile(
            "^(?:相关(?:链接|阅读|新闻|文章|附件|推荐)|延伸阅读|推荐阅读|热点新闻|友情链接|网站地图|"
            "版权所有|主办单位|扫一扫[^。]{0,20}|附件下载|分享到[:：]?|【(?:关闭|打印)[^。]{0,20}|"
            "上一篇[:：][^。]{0,60}|下一篇[:：][^。]{0,60})(?:[:：].{0,60})?$"
        ),
        reason="links and imprint of the page after the report, to the end of the file",
        example="相关链接",
    ),
)

_HEADING_ENDINGS = (
    "回顾|总结|目标|任务|工作|重点|要求|思路|安排|部署|建议|措施|建设|发展|成就|政策|取向|说明|规划|方针|情况|"
    "展望|问题|体会|经验"
)
HEADING_NOISE = Rule(
    name="heading-noise",
    pattern=re.compile(
        f"^(?P<heading>.*(?:{_HEADING_ENDINGS}))"
        f"(?P<noise>(?!.*(?:{_HEADING_ENDINGS}))[{_HAN}A-Za-z0-9]{{3,10}})$"
    ),
    reason="sites append the names of novels to headings; what follows a usual heading ending is "
    "dropped where none of its character pairs occurs anywhere else in the report",
    example="二、今后五年发展的目标任务二号首长",
    replacement=r"\g<heading>",
)

RULES = (*CHARACTER_RULES, *LINE_RULES, *TAIL_RULES, HEADING_NOISE)
_EARLIEST_TAIL = 0.5  # share of the lines before which no tail rule applies
_LONGEST_NOISE_LINE = 120  # characters; a longer line is text
_NOISE_NEEDS = 2000  # characters of report below which absence proves nothing


def clean_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Change]]:
    """Return the lines that remain, each cleaned, and what was changed.

    Leading white space stays: it tells where a paragraph begins.
    """
    kept: list[Line] = []
    changes: list[Change] = []
    earliest_tail = int(len(lines) * _EARLIEST_TAIL)
    for position, line in enumerate(lines):
        text = line.text
        for rule in CHARACTER_RULES:
            if rule.pattern.search(text):
                after = rule.apply(text)
                changes.append(Change(rule=rule.name, line=line.number, before=text, after=after))
                text = after
        bare = text.strip()
        if position >= earliest_tail and (rule_ := _matching(TAIL_RULES, bare)):
            changes += [
                Change(rule=rule_.name, line=dropped.number, before=dropped.text, after="")
                for dropped in lines[position:]
                if dropped.text.strip()
            ]
            break
        if rule_ := _matching(LINE_RULES, bare):
            changes.append(Change(rule=rule_.name, line=line.number, before=line.text, after=""))
            continue
        page_break = bool(line.text) and not text
        kept.append(line if text == line.text else replace(line, text=text, page_break=page_break))
    return kept, changes


def strip_heading_noise(heading: str, report_text: str) -> str:
    """Return `heading` without what a site appended to it; unchanged where nothing shows that.

    `report_text` is the whole report, this heading included once.
    """
    if len(report_text) < _NOISE_NEEDS:
        return heading
    match = HEADING_NOISE.pattern.match(heading)
    if match is None:
        return heading
    noise = match["noise"]
    if any(report_text.count(noise[at : at + 2]) > 1 for at in range(len(noise) - 1)):
        return heading
    return match["heading"]


def _matching(rules: Sequence[Rule], text: str) -> Rule | None:
    if not text or len(text) > _LONGEST_NOISE_LINE:
        return None
    return next((rule for rule in rules if rule.pattern.match(text)), None)
