# ruff: noqa: E501 (the unit table reads better unbroken)
"""Units of figures in reports: their names, classes and canonical forms."""

import re
from functools import lru_cache

__all__ = ["UNIT", "canonical_unit", "unit_class"]

_REMEMBERED = 4_096  # units; the table and its rates have fewer in use

# Units that follow a number in government reports; the longest match is taken. Questions ask for
# unit classes: 多少钱 for money, 百分之几 for a share.
_CLASSES: dict[str, str] = {
    **dict.fromkeys(("美元", "欧元", "港元", "日元", "卢布", "新卢布", "英镑", "元", "块", "毛钱", "分钱"), "money"),
    **dict.fromkeys(("%", "‰", "成", "个百分点", "个点", "个千分点", "个基点", "基点"), "share"),
    **dict.fromkeys(("倍", "番"), "multiple"),
    **dict.fromkeys(("℃", "°c", "摄氏度"), "temperature"),
    **dict.fromkeys(("吨", "公斤", "斤", "担", "克", "千克", "吨标准煤", "微克", "毫克", "μg", "mg", "kg"), "weight"),
    **dict.fromkeys(("亩", "公顷", "平方公里", "平方千米", "平方米", "平米", "平方公尺", "㎡", "m²"), "area"),
    **dict.fromkeys(("立方米", "立方公尺", "立方", "方", "升", "毫米", "m³", "m3"), "volume"),
    **dict.fromkeys(("公里", "千米", "米", "里", "海里", "纳米", "线", "km"), "length"),
    **dict.fromkeys(("千瓦", "千瓦时", "度", "千伏安", "千伏", "兆瓦", "瓦", "kw", "kwh", "mw", "mwh", "gw", "gwh", "twh"), "power"),
    **dict.fromkeys(("人次", "客次", "人公里", "人", "名", "位", "口", "人口"), "people"),
    **dict.fromkeys(("户", "家", "个家庭", "户次"), "household"),
    **dict.fromkeys(("年", "月", "日", "号", "周年", "天", "小时", "分钟", "个月", "周", "岁", "周岁", "个工作日", "个小时", "秒", "个年头"), "time"),
    **dict.fromkeys(
        # 号 and 线 above also number lines (4号线), which `_ORDINAL` reads.
        (
            "个", "座", "套", "件", "项", "条", "辆", "所", "部", "台", "艘", "架", "次", "张", "册",
            "本", "场次", "场", "种", "类", "批", "片", "处", "栋", "幢", "间", "床", "株", "棵", "头", "只",
            "匹", "颗", "枚", "发", "期", "轮", "笔", "份", "例", "起", "门", "段", "盏", "对", "宗",
            "列", "班", "支", "组", "幅", "篇", "款", "村", "县", "市", "省", "乡", "镇", "国", "字",
            "尾", "羽", "箱", "包", "瓶", "层", "级", "档", "点", "步", "届", "门类", "趟", "口井",
            "余项", "标箱", "标准箱", "车次", "航线", "乘次", "班次", "台次", "批次", "剂次", "标台", "teu", "吨公里", "工时", "学时", "床位", "泊位", "车位", "学位",
        ),
        "count",
    ),
}  # fmt: skip
# The denominators of rates: 微克/立方米, 元每吨, 人/平方公里, 立方米/秒.
_PER = (
    "立方米", "平方公里", "平方米", "㎡", "m³", "m3", "公里", "公顷", "亩", "吨标准煤", "吨", "公斤", "升", "l", "户",
    "人次", "人", "百户", "百人", "千人", "万人", "十万", "万元", "亿元", "元", "千瓦时", "千瓦", "小时", "秒", "日", "天",
    "月", "年", "头", "床",
)  # fmt: skip

_PER_WORDS = (
    "立方米",
    "平方公里",
    "平方米",
    "公里",
    "公顷",
    "亩",
    "吨",
    "公斤",
    "升",
    "千瓦时",
    "小时",
    "秒",
)


def _longest_first(names: "dict[str, str] | tuple[str, ...]") -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


# Of folded text; a rate is one unit.
UNIT = (
    f"(?:{_longest_first(_CLASSES)})(?<![a-z](?=[a-z]))(?<!方(?=[面案式向法针略位阵联]))(?<!台(?=阶))(?<!亿级)"
    f"(?:/(?:{_longest_first(_PER)})(?:·[年月日天])?(?![a-z])|每(?:{_longest_first(_PER_WORDS)}))?"
)

_SAME_UNIT = {
    **{"块": "元", "个点": "个百分点", "人口": "人", "个小时": "小时", "个年头": "年"},
    **{
        "基点": "个基点",
        "㎡": "平方米",
        "m²": "平方米",
        "m³": "立方米",
        "m3": "立方米",
        "立方": "立方米",
    },
    **{
        "μg": "微克",
        "mg": "毫克",
        "km": "公里",
        "°c": "℃",
        "摄氏度": "℃",
        "kw": "千瓦",
        "kwh": "千瓦时",
        "mw": "兆瓦",
    },
    **{
        "平米": "平方米",
        "平方公尺": "平方米",
        "平方千米": "平方公里",
        "千克": "公斤",
        "kg": "公斤",
    },
}


@lru_cache(maxsize=_REMEMBERED)
def canonical_unit(unit: str) -> str:
    """Return the canonical name of a folded unit: 平方米 for ㎡, 微克/立方米 for μg/m³."""
    name, stroke, per = unit.replace("每", "/").partition("/")
    return f"{_SAME_UNIT.get(name, name)}{stroke}{_SAME_UNIT.get(per, per)}"


@lru_cache(maxsize=_REMEMBERED)
def unit_class(unit: str) -> str:
    """Return the class of a unit: money, share, people, …; that of a rate by its numerator."""
    name = unit.replace("每", "/").partition("/")[0]
    return _CLASSES.get(name, "")
