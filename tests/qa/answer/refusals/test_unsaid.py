"""What quotes leave unsaid: the place, the day, the cause, the number or the rest asked for."""

import pytest

from embeddings.language.time_expressions import Anchor
from qa.answer.refusals.unsaid import unsaid
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon


def left(question, quoted):
    asked = parse_question(question, anchor=Anchor(), lexicon=load_lexicon())
    message = unsaid(asked, [quoted])
    return "" if message is None else message.code


@pytest.mark.parametrize(
    ("question", "quoted", "code"),
    [
        # Siping 2025, Fuzhou 2008, Zhejiang 2006
        ("新政务服务中心搬到哪条街了？", "推动新政务服务中心建成使用", "quoted_no_place"),
        ("新动物园搬到什么地方去了？", "建成新动物园，启动温泉公园改造", "quoted_no_place"),
        ("省运会在哪个城市开？", "办好第十三届省运会", "quoted_no_place"),
        ("一中的新校区在哪里？", "启动一中朝阳新城校区建设", ""),
        ("碳酸锂项目在哪儿？", "扎布耶盐湖碳酸锂项目开工建设", ""),
        ("金融机构总部落在哪个城市？", "丝路基金总部落户北京", ""),
        # Nanchang 2010, Bayannur 2021, Luzhou 2022
        ("英雄大桥是几月几号通车的？", "英雄大桥、青山湖隧道竣工通车", "quoted_no_date"),
        ("动车几月几号开？", "年内开通临河至北京铁路动车组", "quoted_no_date"),
        ("地铁几月几号开通？", "地铁9月26日开通运营", ""),
        ("动车什么时候开通？", "年内开通临河至北京铁路动车组", ""),
        (
            "机场什么时候建好？",
            "力争让承担着全省期望的东部机场航站楼及配套的综合交通枢纽工程全面建成",
            "",
        ),
        # Fushun 2022, Zhejiang 2017, Nanchang 2010
        ("固定资产投资为什么掉了7%？", "固定资产投资163.6亿元、下降7%", "quoted_no_cause"),
        ("山体滑坡是什么原因造成的？", "有效处置苏村等地山体滑坡", "quoted_no_cause"),
        ("财政收入为什么没完成？", "由于国际金融危机的冲击，财政总收入下降", ""),
        ("为什么把实事从20项减成10项？", "调整后的项目更突出民生关联度大的特点", ""),
        ("电站一共有多少座？", "电站建设取得优异成绩", "quoted_no_number"),
        ("电站一共有多少座？", "电站12座", ""),
        # Xizang 2016, Beijing 2020, Zhengzhou 2019, Anhui 2003, Xi'an 2025
        ("还剩多少贫困人口？", "减少贫困人口58万人", "quoted_no_rest"),
        ("还有多少贫困人口没脱贫？", "预计助力50.6万人脱贫", "quoted_no_rest"),
        ("还剩多少贫困人口？", "剩余贫困人口1785人", ""),
        ("剩下几个没完成？", "76个保交楼任务全面清零", ""),
        ("还剩多少贫困人口？", "绝对贫困人口由188.5万人减少到70万人左右", ""),
    ],
)
def test_unsaid_tells_what_no_quote_says(question, quoted, code):
    assert left(question, quoted) == code
