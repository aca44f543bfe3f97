import pytest

from qa.diff.asked import AnalysisKind, PlaceLevel, asks_of_all, read_analysis_question


@pytest.mark.parametrize(
    ("question", "kind", "term"),
    [
        ("今年和去年的报告相比有什么新提法？", AnalysisKind.NEW_TERMS, ""),
        ("漳州今年新增了哪些任务", AnalysisKind.NEW_TASKS, ""),
        ("荆门2023年有哪些新任务新举措", AnalysisKind.NEW_TASKS, ""),
        ("衡水市2025年的报告比2024年新增了什么任务", AnalysisKind.NEW_TASKS, ""),
        ("今年哪些任务是去年没有的", AnalysisKind.NEW_TASKS, ""),
        ("中卫2023年的报告跟2022年有什么不一样", AnalysisKind.DIFFERENCES, ""),
        ("乐山今年和去年的报告有什么区别", AnalysisKind.DIFFERENCES, ""),
        ("今年的报告和去年的报告相比有哪些不同之处", AnalysisKind.DIFFERENCES, ""),
        ("对比一下漳州2022和2023年的政府工作报告", AnalysisKind.DIFFERENCES, ""),
        ("淮南今年的主要目标和去年比升了还是降了", AnalysisKind.TARGETS_CHANGED, ""),
        ("衡水去年哪些任务没完成", AnalysisKind.TARGETS_MISSED, ""),
        ("去年的重点任务完成得怎么样", AnalysisKind.TARGET_RESULTS, ""),
        ("乐山还提“一带一路”吗", AnalysisKind.COUNT, "一带一路"),
        ("荆门有没有再提数字经济", AnalysisKind.COUNT, "数字经济"),
        ("2024年国务院的目标完成了吗", AnalysisKind.TARGET_RESULTS, ""),
        ("2024年湖北省的目标都完成了吗", AnalysisKind.TARGET_RESULTS, ""),
        ("“就业”和“创新”哪个说得多", AnalysisKind.MORE, "就业"),
        ("2025年报告里就业和创新哪个提得更多", AnalysisKind.MORE, "就业"),
        ("“就业”与“创新”谁出现的次数多", AnalysisKind.MORE, "就业"),
        ("2025年报告里哪些数字和去年不一样", AnalysisKind.FIGURES_CHANGED, ""),
        ("报告的数据有哪些变化", AnalysisKind.FIGURES_CHANGED, ""),
        ("和去年比，数字变了的有哪些", AnalysisKind.FIGURES_CHANGED, ""),
        ("“房住不炒”2024年还提了吗", AnalysisKind.COUNT, "房住不炒"),
        ("“数字政府”去年提到没有", AnalysisKind.COUNT, "数字政府"),
        ("与2024年相比，2025年的报告新增了哪些表述？", AnalysisKind.NEW_TERMS, ""),
        ("今年报告首次提出了哪些概念？", AnalysisKind.NEW_TERMS, ""),
        ("今年报告里哪些词是第一次出现？", AnalysisKind.NEW_TERMS, ""),
        ("今年比去年多了哪些提法", AnalysisKind.NEW_TERMS, ""),
        ("今年的报告有哪些提法是去年没有的", AnalysisKind.NEW_TERMS, ""),
        ("这份报告里哪些说法2023年没有", AnalysisKind.NEW_TERMS, ""),
        ("今年有什么提法是往年报告没有过的", AnalysisKind.NEW_TERMS, ""),
        ("以前没写、这次写了的概念有哪些", AnalysisKind.NEW_TERMS, ""),
        ("去年没提、今年提了的有哪些", AnalysisKind.NEW_TERMS, ""),
        ("2025年提了、2024年没提的有哪些", AnalysisKind.NEW_TERMS, ""),
        ("2023年没有、2024年报告里有的说法", AnalysisKind.NEW_TERMS, ""),
        ("去年提了今年没提的有哪些", AnalysisKind.GONE_TERMS, ""),
        ("2024年报告有、2025年没有的说法", AnalysisKind.GONE_TERMS, ""),
        ("2023年没提、2022年提了的是什么", AnalysisKind.GONE_TERMS, ""),
        ("今年国务院报告里新鲜的提法都有啥", AnalysisKind.NEW_TERMS, ""),
        ("哪些词今年才写进报告", AnalysisKind.NEW_TERMS, ""),
        ("今年新提出了什么", AnalysisKind.NEW_TERMS, ""),
        ("哪些指标今年的目标不如去年高", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪些目标没有去年高", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪几项目标比不上2023年的高", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪些目标不如去年低", AnalysisKind.TARGETS_RAISED, ""),
        ("今年目标降了的指标有几个", AnalysisKind.TARGETS_LOWERED, ""),
        ("低空经济都有谁提", AnalysisKind.PLACES, "低空经济"),
        ("哪些省把低空经济写进了报告", AnalysisKind.PLACES, "低空经济"),
        ("有几项目标比上年低", AnalysisKind.TARGETS_LOWERED, ""),
        ("多少项目标下调", AnalysisKind.TARGETS_LOWERED, ""),
        ("今年几个指标的目标降低了", AnalysisKind.TARGETS_LOWERED, ""),
        ("目标有没有往下调的", AnalysisKind.TARGETS_LOWERED, ""),
        ("“碳达峰”哪一年进的报告", AnalysisKind.FIRST, "碳达峰"),
        ("低空经济什么时候进了报告", AnalysisKind.FIRST, "低空经济"),
        ("“供给侧”这个提法最早出现在几几年", AnalysisKind.FIRST, "供给侧"),
        ("一带一路是几几年第一次写的", AnalysisKind.FIRST, "一带一路"),
        ("“美丽中国”的提法始于哪一年", AnalysisKind.FIRST, "美丽中国"),
        ("报告提“民营经济”的次数", AnalysisKind.COUNT, "民营经济"),
        ("提及“银发经济”的有哪些地方", AnalysisKind.PLACES, "银发经济"),
        ("写进“低空经济”的都有哪些省", AnalysisKind.PLACES, "低空经济"),
        ("讲到冰雪经济的有哪些城市", AnalysisKind.PLACES, "冰雪经济"),
        ("哪里的报告提到过“量子”", AnalysisKind.PLACES, "量子"),
        ("哪儿的报告写了“海洋经济”", AnalysisKind.PLACES, "海洋经济"),
        ("跟去年比，今年不再提哪些说法了？", AnalysisKind.GONE_TERMS, ""),
        ("今年报告里哪些提法不见了", AnalysisKind.GONE_TERMS, ""),
        ("去年报告和今年报告对比，新冒头的提法是啥", AnalysisKind.NEW_TERMS, ""),
        ("2025年报告里头有哪些是新名词", AnalysisKind.NEW_TERMS, ""),
        ("和上年相比2023年国务院报告的新表述", AnalysisKind.NEW_TERMS, ""),
        ("报告里有没有以前没说过的提法", AnalysisKind.NEW_TERMS, ""),
        ("哪些表述是2022年国务院报告新加的", AnalysisKind.NEW_TERMS, ""),
        ("2024年国务院报告不提了哪些说法", AnalysisKind.GONE_TERMS, ""),
        ("从2023到2024国务院报告消失了的词", AnalysisKind.GONE_TERMS, ""),
        ("2025年国务院调低了哪项指标的目标", AnalysisKind.TARGETS_LOWERED, ""),
        ("经济增长以外哪些目标往上提了", AnalysisKind.TARGETS_RAISED, ""),
        ("提“专精特新”的省都有谁", AnalysisKind.PLACES, "专精特新"),
        ("有几座城市在报告里写了夜间经济", AnalysisKind.PLACES, "夜间经济"),
        ("“量子科技”在哪些省的报告里能看到", AnalysisKind.PLACES, "量子科技"),
        ("2024年国务院报告和2023年的一对照，新东西有哪些提法", AnalysisKind.NEW_TERMS, ""),
        ("今年国务院报告出了哪些热词，都是头一次见的", AnalysisKind.NEW_TERMS, ""),
        ("2018年国务院报告首次写入的概念有哪些", AnalysisKind.NEW_TERMS, ""),
        ("哪些老话2024年国务院报告不讲了", AnalysisKind.GONE_TERMS, ""),
        ("2023年国务院报告有没有拿掉什么提法", AnalysisKind.GONE_TERMS, ""),
        ("2024年目标比2023年降了的有哪些", AnalysisKind.TARGETS_LOWERED, ""),
        ("“全面小康”最后出现在哪一年", AnalysisKind.LAST, "全面小康"),
        ("2019年国务院报告里有啥新鲜提法", AnalysisKind.NEW_TERMS, ""),
        ("2025年国务院报告，哪些提法以前没有", AnalysisKind.NEW_TERMS, ""),
        ("“乡村振兴”从哪年提起的", AnalysisKind.FIRST, "乡村振兴"),
        ("国务院报告里“雄安新区”最早啥时候有", AnalysisKind.FIRST, "雄安新区"),
        ("“计划生育”哪年以后就不提了", AnalysisKind.LAST, "计划生育"),
        ("哪些省在谈“低空经济”", AnalysisKind.PLACES, "低空经济"),
        ("“人工智能”在哪些地方的报告里出现过", AnalysisKind.PLACES, "人工智能"),
        ("人工智能在哪些省的报告中出现过", AnalysisKind.PLACES, "人工智能"),
        ("2019年报告和2018年比删掉了什么", AnalysisKind.GONE_TERMS, ""),
        ("今年报告跟去年比少了什么", AnalysisKind.GONE_TERMS, ""),
        ("2024年和2025年的报告在就业目标上有啥不一样", AnalysisKind.TARGETS_CHANGED, ""),
        ("哪些目标和去年不一样", AnalysisKind.TARGETS_CHANGED, ""),
        ("2024年的目标后来都完成了吗", AnalysisKind.TARGET_RESULTS, ""),
        ("去年的目标完成得怎么样", AnalysisKind.TARGET_RESULTS, ""),
        ("各项目标完成得怎么样", AnalysisKind.TARGET_RESULTS, ""),
        ("兰州2023年的目标都完成了吗", AnalysisKind.TARGET_RESULTS, ""),
        ("青岚市2024年的主要目标完成情况如何", AnalysisKind.TARGET_RESULTS, ""),
        ("去年哪些目标没有完成", AnalysisKind.TARGETS_MISSED, ""),
        ("没实现的目标有哪些", AnalysisKind.TARGETS_MISSED, ""),
        ("今年不再提的老词有哪些", AnalysisKind.GONE_TERMS, ""),
        ("2025年报告里哪些老提法没再说", AnalysisKind.GONE_TERMS, ""),
        ("2024年报告删掉了哪些说法", AnalysisKind.GONE_TERMS, ""),
        ("2025年下调目标的指标是哪些", AnalysisKind.TARGETS_LOWERED, ""),
        ("2025年报告里目标调高的有几个，是哪些", AnalysisKind.TARGETS_RAISED, ""),
        ("2024年和2023年相比目标变了没有，变了哪些", AnalysisKind.TARGETS_CHANGED, ""),
        ("哪些目标跟2024年一个样", AnalysisKind.TARGETS_KEPT, ""),
        ("高质量发展是哪年首次进报告的", AnalysisKind.FIRST, "高质量发展"),
        ("“双碳”啥时候开始有的", AnalysisKind.FIRST, "双碳"),
        ("精准扶贫第一次见诸报告是何年", AnalysisKind.FIRST, "精准扶贫"),
        ("全国有多少个省的报告提及了氢能", AnalysisKind.PLACES, "氢能"),
        ("“银发经济”都有哪些城市在讲", AnalysisKind.PLACES, "银发经济"),
        ("提到“冰雪经济”的省份", AnalysisKind.PLACES, "冰雪经济"),
        ("谁家的报告里有“首发经济”", AnalysisKind.PLACES, "首发经济"),
        ("没再出现的说法是哪些？", AnalysisKind.GONE_TERMS, ""),
        ("2023年目标里有哪个是下调的", AnalysisKind.TARGETS_LOWERED, ""),
        ("预期目标里哪一项被调高了", AnalysisKind.TARGETS_RAISED, ""),
        ("就业这些目标今年跟去年一样吗，哪些没动", AnalysisKind.TARGETS_KEPT, ""),
        ("都有谁在报告里提了银发经济", AnalysisKind.PLACES, "银发经济"),
        ("谁还在报告中说到了“首发经济”", AnalysisKind.PLACES, "首发经济"),
        ("哪些指标的目标下调了", AnalysisKind.TARGETS_LOWERED, ""),
        ("今年下调了哪些目标", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪些预期目标比去年低？", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪些目标定得比去年低了", AnalysisKind.TARGETS_LOWERED, ""),
        ("有没有下调的目标？", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪些指标的目标提高了？", AnalysisKind.TARGETS_RAISED, ""),
        ("今年的目标哪些提高了", AnalysisKind.TARGETS_RAISED, ""),
        ("哪些目标没有变", AnalysisKind.TARGETS_KEPT, ""),
        ("今年的预期目标有哪些调整", AnalysisKind.TARGETS_CHANGED, ""),
        ("“新质生产力”哪年第一次出现", AnalysisKind.FIRST, "新质生产力"),
        ("新质生产力是哪一年首次提出的？", AnalysisKind.FIRST, "新质生产力"),
        ("新质生产力最早是什么时候提的", AnalysisKind.FIRST, "新质生产力"),
        ("政府工作报告第一次提新质生产力是哪年", AnalysisKind.FIRST, "新质生产力"),
        ("首次提及新质生产力的是哪份报告", AnalysisKind.FIRST, "新质生产力"),
        ("“新质生产力”这个词是哪年第一次写进政府工作报告的", AnalysisKind.FIRST, "新质生产力"),
        ("最早提到供给侧结构性改革是哪年", AnalysisKind.FIRST, "供给侧结构性改革"),
        ("哪一年提出取消农业税？", AnalysisKind.FIRST, "取消农业税"),
        ("吉林省哪年提出振兴老工业基地？", AnalysisKind.FIRST, "振兴老工业基地"),
        ("新质生产力，哪年提出的？", AnalysisKind.FIRST, "新质生产力"),
        ("新质生产力什么时候写进报告的", AnalysisKind.FIRST, "新质生产力"),
        ("国企改革三年行动哪年第一次提出", AnalysisKind.FIRST, "国企改革三年行动"),
        ("实事求是最早什么时候出现在报告里", AnalysisKind.FIRST, "实事求是"),
        ("什么时候最后一次提到计划生育？", AnalysisKind.LAST, "计划生育"),
        ("“创新”哪年出现得最多", AnalysisKind.MOST, "创新"),
        ("哪一年提到就业次数最多", AnalysisKind.MOST, "就业"),
        ("十年来“创新”出现了多少次", AnalysisKind.COUNT, "创新"),
        ("过去十年创新一词出现了几次", AnalysisKind.COUNT, "创新"),
        ("十年间创新被提到多少次", AnalysisKind.COUNT, "创新"),
        ("2016到2025年“创新”一共出现多少次", AnalysisKind.COUNT, "创新"),
        ("创新在2025年报告里出现了几次", AnalysisKind.COUNT, "创新"),
        ("统计一下近十年“创新”出现的次数", AnalysisKind.COUNT, "创新"),
        ("哪些省提到了低空经济？", AnalysisKind.PLACES, "低空经济"),
        ("有哪些省提低空经济", AnalysisKind.PLACES, "低空经济"),
        ("提到低空经济的省有哪些", AnalysisKind.PLACES, "低空经济"),
        ("低空经济有哪些省提到了？", AnalysisKind.PLACES, "低空经济"),
        ("各省怎么说低空经济", AnalysisKind.PLACES, "低空经济"),
        ("还有谁提到了低空经济", AnalysisKind.PLACES, "低空经济"),
    ],
)
def test_read_analysis_question_knows_its_forms(question, kind, term):
    found = read_analysis_question(question)
    assert (found.kind, found.term) == (kind, term)


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("哪些省提到了低空经济", PlaceLevel.PROVINCE),
        ("哪些城市提到了低空经济", PlaceLevel.CITY),
        ("哪些区县提到了低空经济", PlaceLevel.COUNTY),
        ("哪些地方提到了低空经济", PlaceLevel.ANY),
    ],
)
def test_read_analysis_question_tells_which_places(question, level):
    assert read_analysis_question(question).level is level


