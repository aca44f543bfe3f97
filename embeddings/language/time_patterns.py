"""The patterns of time words, for `time_expressions` over folded text."""

from embeddings.lazy_regex import lazy_regex

__all__ = [
    "ABSOLUTE",
    "AGAINST",
    "ALL_ERAS",
    "ALL_RELATIVES",
    "ANNIVERSARY",
    "APART_FROM",
    "BASE_BEFORE",
    "BASE_TIMES",
    "DECADE",
    "DENIED",
    "FIRSTS",
    "NO_UNIT",
    "PLAN",
    "PLANS",
    "REPORT",
    "SECOND",
    "SPANS",
    "UNTIL",
]

NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十两]{1,3})"
CN = "〇零一二三四五六七八九"
YEAR4 = rf"(?<![\d.])(?:19|20|21)\d\d(?![\d.]*\d)|[一二][零〇九八][{CN}]{{2}}"
QUOTE = "[“”\"'‘’]?"
DASH = r"[-—~]{1,2}|[至到]|和?直到"
UNITS = "%‰万亿千百十元人个项件亩吨户公里米台套名家所座条斤担级号度平余块美"
NO_UNIT = rf"(?![,.]?\d)(?!\s*(?:年|多|余|[{UNITS}]))"
PLANS = {"一": 1953, "二": 1958, "三": 1966, "四": 1971, "五": 1976, "六": 1981, "七": 1986}
PLANS |= {"八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016}
PLANS |= {"十四": 2021, "十五": 2026, "十六": 2031}
ERAS: tuple[tuple[str, int, int | None], ...] = (
    (r"改革开放(?:以来|以后|后|至今)?(?!\d|[一二三四五六七八九十]+周?年)", 1978, None),
    (r"(?:十一届)?三中全会(?:以来|以后|后)", 1978, None),
    (r"(?:建国|新中国成立|解放)(?:以来|以后|后|至今)", 1949, None),
    (r"(?:建国|新中国成立|解放)(?:初期?|之初)", 1949, 1952),
    (r"(?:加入世贸组织|加入世贸|入世)(?:以来|以后|后)", 2001, None),
    (r"(?:党的)?十六大以来", 2002, None),
    (r"(?:党的)?十七大以来", 2007, None),
    (r"(?:党的)?十八大以来", 2012, None),
    (r"(?:党的)?十九大以来", 2017, None),
    (r"(?:党的)?二十大以来", 2022, None),
    (rf"{QUOTE}(?:文化大革命|文革){QUOTE}(?:时期|期间|中|那十年)", 1966, 1976),
    (rf"{QUOTE}大跃进{QUOTE}(?:时期|期间|那几年|头一年)?", 1958, 1960),
    (r"(?:本世纪|新世纪|21世纪|二十一世纪)(?:头十年|头10年|初)", 2000, 2010),
    (r"(?:本世纪|21世纪)(?:头二十年|头20年)", 2000, 2020),
    (r"(?:本世纪|21世纪)中叶", 2050, 2050),
)
RELATIVES: tuple[tuple[str, int], ...] = (
    (r"大前年", -3),
    (r"(?<!大)前年(?!度)", -2),
    (r"去年|(?<![网线])上一?年度?(?!级|纪|货)", -1),
    (r"今年|本年度?|现在这一年|这一年(?!来)", 0),
    (r"明年|来年|下一?年度?", 1),
    (r"后年", 2),
    (r"今(?=明两年)", 0),
    (r"明(?=两年)", 1),
)
BACK = r"(?:过去|近|最近|前|这|那|此前|以往|头)"
AHEAD = r"(?:今后|未来|接下来|下一?个?|往后|以后)"

# In questions only: 五年造林多少, the years that the newest report reviews.
BARE = (
    r"(?<![\d第十个零一二三四五六七八九百每“\"])(?P<bare>[五5])年"
    r"(?![级制期内后前多半度计规来间里中以之行一的想要将拟打]|左右|时间|目标|任务|任期|过渡|发展规划|教育)"
)
ABSOLUTE = lazy_regex(
    rf"(?=[\d{CN}])(?:(?P<four>{YEAR4})\s*(?P<nian>年)?"
    rf"|(?<![\d.第近])(?P<two>\d\d|[{CN}]{{2}})年(?!来|以[来内上]|[间内多左期]|时间|代|级|规划))"
)
SECOND = lazy_regex(rf"(?:年|财年)?\s*(?:{DASH})\s*(?:(?P<four>{YEAR4})|(?P<two>\d\d)(?=年))\s*年?")
PLAN = lazy_regex(
    rf"{QUOTE}(?<![{CN}十])(?P<n>十[一二三四五六]?|[一二三四五六七八九])五(?!年(?!计划|规划)|{QUOTE}普法){QUOTE}"
    rf"(?P<tail>(?:时期|期间|规划|计划|五年)*(?P<edge>末|收官|最后一年|结束|期末|头一年|第一年|开局|首年)?)"
    rf"|第(?P<m>十[一二三四五六]?|[一二三四五六七八九])个五年(?:计划|规划)(?:时期|期间)?"
)
DECADE = lazy_regex(
    r"(?:(?P<c>上个?世纪|20世纪|二十世纪|21世纪|本世纪))?(?P<d>[1-9]0|[二三四五六七八九]十)年代(?P<p>初|末|中)?"
)
# What each of the spans begins with: at any other character no further attempt is made.
_SPAN_START = r"(?=[过近最前这那此以头今未接下往上本新全两十一二三四五六七八九\d])"
SPANS = lazy_regex(
    rf"{_SPAN_START}(?:(?P<back>{BACK})(?:的)?(?P<n>{NUMERAL}|几)个?年(?:来|间|里|中)?"
    rf"|(?<![\d第十连续])(?!一年来|1年来)(?P<m>{NUMERAL})年(?P<since>以?来|间)"
    rf"|(?P<ahead>{AHEAD}(?P<k>{NUMERAL})年|(?<![第十])(?P<j>{NUMERAL})年(?:[以之]?后(?!续)|(?=的?(?:奋斗|发展)?目标)))"
    rf"|{BARE}"
    r"|(?P<term>(?:上一?届|本届|这一?届)[\u4e00-\u9fff]{0,4}?政府(?:这?五年|任期)?)(?P<end>[^，。]{0,4}(?:届满|结束|到期))?"
    r"|(?P<newterm>新一届[\u4e00-\u9fff]{0,4}?政府)"
    r"|(?P<newyear>新一年|新的一年|全年预算|未来一年)|(?P<pastyear>过去一年|过去的一年|一年来))"
)
ANNIVERSARY = lazy_regex(
    rf"(?P<w>建国|新中国成立|国庆|改革开放|建党)(?P<n>\d{{1,3}}|{NUMERAL})周?年"
)
FIRSTS = {"建国": 1949, "新中国成立": 1949, "国庆": 1949, "改革开放": 1978, "建党": 1921}
ALL_ERAS = tuple((lazy_regex(pattern), first, last) for pattern, first, last in ERAS)
# Every era has one of these in its name.
ERA_SIGNS = lazy_regex(
    r"改革开放|全会|建国|成立|解放|加入世贸|入世|大以来|文革|文化大革命|大跃进|世纪"
)
ALL_RELATIVES = tuple((lazy_regex(pattern), shift) for pattern, shift in RELATIVES)

UNTIL = lazy_regex(r"(?:到|至|截至|截止到?|算到|到了|直到)(?:20|19)?$")
BASE_BEFORE = lazy_regex(r"(?:比|较|同|跟|和|与|相对于)$")
# 和2017年相比; but 和2017年比哪年高 asks of both.
AGAINST = lazy_regex(r"(?:底|末|初)?(?:相比|比|的标准比)(?![，,]?(?:哪(?:个|年|一年|边|方)|谁))")
# The reference of a gap: 涨幅略低于去年.
APART_FROM = lazy_regex(r"(?:[高低快慢好优多少大小]于|超过|相当于|持平于)(?:当地|本[省市地])?$")
DENIED = lazy_regex(r"(?:不要|不是|并非|而非|别给)$")
# 低于上年度低保标准的1.3倍; but 去年总量是上年的2倍 is of last year.
BASE_TIMES = lazy_regex(
    r"^[末底初度]?(?:(?:(?![是为达到比超])[\u4e00-\u9fff]){2,12}的|的?)(?:[几多]少?|\d[\d.]*多?)倍"
)
# 2018年政府工作报告, 2014年的报告, 2014年重庆报告里; but 2014年审计报告 is another one.
REPORT = lazy_regex(
    r"^(?:的|年)*(?:[\u4e00-\u9fff]{0,8}?)政府工作报告|^的?(?:总理的?|政府)?报告|"
    r"^的?[\u4e00-\u9fff]{2,4}?(?<!审计)(?<!预算)(?<!财政)(?<!调研)(?<!调查)(?<!研究)(?<!计划)的?报告[里中上说讲提]"
)
