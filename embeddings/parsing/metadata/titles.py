"""Place and title of a report, in a line of the title block or in a file name."""

import re
from dataclasses import dataclass

from embeddings.text.dates import date_in, plain_years, year_in, years_in
from embeddings.text.gazetteer import BUNDLED, NATION

__all__ = [
    "NamedUnit",
    "body_of_line",
    "is_communique",
    "place_of",
    "place_of_file",
    "place_of_line",
    "subject_year",
    "title_of",
]

_TITLE = re.compile("(?:人民政府|政府)?工作(?:的)?(?:报告|報告)")
_COMMUNIQUE = re.compile("(?:国民经济和社会发展)?统计公报")
_OTHER_TITLE = re.compile(  # of documents that are heard or published beside the work report
    "国民经济和社会发展(?:统计公报|[^，。；]{0,20}计划[^，。；]{0,40}报告)|(?:财政)?预算[^，。；]{0,40}报告|统计公报"
    "|(?:(?P<highest>最高)|高级|中级)?人民(?:法院|检察院)(?=工作报告)"
    "|(?:人民代表大会常务委员会|人大常委会)(?=工作报告)"
    "|(?:(?<=[省市区县州盟旗])|(?P<nation>中国))[^，。；省市区县州盟旗]{2,16}公报(?=$|[（(])"
)
_COURT = re.compile(
    "(?P<body>[㐀-鿿]{0,15}(?:人民(?:法院|检察院)|人民代表大会常务委员会|人大常委会))工作报告(?:[（(].*)?"
)
_BUREAU = re.compile(
    "(?P<body>[㐀-鿿]{1,15}(?:统计局|(?:生态环境|水利|财政)[局厅部]|发展和?改革委员会))(?:[ 　].*)?"
)
_YEAR = re.compile("(?:19|20)\\d\\d(?:年度?)?")
_BEFORE = re.compile('^(?:关于|年度?|度|届|中国[·•・ ]|[——―\\-_《〈“"（(【\\s])+')
_AFTER = re.compile('(?:关于|的|年度|年|届|[——―\\-_：:》〉”"\\s]|[（(].*)+$')
_SEPARATORS = re.compile("[\\s_|｜（()）【】：:—–－-]+")
_BODIES = (  # governing bodies of a unit, longest name first
    "人民政府",
    "行政公署",
    "管理委员会",
    "管委会",
    "行署",
    "政府",
)
_BODY_NAMES = {"政府": "人民政府", "管委会": "管理委员会", "行署": "行政公署"}
_CORPS = "兵团"  # 新疆生产建设兵团 has no government
_CONGRESS = re.compile(
    "(?:^|[日号—―－\\-（(，,\\s在于])[在于]?(?:中华人民共和国)?(?![在于月])(?P<place>[㐀-鿿]{2,15}?)"
    "(?<![一二三四五六七八九十第])第?[一二三四五六七八九十\\d]+[届屆](?:全国)?(?:人民代表大会|人民代表大會|人大)"
)
_COMMITTEE = re.compile(  # 政协云岭市第五届委员会
    "(?:中国人民政治协商会议|政协)(?P<place>[㐀-鿿]{2,15}?)第?[一二三四五六七八九十\\d]+届委员会"
)
_OFFICE = re.compile(
    "^(?P<place>[㐀-鿿]{1,14}[省市区县州盟旗])(?:人民政府|政府|行政公署|行署)?"
    "(?:代理|代|常务副|副)?(?:省长|市长|区长|县长|州长|盟长|旗长|专员|主席)"
    "(?:[\\s:：]|[㐀-鿿]{0,4}$)"
)
_GENERIC = re.compile(  # 市人民政府, 全省: no place of its own
    "(?:本|全|我|该|各|这个)?(?:[省市区县州盟旗]|自治[区州县旗]|新区|林区|矿区|特区|开发区|直辖市)+(?:[一-龥]?级)?"
)
_COUNTY = re.compile("[㐀-鿿]{1,12}(?:县|区|市|旗|州|盟)")
_ALONE = re.compile("[㐀-鿿]{2,12}(?:县|旗|(?<![城上超])市)")  # 服务专区 is the name of no place
_TITLE_WITHIN = re.compile(  # of a file name: scan_2017年兰州市政府工作报告(1)
    "(?:(?:19|20)\\d\\d年?[㐀-鿿]{2,20}?|[㐀-鿿]{2,20}?(?:19|20)\\d\\d年)(?:人民政府|政府)工作报告"
)
_TITLE_ENDS = re.compile(
    "^[《〈“]+|[》〉”]*(?:[（(](?:全文|摘要|实录|节选|草案|审议稿|公开稿)[）)])?$"
)
_SITE = re.compile(  # 2023年兰州市政府工作报告-兰州市人民政府门户网站
    "(?<=报告)(?P<mark>[（(][^）)]{1,16}[）)])?\\s*[-–—_|｜·]{1,2}\\s*[^——\\d]{2,24}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """A unit as a line names it, with its governing body."""

    name: str  # 甘肃省兰州市城关区, as written
    body: str  # 人民政府, 行政公署, 管理委员会


def place_of_line(line: str) -> NamedUnit | None:
    """Return the unit of the report, named in a line of the title block.

    The report's own name comes first (兰州市2017年政府工作报告), then the congress, the office of
    the speaker (兰州市市长), and a line with only a unit's name.
    """
    plain = plain_years(line)
    if other := _OTHER_TITLE.search(plain):
        before = _BEFORE.sub("", _YEAR.sub("", plain[: other.start()]))
        place = place_of(_AFTER.sub("", before))
        if place is None and (
            other["highest"] or other["nation"] or (not before and "国民经济" in other[0])
        ):
            return NamedUnit(name=NATION, body="人民政府")
        if place is not None:
            return place
    if match := _TITLE.search(plain):
        before = _YEAR.sub("", plain[: match.start()])
        whole = before + match[0].partition("工作")[0]
        if place := place_of(_AFTER.sub("", _BEFORE.sub("", whole))):
            return place
        for piece in _SEPARATORS.split(plain[match.end() :]):
            place = place_of(_YEAR.sub("", piece))
            if place is not None and _is_unit(place.name):
                return place
    for pattern in (_CONGRESS, _COMMITTEE, _OFFICE):
        if (found := pattern.search(plain)) and (place := place_of(found["place"])):
            return place
    place = place_of(_BEFORE.sub("", _YEAR.sub("", plain)).strip())
    return place if place is not None and _is_unit(place.name) else None


def place_of(name: str) -> NamedUnit | None:
    """Return the unit of `name`, without its body; None for 市, 全省, 本届."""
    body = next((body for body in _BODIES if name.endswith(body)), "")
    place = _AFTER.sub("", name.removesuffix(body))
    if not place or _GENERIC.fullmatch(place):
        return None
    return NamedUnit(
        name=place, body="" if place.endswith(_CORPS) else _BODY_NAMES.get(body, body or "人民政府")
    )


def place_of_file(stem: str) -> str | None:
    """Return the deepest unit in a file name: 甘肃_兰州_2023 → 兰州."""
    found = [unit for _, _, unit in BUNDLED.find(stem) if unit != NATION]
    above = {BUNDLED.parent(unit) for unit in found}
    deepest = [unit for unit in dict.fromkeys(found) if unit not in above]
    return deepest[0] if len(deepest) == 1 else None


def title_of(line: str, *, file_name: bool) -> str | None:
    """Return the title in a line with both a year and a place; None in any other."""
    if year_in(line) is None or not (_TITLE.search(line) or _OTHER_TITLE.search(line)):
        return None
    within = _TITLE_WITHIN.search(line) if file_name else None
    if within:
        return within[0]
    bare = _SITE.sub(lambda match: match["mark"] or "", line.strip())
    return _TITLE_ENDS.sub("", bare)


def subject_year(line: str) -> int | None:
    """Return the year that the title of another document is about; None for a work report.

    A communiqué (统计公报) is about the year that it names, a plan or budget about the last one.
    """
    match = _OTHER_TITLE.search(plain_years(line))
    years = years_in(line)
    if match is None or not years or date_in(line) is not None:
        return None
    return years[0] if is_communique(line) else max(years)


def body_of_line(line: str) -> str | None:
    """Return the issuing body of a document: 最高人民法院 in its title, 兰州市统计局 in a line."""
    plain = _YEAR.sub("", plain_years(line)).removeprefix("年").strip()
    match = _COURT.fullmatch(plain) or _BUREAU.fullmatch(plain)
    return match["body"] if match else None


def is_communique(line: str) -> bool:
    """Return whether a title is that of a statistical communiqué."""
    return _COMMUNIQUE.search(line) is not None


def _is_unit(name: str) -> bool:
    """Return whether a line that consists of `name` names a unit, known or not."""
    above, rest = BUNDLED.split_name(name)
    return (
        BUNDLED.canonical(name) is not None
        or (above is not None and _COUNTY.fullmatch(rest) is not None)
        or _ALONE.fullmatch(name) is not None
    )
