"""The rules that need the whole report (`HEADING_NOISE`), or depend on a line's place.

`PLACE_RULES` are applied where that place is known; here are their names and reasons.
"""

import re

from embeddings.parsing.cleaning.rule import HAN, Rule
from embeddings.parsing.lines.joining import LINE_JOIN
from embeddings.parsing.lines.list_numbers import LIST_NUMBER
from embeddings.parsing.lines.long_lines import LONG_PARAGRAPH
from embeddings.parsing.lines.text_tables import TEXT_TABLE
from embeddings.reading.document import HIDDEN
from embeddings.reading.pages import PAGE_NUMBER, RUNNING_HEAD, WATERMARK
from embeddings.reading.plain import COMMENT
from embeddings.reading.superscripts import NOTE_MARK
from embeddings.reading.web import NAVIGATION

__all__ = ["BEFORE_TITLE", "HEADING_NOISE", "PLACE_RULES"]

_HEADING_ENDINGS = (
    "工作回顾|回顾|工作总结|目标任务|重点工作|重点任务|主要任务|主要工作|工作任务|工作安排|工作部署|工作重点|"
    "总体要求|主要目标|预期目标|自身建设"
)
HEADING_NOISE = Rule(
    name="heading-noise",
    pattern=re.compile(
        f"^(?P<heading>[一二三四五六七八九十]{{1,3}}、[^，：]{{0,20}}(?:{_HEADING_ENDINGS}))"
        f"(?P<noise>(?!.*(?:{_HEADING_ENDINGS}))[{HAN}A-Za-z]{{3,10}})$"
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
