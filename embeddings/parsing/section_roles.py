"""Headings → section roles: results or targets."""

import re

from embeddings.language.term_notes import heads_term_notes
from embeddings.records import Role
from embeddings.text.dates import years_in

__all__ = ["role_below", "role_of_heading"]

_REVIEW = re.compile(
    "回顾|回顧|总结|过去的?[一二三四五六七八九两十\\d]+年|[一二三四五两]年来|去年|上年|本届政府|"
    "工作情况|执行情况|完成情况|成就|成绩|成果|进展|发展情况|胜利"
)
_GOALS = re.compile(
    "总体要求|总体思路|指导思想|指导方针|基本方针|奋斗目标|主要目标|预期目标|发展目标|目标任务|目标和任务|"
    "目标、|发展思路|政策取向|总体部署|总任务|基本任务|今后[一二三四五六七八九十几]+年|"
    "未来[一二三四五六七八九十几]+年|“?十[一二三四五六]五”?(?:时期|期间|规划)"
)
_TASKS = re.compile(
    "重点工作|重点任务|主要任务|工作任务|工作安排|工作部署|工作重点|主要工作|工作建议|政府工作的建议|"
    "今年的?(?:政府|主要)?工作|今年主要|(?:民生|惠民|件)实事|明年|政府工作$|年的?工作$|主要措施|重大举措"
)
_GOVERNMENT = re.compile(
    "政府自身|自身建设|政府建设|从严治政|廉洁政府|法治政府|服务型政府|人民满意的?政府|高效政府|"
    "转变政府职能|政府职能转变|行政能力建设|政风建设|廉政建设|依法行政"
)
_APPENDIX = re.compile(
    "^[（(【]?(?:附件|附录|附：|附:|名词解释|名词注释|名词注解|注释|注解|有关名词|相关名词|术语)"
)
_ACTION = re.compile(
    "加快|推进|推动|深化|大力|坚持|继续|加强|做好|促进|扩大|努力|着力|切实|实施|提高|改善|完善|搞好|保持|"
    "防范|打好|统筹|积极|抓好|抓紧|优化|建设|稳定|争取|发展|创造|推向|认真|贯彻|迈出|繁荣"
)
_NO_ACTION = re.compile("说明|外交|国际|形势")


def role_of_heading(title: str, *, year: int | None = None) -> Role:
    """Return the role of a section with this heading; `OTHER` if its words give none.

    `year` is the report's year: 2016年工作 is review in a report of 2017, and 2017年工作 tasks.
    """
    if _APPENDIX.search(title) or heads_term_notes(title):
        return Role.APPENDIX
    if _GOVERNMENT.search(title):
        return Role.GOVERNMENT
    years = years_in(title)
    if years and year is not None and max(years) < year:
        return Role.REVIEW
    if _REVIEW.search(title):
        return Role.REVIEW
    if _GOALS.search(title):
        return Role.GOALS
    if years or _TASKS.search(title):
        return Role.TASKS
    return Role.OTHER


def role_below(title: str, above: Role | None, *, reviewed: bool, year: int | None) -> Role:
    """Return the role of a section with this heading below a section with the role `above`.

    A subsection has the role of its section, except 政府自身建设 among the tasks. A top heading
    that only names actions is tasks after the review (`reviewed`).
    """
    own = role_of_heading(title, year=year)
    if above is None or above is Role.OTHER:
        acts = _ACTION.search(title) is not None and _NO_ACTION.search(title) is None
        if above is None and own is Role.OTHER and reviewed and acts:
            return Role.TASKS
        return own
    if own is Role.GOVERNMENT and above in {Role.TASKS, Role.GOALS}:
        return own
    return above
