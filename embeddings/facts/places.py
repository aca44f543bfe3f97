"""The place that a figure is of, where its clause names one."""

import re

from embeddings.text.gazetteer import BUNDLED, NATION

__all__ = ["leading_place", "place_of_remark"]

_OWN = re.compile(
    r"(?:(?:全|我|本)(?:省|市|县|区|州|盟|旗|自治区|自治州|地区)(?!性|域|长|委|直|管|级|情|场|民)|"
    r"(?:省|市)域(?=内|经济|生产)内?)"
)
_AREA = re.compile(
    r"(?!培育|建设|推进|打造|新建|创建|加快|国家级|省级|市级|申报|获批|支持|各|新增|筑牢|做强|做大|提升|全力|大力|聚焦|围绕|设立|规划|完成|建成|认定|入选|获评|引进|开工|启动|投用)"
    r"[\u4e00-\u9fff]{2,8}?(?:新区|开发区|高新区|经开区|自贸区|自贸试验区|示范区|示范带|工业园区?|园区|保税区|城市群|"
    r"经济圈|经济带|经济区|合作区|试验区)(?!建设|的)|"
    r"(?![全各社地小城市山园景辖灾老片本])[\u4e00-\u9fff]{2,3}[区县](?=要|力争)"  # 昌北区要…
)
_NAME_OF_BODY = re.compile(r"中国·|委员会|协会|学会|大会|运动会|联赛|锦标赛|大赛|比赛")
_LONGEST_REMARK = 10  # characters after a place: 兰州新区发展提速
_ABROAD = re.compile(
    r"(?:美国|日本|英国|德国|法国|俄罗斯|苏联|印度|韩国|欧盟|东盟|世界|全球|发达国家|发展中国家|港澳台?|台湾)"
)


def leading_place(head: str) -> tuple[str | None, int]:
    """Return the place that folded `head` begins with and where the rest begins.

    The place is "" for the report's own region (全市, 我省), a canonical region, or an area as
    written; None, 0 where the head begins with none.
    """
    if match := _OWN.match(head):
        return "", match.end()
    for start, end, name in BUNDLED.find(head[:12]):
        if start == 0 and name == NATION and _NAME_OF_BODY.search(head):
            break
        if start == 0:
            area = _AREA.match(head)
            if area and area.end() > end:
                return area[0], area.end()
            return name, end
        break
    for pattern in (_AREA, _ABROAD):
        if match := pattern.match(head):
            return match[0], match.end()
    return None, 0


def place_of_remark(clause: str, region: str) -> str | None:
    """Return the place that a folded clause without figures remarks on; None for none.

    A place above the report's `region` is part of a name: 贵州金融城 in a report of Guiyang.
    """
    place, end = leading_place(clause)
    if place is None or place in BUNDLED.ancestors(region):
        return None
    return place if len(clause) - end <= _LONGEST_REMARK else None
