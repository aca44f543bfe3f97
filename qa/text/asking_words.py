"""The table of Chinese question words: 多少, 几, 哪, 什么, 怎么, 是不是, 吗.

Patterns are for folded text. `qa.question.answer_type` maps question words to answer types.
"""

from embeddings.lazy_regex import lazy_regex

__all__ = [
    "ASKED_NUMBER",
    "ASKING",
    "ASKING_PHRASE",
    "ASKING_TOKEN",
    "CORE_QUESTION_WORDS",
    "INTERROGATIVES",
    "QUESTION_WORDS",
    "SEVERAL_ASKED",
]

# Alternatives of a pattern, without parentheses. The commonest, in any position:
CORE_QUESTION_WORDS = "多少|几|哪|什么|如何|怎么"
# All of them, except in words that only contain one: 几乎, 哪怕, 多大的.
INTERROGATIVES = (
    "多少|多[大高长久快远](?!的)|几(?!乎)|哪(?!怕)|什么|啥|怎么?样?|咋|如何|[吗呢]|"
    "是否|是不是|有没有|有无|能否|为何|为什么|谁|何时"
)
# 几 as a question word: not 哪几, 第几, 十几, 好几年, 这几年, 几年来, 几乎.
SEVERAL_ASKED = r"(?<![哪第十百点好这那前后近头老])几(?!乎|年间|年来|十年来|经|次三番)"
ASKED_NUMBER = lazy_regex(rf"多少|{SEVERAL_ASKED}|多(?:大|高|长|远|久|厚|重|深)|百分之几|几多")
# The end of a question's subject, which is the text before the first match.
ASKING = lazy_regex(f"{INTERROGATIVES}|原因|不")
# A question word with the copula before it and the measure word after it: 达到多少亿元.
ASKING_PHRASE = lazy_regex(
    "(?:是|有|为|约|共|达到?|到|在)*(?:多少|几|哪)(?:[个家条项件座种套户亩人元吨次万亿]|公里)*|"
    "多[大高长]|什么|怎么?样?|如何|是不是|有没有|[吗呢]"
)
# A token of the segmentation that is a question word: 多少, 哪几个, 从几.
ASKING_TOKEN = lazy_regex(
    r"[从到是在各全]?"
    r"(?:多[少大高长久]?|[几哪][一二两三四五六七八九些]?[\u4e00-\u9fff]?个?|还是|全都|第)"
)
# As separate words, for lists of stop words.
QUESTION_WORDS = frozenset(
    [
        "多少", "几", "几个", "什么", "哪", "哪些", "哪个", "哪几", "哪里", "哪儿", "怎么", "怎样",
        "怎么样", "如何", "咋", "啥", "谁", "为什么", "为何", "吗", "呢", "第几", "几何",
    ]
)  # fmt: skip
