# ruff: noqa: E501 (the word tables read better unbroken)
"""The units that a question asks for: named (多少亩), or implied by its words (花了多少 → money)."""

import re

from embeddings.lazy_regex import lazy_regex
from qa.text.asking_words import SEVERAL_ASKED

__all__ = ["direct_units", "unit_classes"]

_MANY = rf"(?:多少|{SEVERAL_ASKED}多?)(?:点?[万亿千百十])*"
# Words of the question → the unit classes that answer it.
_UNIT_WORDS: tuple[tuple[str, str], ...] = (
    (rf"{_MANY}(?:钱|个钱|个亿|元|块|毛(?!病)|角|美元|资金|投资|经费|奖金)|花了?多少|补(?:贴|助)?(?:多少|几)|价|收入|投资|产值|赤字|gdp|生产总值|"
     r"财政|工资|贷款|预算|资金|存款|债|税|金额|费用|款|投(?:进|给|了)|门槛|救济|养老[钱金]|利润|成本|家底|经济总量|奖|进账|真金白银|公积金|储蓄|外汇|购买力", "money"),
    (r"百分|几成|比例|比重|占|率|增速|增幅|涨幅|降幅|几个百?分?点|快|涨|幅度|一块", "share"),
    (r"几倍|多少倍|翻(?:了)?(?:几番|多少)", "multiple"),
    (rf"{_MANY}(?:吨|公斤|斤|担|粮|钢|煤)|产量|粮食|钢产|煤炭|产能", "weight"),
    (rf"{_MANY}(?:亩|公顷|平方|平米)|面积|多大(?:面积|地方|一?片)|范围|绿地|地盘", "area"),
    (rf"{_MANY}(?:公里|米|里)|多长(?!时间)|里程|多远|线路|铁路|公路|高速|时速|跑多少", "length"),
    (rf"{_MANY}(?:当地)?(?:人|名|位|口|游客|学生|大学生|孩子|老人|农民|职工|代表|毕业|娃|徒弟|青年|民工|工人|干部|教师|老师|医生|大夫|村民|居民|群众|妇女|志愿者|乘客|党员)|人(?:数|口|次)|就业|饭碗|游客|选民|岗位", "people"),
    (rf"{_MANY}(?:户|家)(?!底|里)|市场主体|用户", "household"),
    (rf"{_MANY}(?:年(?!头)|个?年头|天|个?月|岁|个?小时|周年|个?钟头|分钟|周)|多久|多长时间|期限|多大岁数|寿命|延续|工期", "time"),
    (r"千瓦|度电|发电|装机|多少电", "power"),
    (r"立方米|用水|库容|多少方|蓄水|淤泥", "volume"),
    (rf"{_MANY}(?:个(?!亿|钱|钟头|小时|年头|月|点|百分点)|座|套|件|项|条|辆|所|部|台|艘|架|次|回|处|种|类|场|届|张|床|册|本|村|县|市|只|头|批|栋|间|起|款|宗|例|道|级|片)", "count"),
)  # fmt: skip
_UNIT_PATTERNS = tuple((lazy_regex(pattern), unit) for pattern, unit in _UNIT_WORDS)
_DIRECT_UNIT = lazy_regex(
    rf"{_MANY}(?P<unit>公里|公顷|平方公里|平方米|平米|立方米|毫米|公斤|人次|美元|千瓦时?|小时|分钟|个百分点|个点|个月|个?钟头|个小时|个年头|成|"
    r"个(?!亿|钱|钟头|小时|年头|月|百?分?点)|[元块角亩吨斤担米里人名位户家座套件项条辆所部台艘架次回处种类场届张床册本村县市省国只头批期轮支片栋间起款宗例道级倍番年天周岁口颗朵株棵尾册列趟匹枚幢])"
    r"(?!底|里|(?<=本)[地市省县区乡村土国科])"
)
# Units that a named unit may be answered in: 几个 also asks for people and firms.
_CLASSES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("元", "块", "毛", "角", "美元"), ("money",)),
    **dict.fromkeys(("人", "名", "位", "口", "人次"), ("people", "household", "count")),
    **dict.fromkeys(("次", "回"), ("count", "people")),
    **dict.fromkeys(("户", "家"), ("household", "count")),
    **dict.fromkeys(
        ("年", "天", "个月", "岁", "小时", "分钟", "周", "周年"), ("time",)
    ),
    **dict.fromkeys(("个百分点", "个点", "成"), ("share",)),
    **dict.fromkeys(("倍", "番"), ("multiple", "share")),
    **dict.fromkeys(("吨", "公斤", "斤", "担"), ("weight",)),
    **dict.fromkeys(("亩", "公顷", "平方公里", "平方米", "平米"), ("area",)),
    **dict.fromkeys(("公里", "米", "里"), ("length",)),
    **dict.fromkeys(("千瓦", "千瓦时"), ("power",)),
    "立方米": ("volume",),
}  # fmt: skip
# The counted noun determines the unit, whatever else the question contains: 拨了多少就业补助.
_COUNTED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (
        lazy_regex(
            rf"多少[\u4e00-\u9fff]{{0,5}}?(?:{nouns})(?=$|[?？，,。了呢吗])|(?:{nouns})(?:[有是达共一]|大概)*多少(?=$|[?？，,。了呢吗])"
        ),
        classes,
    )
    for nouns, classes in (
        (r"费|补助金?|补贴|资金|贷款|款项|投资|经费|补偿金?|奖金", ("money",)),
        (
            r"干部|教师|老师|学生|老人|孩子|工人|职工|农民|群众|党员|医生|护士|村民|居民",
            ("people",),
        ),
        (r"企业|公司|厂子|工厂|店铺|商户", ("household", "count")),
    )
)
_GOAL = lazy_regex(r"目标|预期(?!寿命)|指标")
_OF_A_COUNT = ("count", "people", "household")
_MEASURED = frozenset(("money", "people", "weight", "area", "length", "power", "volume", "share"))
_STATED = (
    (lazy_regex(r"多少钱|几个?钱"), "元", "money"),
    (lazy_regex(r"百分之(?:几|多少)"), "%", "share"),
)
_OF_A_NOUN = lazy_regex(r"(?:块|个点|角|米)(?=[\u4e00-\u9fff])(?!钱|[了呢吗啊])|人[家大工才均]")
_CANONICAL = {
    "块": "元",
    "平米": "平方米",
    "个点": "个百分点",
    "钟头": "小时",
    "个钟头": "小时",
    "个小时": "小时",
    "个年头": "年",
}


