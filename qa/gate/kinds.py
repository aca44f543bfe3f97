"""The kinds of input."""

from enum import StrEnum

__all__ = ["InputKind"]


class InputKind(StrEnum):
    """The kind of an input; all but `REPORT` are answered without a search, or not by one alone."""

    REPORT = "report"  # a question to the reports
    GREETING = "greeting"  # 你好, 谢谢, 你是谁
    TOOL = "tool"  # 你能做什么
    HOLDINGS = "holdings"  # 你有哪些报告
    ABOUT = "about"  # 这份报告是谁作的, 分几个部分
    OUTLINE = "outline"  # 总结一下
    COMMAND = "command"  # 写一首诗, 翻译成英文
    ADVICE = "advice"  # 我该买房吗, 你怎么看
    OTHER = "other"  # 世界杯冠军是谁
    PERSON = "person"  # 市长是谁
    FORM = "form"  # 画成表, 导出Excel: the answer before, in another form
    FOLLOW_UP = "follow_up"  # 支出呢, 那江苏呢, with no answered question before it