@pytest.mark.parametrize(
    ("question", "of_words"),
    [
        ("“元宇宙”哪年第一次出现", True),
        ("元宇宙一词哪年首次提出", True),
        ("元宇宙出现了几次", True),
        ("哪年首次提出建设地铁", False),  # what it means may stand there in other words
    ],
)
def test_read_analysis_question_tells_whether_a_word_is_asked_about(question, of_words):
    assert read_analysis_question(question).of_words is of_words


@pytest.mark.parametrize(
    "question",
    [
        "2016年兰州市生产总值预计达到多少？",
        "农村今年有哪些新举措",  # of a subject
        "乐山今年和去年有什么不同",  # of no report
        "哪些市的生产总值目标比去年高",  # of places
        "还有没有提高最低工资的计划",
        "粮食产量提高了多少",
        "抚顺2022年财政收入比上年少了多少",
        "失业率目标是多少",
        "单位GDP能耗降低的目标是多少",
        "轨道交通1号线进展如何",
        "哪些目标完成了",
        "城镇新增就业目标完成了吗",
        "2024年粮食产量的目标完成了吗",
        "城镇和农村的收入目标哪个高，各多少？",
        "哪些指标下降了",  # of results
        "降低企业成本采取了哪些措施",
        "怎样实现提高居民收入的目标",
        "哪些省提前完成了任务",
        "哪年粮食产量最多",
        "哪一年GDP首次突破百万亿元",
        "事故发生了多少次",
        "报告里说了多少次“稳”字",  # shorter than what can be counted
        "2024年有、2025年没有的项目",
    ],
)
def test_read_analysis_question_leaves_other_questions_alone(question):
    assert read_analysis_question(question) is None


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("哪些地方没提到“碳达峰”", True),
        ("哪些省的报告没有提低空经济", True),
        ("有哪些城市从来没说过放管服", True),
        ("哪些省提到了低空经济", False),
    ],
)
def test_read_analysis_question_tells_who_does_not_say_a_term(question, without):
    asked = read_analysis_question(question)
    assert asked.kind is AnalysisKind.PLACES
    assert asked.without is without
    assert asked.of_words


def test_asks_of_all_is_about_no_place_that_was_searched():
    assert asks_of_all("去年哪些目标没有完成", ())
    assert not asks_of_all("去年哪些目标没有完成", ("兰州",))
    assert not asks_of_all("城镇新增就业目标完成了吗", ())
