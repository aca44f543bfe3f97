"""The kind of a document: by its title, by its file name, else by its vocabulary.

In 1,437 work reports of local governments, 5 to 30 of every 1,000 characters belong to the words of
government below; a novel, a recipe or a program's manual has almost none.
"""

import re
from collections.abc import Sequence

from embeddings.records import Kind
from embeddings.text.dates import plain_years

__all__ = ["kind_named", "kind_of_line", "kind_of_text"]

_NAMES = {  # as written in metadata.csv
    "政府工作报告": Kind.WORK_REPORT,
    "统计公报": Kind.COMMUNIQUE,
    "预算报告": Kind.BUDGET,
    "计划报告": Kind.PLAN,
    "法院工作报告": Kind.COURT,
    "检察院工作报告": Kind.PROCURATORATE,
    "人大常委会工作报告": Kind.CONGRESS,
    "公报": Kind.BULLETIN,
    "统计表": Kind.TABLE,
    "其他": Kind.OTHER,
}

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (  # the first that a title matches
    (Kind.COURT, re.compile("(?:人民法院|法院)工作(?:的)?报告")),
    (Kind.PROCURATORATE, re.compile("(?:人民检察院|检察院)工作(?:的)?报告")),
    (Kind.CONGRESS, re.compile("(?:常务委员会|常委会|政协[^，。]{0,20}|委员会)工作(?:的)?报告")),
    (Kind.COMMUNIQUE, re.compile("统计公报")),
    (Kind.BUDGET, re.compile("(?:预算|决算)[^，。；]{0,40}报告")),
    (Kind.PLAN, re.compile("(?:社会发展[^，。；]{0,30}计划|计划执行情况)[^，。；]{0,40}报告")),
    (Kind.WORK_REPORT, re.compile("(?:政府|国务院|行署|管委会)?工作(?:的)?(?:报告|報告)")),
    (Kind.BULLETIN, re.compile("公报(?:[（(].*)?$")),
)  # fmt: skip
_OTHER_TITLE = re.compile(  # of what governments publish beside reports
    "(?:通知|通告|公告|意见|方案|办法|规划|纲要|条例|决定|规定|细则|批复|复函|函|解读|新闻稿|答记者问|会议纪要)"
    "(?:[（(].{1,20}[)）])?$"
)
_NEWS = re.compile(
    "本报讯|新华社[^，。]{0,12}电|中新[社网][^，。]{0,12}电|记者[^，。；：]{2,12}报道"
)
_SPOKEN = re.compile("各位代表|报告工作|工作回顾|请予审议|请审议")  # what only a report says
_GOVERNMENT = re.compile(
    "各位代表|政府|人民代表大会|工作报告|公报|预算|决算|国民经济|生产总值|全[市省县区州盟旗国]|我[市省县区州国]|人民法院|检察院|"
    "国务院|党中央|十[一二三四五]五|经济社会发展|常务委员会|财政|改革开放|民生|乡村振兴|投资|城镇|就业|增长|亿元|回顾|任务"
)
_HEAD = 200  # characters in which a newspaper names itself
_LEAST = 1.0  # such words in 1,000 characters


def kind_named(value: str) -> Kind | None:
    """Return the kind by its Chinese name or its code; None for neither."""
    plain = value.strip()
    return _NAMES.get(plain) or next((kind for kind in Kind if kind == plain.lower()), None)


def kind_of_line(line: str) -> Kind | None:
    """Return the kind named in a line of the title block or in a file name; None for no kind."""
    plain = plain_years(line)
    return next((kind for kind, pattern in _KINDS if pattern.search(plain)), None)


def kind_of_text(titles: Sequence[str], text: str) -> Kind:
    """Return WORK_REPORT for a text with the vocabulary of reports, else OTHER.

    `titles` are the lines of its title block, none of which names a kind.
    """
    if _SPOKEN.search(text):
        return Kind.WORK_REPORT
    if any(_OTHER_TITLE.search(line) for line in titles) or _NEWS.search(text[:_HEAD]):
        return Kind.OTHER
    said = len(_GOVERNMENT.findall(text))
    return Kind.WORK_REPORT if said * 1_000 >= _LEAST * len(text) and said else Kind.OTHER