def direct_units(folded: str) -> tuple[str, ...]:
    """Return the units that follow the question word in a folded question: 亩 of 多少亩."""
    found = (match["unit"] for match in _DIRECT_UNIT.finditer(folded))
    return tuple(dict.fromkeys(_CANONICAL.get(unit, unit) for unit in found))


def stated_classes(folded: str) -> dict[str, frozenset[str]]:
    """Return the units of measurement that a folded question states, each with its classes.

    Words that count (个, 家, 项) and durations state none: they are answered in other words. 块, 点
    and 人 before a noun are no units: 几块绿地, 几个点位, 多少人大建议.
    """
    found = {
        _CANONICAL.get(match["unit"], match["unit"]): _CLASSES[match["unit"]][:1]
        for match in _DIRECT_UNIT.finditer(folded)
        if _CLASSES.get(match["unit"], _OF_A_COUNT)[0] in _MEASURED
        and not _OF_A_NOUN.match(folded, match.start("unit"))
    }
    found |= {word: (kind,) for pattern, word, kind in _STATED if pattern.search(folded)}
    return {word: frozenset(classes) for word, classes in found.items()}


def unit_classes(folded: str, units: tuple[str, ...], *, parts: int) -> frozenset[str]:
    """Return the unit classes (as in `embeddings.language.units`) that answer a folded question.

    If it asks for one figure and names its unit, the unit alone decides.
    """
    named = frozenset(kind for unit in units for kind in _CLASSES.get(unit, _OF_A_COUNT))
    if parts == 1 and named:
        return named
    counted = [classes for pattern, classes in _COUNTED if pattern.search(folded)]
    if parts == 1 and len(counted) == 1:
        return frozenset(counted[0])
    found = named | {unit for pattern, unit in _UNIT_PATTERNS if pattern.search(folded)}
    if "money" in found and _GOAL.search(folded) and not units:
        found |= {"share"}  # GDP目标是多少 is answered by 增长5%左右
    return found
