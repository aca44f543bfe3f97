"""Words that tell targets from results: 力争, 预期目标, 完成, 超过预期."""

import re

__all__ = [
    "ACHIEVED_CLAIM",
    "ESTIMATED",
    "PLANNED",
    "PLANNED_CLAIM",
    "REACHED",
    "RESULT_SIGN",
    "TARGET_SIGN",
]

# of a plan; 目标 that was met, missed or exceeded is none
PLANNED = re.compile(
    r"(?<!完成)(?<!实现)(?<!超过)(?<!超额)(?<!达到)(?<!好于)(?<!高于)(?:年度)?(?:主要|总体|预期|调控|奋斗|发展|工作|规划|控制|约束性|总)*目标(?!任务)?"
    r"|力争|争取|确保|预期(?!目标)|拟(?!定|建)|计划(?!单列|生育|经济|体制|内|外)|要(?!素|求|点|闻|道|件|害|因)|"
    r"将(?!近|军)|安排(?!了)|努力|建议|准备|必须|应当|把(?=[^，。]*控制在)|到20[2-9]\d年"
)
REACHED = re.compile(
    r"完成|实现|已|了(?!解)|累计|超额|达到|实际|初步核算|据统计|同比|比上年|比去年|成功|先后|共(?=[^同产])"
)
ESTIMATED = re.compile(r"预计|预测|初步测算|估计")
# Words of plans and of results in a clause: features, which a fitted model weighs; one clause may
# have both.
TARGET_SIGN = re.compile(
    r"力争|争取|目标|预期|计划|拟|将|要|明年|今后|未来|到20[2-9]\d年|打算|确保|安排|控制在|新一年|推进|加快|加强"
)
RESULT_SIGN = re.compile(
    r"预计|完成|实现了|达到|累计|比上年|比上一年|去年|过去|了|年均|取得|新增|突破|已|同比|建成"
)
# What an answer claims of a figure, held against its proof.
PLANNED_CLAIM = re.compile(
    r"力争|争取|计划|目标|拟|将(?!军|近)|打算|预期|要(?!求|素|点|闻)|确保|努力实现|预计"
)
ACHIEVED_CLAIM = re.compile(r"已经|已|完成了|实现了|完成|实现(?!.{0,6}目标)|达到|建成|取得")
