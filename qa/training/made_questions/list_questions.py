"""Questions for what an enumeration lists: 办好A、B、C等活动 → 办了哪些活动."""

import re
from collections.abc import Iterator
from random import Random

from embeddings.records import Report
from qa.training.absence.text_search import SearchedReport
from qa.training.made_questions.made import MadeQuestion
from qa.training.made_questions.told_paragraphs import told_paragraphs
from qa.training.made_questions.wordings import ACTION, everyday, opening, past, planned

__all__ = ["list_questions"]

_ITEM = r"[^，。；：、“”（）()等和]{2,12}"
_ITEMS = rf"{_ITEM}(?:、{_ITEM}){{1,4}}"
_COUNT = r"(?:\d+|[一二两三四五六七八九十]+)[个家项条座处所户种类届场部]"
_NOT_RANKED = r"(?<![甲上平同高中初优])"  # 三甲等医院
_LEAD = (
    r"(?:^|[，；。：])(?:全[市省州区县年]|我[市省州区]|成功|力争|确保|积极|全力|重点|加快|大力|年内|"
    r"相继|深入|继续|持续)*"
)
_NOUN = r"[\u4e00-\u9fff]{2,8}"
_OBJECTS = re.compile(
    rf"{_LEAD}(?P<verb>{ACTION})(?P<items>{_ITEMS}(?:和{_ITEM})?){_NOT_RANKED}"
    rf"(?:等?{_COUNT}|等)(?P<noun>{_NOUN})(?=[，。；])"
)
_STATES = (
    "建成投产|建成通车|建成投用|投入使用|投入运营|开工建设|竣工投产|建成使用|正式运营|通车|投产|开工|"
    "竣工|获批|上市|落户|入驻"
)
_SUBJECTS = re.compile(
    rf"{_LEAD}(?P<items>{_ITEMS}){_NOT_RANKED}等(?:{_COUNT})?(?P<noun>{_NOUN}?)(?P<state>{_STATES})"
    r"(?=[，。；])"
)
_NO_ITEM = re.compile(
    rf"^(?:{ACTION}|壮大|做[大强优]|好|以|了|全市|完善|加强|提升|推动)|加快|发展|推进|[以的对把将]|\d"
)
_WHICH = ("哪些{}", "哪几个{}", "什么{}")
# Without a word before them these name anything: 推进哪些项目.
_BARE = re.compile(
    r"一?[批些]?(?:重[大点])?(?:项目|工程|企业|产业|产品|行动|活动|政策|改革|制度|建设|示范项目)"
)
_NOUN_ENDS = re.compile(
    r"(?:项目|工程|企业|活动|产业|景区|品牌|公路|园区|基地|平台|中心|节会|赛事|政策|制度|行动|试点|改革|"
    r"道路|医院|学校|公园|服务|产品|节庆|市场|铁路|高速|桥梁|场馆|公司|集团|机构|小镇|街区|村|镇|县|乡)$"
)


def list_questions(searched: SearchedReport, chance: Random) -> Iterator[MadeQuestion]:
    """Yield questions whose answers are the items of one enumeration."""
    report = searched.report
    for told in told_paragraphs(report):
        is_planned = told.year == report.year
        for found in _OBJECTS.finditer(told.folded):
            noun = found["noun"]
            does = (planned if is_planned else past)(found["verb"], chance)
            asked = does + chance.choice(_WHICH).format(everyday(noun, chance))
            quote = told.text[found.start("verb") : found.end()]
            made = _made(report, noun, found["items"], told.year, quote, asked, chance)
            if made is not None:
                yield made
        for found in _SUBJECTS.finditer(told.folded):
            noun = found["noun"] or "项目"
            tail = f"要{found['state']}" if is_planned else f"{found['state']}了"
            asked = f"{chance.choice(('有哪些', '哪些', '哪几个'))}{noun}{tail}"
            quote = told.text[found.start("items") : found.end()]
            made = _made(report, noun, found["items"], told.year, quote, asked, chance)
            if made is not None:
                yield made


def _made(
    report: Report,
    noun: str,
    listed: str,
    year: int,
    quote: str,
    asked: str,
    chance: Random,
) -> MadeQuestion | None:
    items = re.split("[、和]", listed)
    if any(_NO_ITEM.search(item) for item in items):
        return None
    if _BARE.fullmatch(noun) or not _NOUN_ENDS.search(noun) or report.text.count(quote) != 1:
        return None
    return MadeQuestion(
        kind="list",
        type="list",
        question=f"{opening(report, year, chance)}{asked}？",
        subject=items[0],
        place=report.region or "",
        report=report.title,
        answers=tuple((item,) for item in items),
        quote=quote,
    )
