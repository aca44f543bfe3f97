# ruff: noqa: E501 (the word tables read better unbroken)
"""The frame of a question: greetings, fillers, prefaces, remarks about the asker.

A question is cut into clauses. Openings that ask nothing (请问, 麻烦您帮我查一下) are removed, and so
are clauses that are a frame as a whole (按照党中央、国务院决策部署; 谢谢). A clause that asks, or that
names a year or a place of the reports, is never removed as a preface.
"""

import re

from embeddings.lazy_regex import lazy_regex
from embeddings.text.folding import fold
from qa.text.asking_words import CORE_QUESTION_WORDS, INTERROGATIVES

__all__ = ["without_frame"]

_CLAUSE = lazy_regex(r"[^，,。；;：:？?！!\n]+[，,。；;：:？?！!\n]*")
_ASKS = lazy_regex(rf"{INTERROGATIVES}|[？?]|何地|各是|分别|情况|目标|总结|概括|介绍|列出|梳理")
# What precedes the question proper in its clause, possibly repeated.
_FILLER = r"(?:呃+|额+|嗯+|啊+|哦+|噢+|唉+|哎+呀?|欸|诶|唔|喂|哈喽|嗨|你好啊?|您好啊?|大家好|各位好|老师好|同志们?好|早上好|上午好|中午好|下午好|晚上好|在[吗么不]|打扰(?:一下|您|了)*|不好意思|抱歉|话说|对了|是这样的?|就是说?|好的?吧?|好吧|行|ok|hi|hello)"
_FILLER_CLAUSE = lazy_regex(
    rf"^(?:{_FILLER}|那个|这个|然后|就是|小助手|助手|机器人|老师|同志|亲|哈|嘛|呀|哎)+[\s~～…]*$",
    re.I,
)
_FILLER_START = lazy_regex(
    r"^(?:呃+|额(?![度外定])|嗯+|啊+|哦+|噢+|唉+|哎+呀?|欸|诶|唔|喂|就是说|你好|您好|那个(?=[\s…~，,])|话说|不好意思|打扰一下)[\s~～…]*"
)
_LEAD = lazy_regex(
    r"^(?:[请敬]?请?问(?!题|责|卷|世|诊|询)(?:一?下|一问|问)?|请教(?:一?下)?|劳驾|拜托|有劳|麻烦(?=[您你帮请给查问看])(?:您|你|各位)?|"
    r"(?:我|俺|咱)?(?:就|就是|是|只)?(?:想|要|需要|希望|打算)(?:要|请)?(?:问|知道|了解|查|咨询|请教|确认|看看|弄清楚|搞清楚|核实|打听)(?:清楚)?(?:一?下(?!半|降|滑|调|岗)|一问|问|一查|查)?(?:的是)?(?:哈|啊)?|"
    r"(?:求|跪求)(?:问|告知|解答|科普)|咨询(?:一?下)(?!半)|打听(?:一?下)|"
    r"(?:您|你)?(?:能不能|能否|可不可以|可否|可以|能|可)(?:请)?(?:您|你)?(?=帮|告诉|给我|替我|说说|讲讲|介绍|查一?下|回答)|"
    r"(?:请)?(?:您|你)?(?:帮忙?(?:我们?|俺|咱)?|(?:给|替)(?:我们?|俺|咱))(?:在[^，,]{0,12}?[里中])?(?:查|找|搜|看|问|核实|核对|确认|检索|查询|查找|找找|看看)(?:一?下(?!半|降)|一[查找搜看问]|查|找|看)?(?!处|明|封|办)(?:看)?|"
    r"(?:请)?(?:您|你)?(?:告诉|告知|回答)(?:我们?|一下)?(?:一?下)?|请(?:您|你)?(?:帮我|帮忙|给我)?(?:查一?下|查查|看看|说说|讲讲|回答)?(?=.{4})(?!求|假|客|示|愿|战)|"
    r"(?:查一?下|查一查|查查|搜一下|看一下|看看|说说看)(?=.{4})|根据(?:你|您)(?:的|所)?(?:知识库|资料|数据|文件|报告))[\s的]*"
)
_LEAD_LEFT = lazy_regex(r"^(?:关于|有关)(?=.{6,}(?:多少|几|什么|哪))")
# Whole clauses after the question: thanks, and how the answer should look.
_WISH = lazy_regex(
    r"^(?:(?:非常|十分|万分|太|先|提前)?(?:谢谢|多谢|感谢|谢了|谢啦|3q|thx|thanks)[\u4e00-\u9fff]{0,4}|辛苦(?:了|您|你)*|麻烦(?:了|您|你)+|拜托了?|有劳了?|急用?|在线等.{0,4}|挺急的?|急急急?|"
    r"(?:请|要|并|最好|同时|另外|记得)*(?:给出|附上?|附带|标明|标注|列出|注明|提供|引用|说明|指出|写明|摘录|贴出?)(?:一下)?(?:报告|具体|相关|相应)*(?:的)?(?:原文|原句|原话|出处|依据|来源|引文|页码|段落|章节)[\u4e00-\u9fff]{0,6}|"
    r"(?:请|要|最好)*(?:尽量|直接)?(?:用)?(?:一句话|一两句话?|两句话|几句话|简[要短洁单明]+|精炼|详细|具体|准确|如实|直接|只)(?:地|的)?(?:简要|简单)?(?:回答|作答|说明|说|告诉我|概括|回复|给)(?:一下|数字|结果|答案)?(?:就行|即可|就好|就可以了?|吧)?|"
    r"(?:请)?(?:回答|答案|答复)?(?:要|尽量|请)?(?:不要|别|勿)(?:太长|啰嗦|太啰嗦|废话|编造|瞎编|乱编|胡说|漏掉?)[\u4e00-\u9fff]{0,4}|越.{1,4}越好|(?:不超过|控制在|限)?\d+个?字(?:以内|左右|之内)?|"
    r"(?:回答|答案)(?:要|请)?(?:尽量)?(?:简洁|简短|准确|具体|精确|详细|完整)[\u4e00-\u9fff、]{0,6}|请(?:您|你)?(?:作答|指教|解答|赐教|回答|核实)|(?:只要|要|直接给)(?:数字|结果|答案|结论)(?:就行|即可|就好)?|"
    r"(?:写|做|准备)(?:材料|论文|报告|汇报|作业|发言稿|公文|文章)(?:要)?用的?|(?:考试|备考|面试|开会|汇报|学习|写材料|做题)(?:要|用|参考|时)*用?|有点急|仅供参考|你知道吗|谢谢您?)[啊哈呀哦吧了的~～\s]*$",
    re.I,
)
_WISH_END = lazy_regex(r"(?:[,，。?？!！\s]*(?:谢谢|多谢|感谢)(?:您|你|大家|啦|了)?[!！。~～\s]*)$")
# Clauses about who asks and what for: 我是一名基层干部, 领导让我查个数. Not 我种麦子.
_ASKER = lazy_regex(
    r"^(?:(?:我(?!们?[国省市县区州盟旗乡镇村院军党])|本人|俺|咱们?(?![国省市县区])|领导|老师|老板|同事|朋友|孩子|单位|学校|最近|刚|正|由于|因|为了?|工作|写|做|准备).*(?:材料|论文|作业|汇报|发言稿|讲稿|稿子|考试|公考|备考|面试|资料|课题|演讲|PPT|ppt|查个|查一|查数|核数|要用|公务员|基层干部|干部|记者|编辑|秘书|研究生|大学生|学生|科员|调研|网友|新手|小白)|"
    r"我(?:们)?(?:现在|这边|这里)?有(?:一)?个(?:小)?(?:问题|疑问)|我是新来的)[\u4e00-\u9fff]{0,8}$"
)
_PREFACE_START = lazy_regex(
    r"^(?:按照?|根据|依据|依照|遵照|遵循|结合|对照|围绕|坚持|紧紧围绕|紧扣|立足|聚焦|锚定|全面|深入|认真|坚决|切实|贯彻|落实|学习|高举|为(?:了|深入|全面|认真|贯彻|落实)|以|在|随着|面对|当前|近日|众所周知|大家都知道|(?:党中央|国务院|中共中央|中央|省委|市委|县委)[、和]?(?:国务院|省政府|市政府)?(?:高度重视|一再|多次|反复)?(?:强调|指出|要求|部署|重视|关心|号召))"
)
_PREFACE_SIGN = lazy_regex(
    r"党中央|国务院|中央|省委|市委|县委|区委|习近平|总书记|精神|决策部署|部署|思想|指导|领导下|要求|关心(?:下|支持)|理论|道路|旗帜|大局|初心|使命|方针|政策|党的.{1,4}大|全会|总基调|新发展理念|两个维护|两个确立|众所周知|大家都知道|当前形势|国内外形势|政府工作报告|工作报告|报告"
)
_PREFACE_END = lazy_regex(
    r"^(?:按照?|根据|依据|依照|遵照|遵循|贯彻|落实|在)[^，,？?]{0,30}?(?:党中央|国务院|中央|省委|市委|上级)[^，,？?]{0,20}?(?:决策部署|工作部署|总体部署|安排部署|部署要求|部署|领导下|统一安排)(?:和要求|精神)?[，,]?(?=.{5})"
)
_WISH_GLUED = lazy_regex(
    r"(?:请|麻烦)(?:您|你)?(?:给出|附上?|标明|标注|列出|注明|提供|引用|说明)(?:报告)?(?:的)?(?:原文|原句|原话|出处|依据|来源)[\u4e00-\u9fff]{0,4}$|"
    r"请(?:您|你)?(?:尽量)?(?:用一句话|用几句话|简[要短洁单]|直接)[地的]?(?:简要|简单)?(?:回答|作答|说明|概括|告诉我)[\u4e00-\u9fff]{0,2}$"
)
_DIGIT = lazy_regex(r"\d{2,4}|[〇一二三四五六七八九]{2,4}年|去年|今年|明年|前年|十[一二三四五]五")


