"""How people word what reports say officially: places, years, verbs, units, names of indicators.

The pairs of words are few and common on purpose. None was taken from the tables that the assistant
reads: what is fitted on these questions should not learn to trust those.
"""

import re
from random import Random

from embeddings.records import Report

__all__ = ["ACTION", "asked_amount", "everyday", "in_years", "opening", "past", "planned"]

_EVERYDAY = (
    ("地区生产总值", ("GDP", "经济总量", "生产总值")),
    ("城镇居民人均可支配收入", ("城里人收入", "城镇居民收入", "市民人均收入")),
    ("农村居民人均可支配收入", ("农民收入", "乡下人收入", "农村居民收入")),
    ("农民人均纯收入", ("农民收入", "农村人均收入")),
    ("一般公共预算收入", ("财政收入", "公共预算收入")),
    ("社会消费品零售总额", ("社零", "消费零售额", "社会消费品零售额")),
    ("固定资产投资", ("固投", "固定资产投资")),
    ("规模以上工业增加值", ("规上工业增加值", "规上工业")),
    ("城镇登记失业率", ("失业率", "登记失业率")),
    ("居民消费价格", ("物价", "居民消费价格")),
    ("进出口总额", ("外贸进出口", "进出口")),
    ("城镇新增就业", ("新增就业", "城里新增就业")),
    ("农村公路", ("农村公路", "乡下的路", "农村的路")),
    ("老旧小区", ("老旧小区", "旧小区", "老小区")),
    ("公厕", ("厕所", "公厕")),
    ("棚户区", ("棚户区", "棚改房")),
    ("高标准农田", ("高标准农田", "好田")),
    ("招商引资", ("招商引资", "招商")),
    ("建档立卡贫困", ("贫困", "建档立卡贫困")),
    ("公共停车位", ("停车位", "公共停车位")),
    ("义务教育", ("义务教育", "中小学")),
    ("污水处理厂", ("污水厂", "污水处理厂")),
    ("中小企业", ("小企业", "中小企业")),
    ("接待游客", ("接待游客", "来玩的人")),
    ("旅游总收入", ("旅游收入", "旅游挣的钱")),
)
_VERBS = {
    "新建": ("新建", "新修", "新盖"),
    "新增": ("新增", "新添", "增加"),
    "建成": ("建成", "建好", "修好"),
    "改造": ("改造", "改"),
    "完成": ("完成", "做完"),
    "培育": ("培育", "培养"),
    "引进": ("引进", "引来", "招来"),
    "发放": ("发放", "发"),
    "培训": ("培训",),
    "淘汰": ("淘汰",),
    "新改建": ("新改建", "新建改建"),
    "改建": ("改建",),
    "建设": ("建设", "修建", "建"),
    "开工": ("开工",),
    "新开工": ("新开工", "开工"),
    "开通": ("开通", "开"),
    "打造": ("打造", "建"),
    "举办": ("举办", "办"),
    "创建": ("创建", "建"),
    "治理": ("治理", "治"),
    "整治": ("整治",),
    "关闭": ("关闭", "关停", "关"),
    "取缔": ("取缔",),
    "查处": ("查处", "查"),
    "办理": ("办理", "办"),
    "投入": ("投入", "花", "拿出"),
    "减免": ("减免", "免"),
    "实施": ("实施", "搞"),
    "新认定": ("新认定",),
    "认定": ("认定",),
    "转移": ("转移",),
    "拆除": ("拆除", "拆"),
    "解决": ("解决",),
    "修复": ("修复",),
    "更新": ("更新", "换"),
    "资助": ("资助",),
    "救助": ("救助", "帮"),
    "争取": ("争取", "争取到"),
    "化解": ("化解",),
    "供应": ("供应",),
    "签约": ("签约", "签"),
    "推进": ("推进",),
    "启动": ("启动",),
    "加快": ("加快",),
    "办好": ("办好", "办"),
    "抓好": ("抓好",),
    "支持": ("支持",),
    "发展": ("发展",),
}
ACTION = "|".join(sorted(_VERBS, key=len, reverse=True))
_TWICE = re.compile(r"(\w\w)\1")  # 外贸外贸进出口
_PLANS = ("打算", "计划", "要", "准备", "想")
_VALUE = re.compile(r"\d[\d.]*((?:[十百万亿]|千(?![瓦米克伏]))*)[余多]?(\D*)")


def opening(report: Report, year: int, chance: Random) -> str:
    """Return the place and, more often than not, the year that a question is about."""
    place = report.region or ""
    told = chance.choices(("", f"{year}年", f"{year % 100:02}年"), (0.4, 0.4, 0.2))[0]
    return f"{told}{place}" if chance.random() < 0.6 else f"{place}{told}"


def in_years(text: str) -> tuple[int, ...]:
    """Return the years that a text names, those with two digits as of this century or the last."""
    found = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)?\d\d)年", text)]
    return tuple(year if year > 99 else year + (1900 if year > 50 else 2000) for year in found)


def everyday(text: str, chance: Random) -> str:
    """Return `text` with half of its official terms in words of every day."""
    for official, others in _EVERYDAY:
        if official in text and chance.random() < 0.5:
            said = text.replace(official, chance.choice(others))
            text = text if _TWICE.search(said) else said
    return text


def past(verb: str, chance: Random) -> str:
    """Return a verb of what was done: 新修了."""
    return f"{chance.choice(_VERBS[verb])}了"


def planned(verb: str, chance: Random) -> str:
    """Return a verb of what is planned: 打算新修."""
    return f"{chance.choice(_PLANS)}{chance.choice(_VERBS[verb])}"


def asked_amount(value: str, chance: Random) -> str:
    """Return the words that ask for a value with its unit: 多少公里 for 238公里."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return "多少"
    scale, unit = found.groups()
    if unit == "元":
        return chance.choice(("多少钱", "多少元", f"多少{scale}元"))
    if unit == "%":
        return chance.choice(("多少", "百分之几", "百分之多少"))
    few = not scale and len(value) - len(unit) < 3
    return f"{chance.choice(('几', '多少')) if few else '多少'}{unit}"
