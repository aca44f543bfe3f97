"""Words that tell targets from results: 力争, 预期目标, 完成, 超过预期."""

import re

__all__ = ["ESTIMATED", "PLANNED", "REACHED"]

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