def without_frame(text: str) -> str:
    """Return `text` without its frame; `text` itself if nothing else would be left."""
    text = _WISH_END.sub("", text) or text
    clauses = _CLAUSE.findall(text)
    asking = [place for place, clause in enumerate(clauses) if _ASKS.search(fold(clause))]
    kept: list[str] = []
    for place, clause in enumerate(clauses):
        left = _without_lead(clause, first=not kept)
        body = fold(left.strip("，,。；;：:？?！!\n \u3000"))
        if not body or _FILLER_CLAUSE.match(body):
            continue
        glued = _WISH_GLUED.search(body)
        if glued and glued.start():
            left = left[: left.index(left.strip()) + glued.start()]
        follows = bool(asking) and place < asking[-1]
        if (kept or follows) and _WISH.match(body):
            continue
        if follows and not kept and _is_preface(body):
            continue
        kept.append(left)
    whole = "".join(kept).strip(" ，,；;：:\n\u3000")
    return _PREFACE_END.sub("", whole) if whole else text


def _without_lead(clause: str, *, first: bool) -> str:
    """Return a clause without the polite words and fillers that it begins with."""
    left = clause.strip()
    while True:
        shorter = _FILLER_START.sub("", left)
        shorter = _LEAD.sub("", shorter) if first or len(shorter) > 12 else shorter
        if shorter == left:
            return _LEAD_LEFT.sub("", left) if left != clause.strip() else left
        left = shorter


def _is_preface(body: str) -> bool:
    """Whether a clause before the question is not part of what is asked."""
    if _ASKS.search(body) and not _PREFACE_SIGN.search(body):
        return False
    if re.search(CORE_QUESTION_WORDS, body) or _DIGIT.search(body):
        return False
    if _ASKER.match(body):
        return True
    return bool(_PREFACE_START.match(body) and _PREFACE_SIGN.search(body))
