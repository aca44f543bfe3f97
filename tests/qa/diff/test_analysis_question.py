import pytest

from qa.diff.analysis_question import AnalysisKind, read_analysis_question


@pytest.mark.parametrize(
    ("question", "kind", "term"),
    [
        ("今年和去年的报告相比有什么新提法？", AnalysisKind.NEW_TERMS, ""),
        ("哪些指标的目标下调了", AnalysisKind.TARGETS_LOWERED, ""),
        ("哪些指标的目标提高了？", AnalysisKind.TARGETS_RAISED, ""),
        ("“新质生产力”哪年第一次出现", AnalysisKind.FIRST, "新质生产力"),
        ("新质生产力是哪一年首次提出的？", AnalysisKind.FIRST, "新质生产力"),
        ("最早提到供给侧结构性改革是哪年", AnalysisKind.FIRST, "供给侧结构性改革"),
        ("哪一年提出取消农业税？", AnalysisKind.FIRST, "取消农业税"),
        ("吉林省哪年提出振兴老工业基地？", AnalysisKind.FIRST, "振兴老工业基地"),
        ("新质生产力，哪年提出的？", AnalysisKind.FIRST, "新质生产力"),
        ("新质生产力什么时候写进报告的", AnalysisKind.FIRST, "新质生产力"),
        ("十年来“创新”出现了多少次", AnalysisKind.COUNT, "创新"),
        ("创新在2025年报告里出现了几次", AnalysisKind.COUNT, "创新"),
        ("哪些省提到了低空经济？", AnalysisKind.PLACES, "低空经济"),
    ],
)
def test_read_analysis_question_knows_its_forms(question, kind, term):
    found = read_analysis_question(question)
    assert (found.kind, found.term) == (kind, term)


@pytest.mark.parametrize(
    "question",
    [
        "2016年兰州市生产总值预计达到多少？",
        "粮食产量提高了多少",
        "失业率目标是多少",
        "轨道交通1号线进展如何",
        "哪些目标完成了",
        "降低企业成本采取了哪些措施",
        "事故发生了多少次",
    ],
)
def test_read_analysis_question_leaves_other_questions_alone(question):
    assert read_analysis_question(question) is None
