import pytest

from qa.normalisation.frames import without_frame

ASKED = "粮食播种面积是多少？"


@pytest.mark.parametrize(
    "framed",
    [
        f"按照党中央、国务院决策部署，{ASKED}",
        f"坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神，{ASKED}",
        f"在省委、省政府的坚强领导下，{ASKED}",
        f"贯彻落实党中央决策部署{ASKED}",
        f"您好，我是一名基层干部，写材料要用，麻烦您帮我查一查：{ASKED}请给出原文，谢谢！",
        f"请问您能不能告诉我，{ASKED}",
        f"呃，那个，我想问一下哈，就是说{ASKED}",
        f"领导让我查个数，{ASKED}急！",
        f"{ASKED}请用一句话简要回答，不要太长。",
    ],
)
def test_without_frame_leaves_the_question(framed):
    assert without_frame(framed).rstrip("？") == ASKED.rstrip("？")


@pytest.mark.parametrize(
    "whole",
    [
        "按照2016年的目标，GDP要增长多少？",  # the clause names the year
        "国务院机构改革要尝试合并同类职能，这种体制叫什么？",
        "我种麦子，2024年国家收购的保底价会往上走吗？",
        "家里有老人要人照看，政府会在哪些方面搭把手？",
        "给看不见的人用的是什么软件？",
        "那个项目投资多少？",
        "谢谢",
        "根据工作报告",
    ],
)
def test_without_frame_keeps_what_bears_on_the_answer(whole):
    assert without_frame(whole) == whole
