import pytest

from embeddings.language.time_expressions import Anchor
from qa.answer.digest import wants_digest
from qa.answer.verification import check
from qa.assistant import Assistant
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon
from qa.retrieval.retriever import Retriever


@pytest.mark.parametrize(
    "text",
    [
        "教育",
        "兰州养老",
        "2017年乡村振兴",
        "台湾问题报告怎么讲",
        "棚户区改造进展如何",
        "就业情况怎么样？",
    ],
)
def test_wants_digest_for_a_topic_alone(text):
    assert wants_digest(parse_question(text, anchor=Anchor(), lexicon=load_lexicon()))


@pytest.mark.parametrize(
    "text",
    [
        "GDP增速",
        "粮食产量",
        "城镇新增就业目标是多少？",
        "有些地方花大钱修门面摆排场，2024年怎么说?",
        "怎么解决看病难",
        "铁岭修了多大的文化广场？",
        "盐城社零涨得有多快？",
        "十巫北高速通了没？",
        "怒江有没有新冠病例？",
        "湛江自然村通水泥路的比例？",
        "健康直通车是干嘛的？",
    ],
)
def test_wants_digest_not_where_something_is_asked(text):
    assert not wants_digest(parse_question(text, anchor=Anchor(), lexicon=load_lexicon()))


def test_assistant_quotes_sentences_whole_for_a_topic(assistant):
    answer = assistant.ask("养老")
    assert not answer.refused
    assert len(answer.citations) >= 2
    assert answer.spans == ()
    assert check(answer, assistant.retriever.index) == ()


def test_digest_is_of_the_year_asked_where_its_report_says_enough(tmp_path):
    told = {
        2023: "加强养老服务保障，发展社区养老服务。推进养老服务设施建设，完善养老服务体系。",
        2024: "优化养老服务供给，健全养老服务网络。实施养老服务质量提升行动，培训养老护理员。",
    }
    for year, words in told.items():
        lines = [f"{year}年青岚市政府工作报告", "各位代表：", "一、今年重点工作"]
        lines += [f"{sentence}。" for sentence in words.split("。") if sentence]
        path = tmp_path / f"{year}年青岚市政府工作报告.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
    assistant = Assistant(Retriever.from_reports(tmp_path))
    assert {one.title[:4] for one in assistant.ask("养老服务").citations} == {"2023", "2024"}
    answer = assistant.ask("养老服务2024年怎么说？")
    assert {one.title[:4] for one in answer.citations} == {"2024"}


def test_digest_is_of_the_thing_not_of_what_is_done_to_it(tmp_path):
    lines = ["2012年贵州省政府工作报告", "各位代表：", "一、2011年工作回顾"]
    lines += ["龙洞堡机场二期扩建工程建设进展顺利。", "新建、改扩建300所公办幼儿园。"]
    lines += ["二、2012年工作", "确保凤凰机场扩建和黄平机场开工。"]
    path = tmp_path / "2012年贵州省政府工作报告.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    answer = Assistant(Retriever.from_reports(tmp_path)).ask("贵州机场扩建进展怎么样？")
    assert "凤凰机场" in answer.text
    assert "幼儿园" not in answer.text


@pytest.fixture
def planning(tmp_path):
    """A report whose tasks speak of tourism in passing, and whose results do too."""
    lines = ["2024年青岚市政府工作报告", "各位代表：", "一、2023年工作回顾"]
    lines += ["全年接待游客120万人次，旅游综合收入增长9%。", "新建公园3个。"]
    lines += ["二、2024年重点工作", "打造古镇旅游品牌，擦亮城市名片。", "新建学校2所。"]
    path = tmp_path / "2024年青岚市政府工作报告.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return Assistant(Retriever.from_reports(tmp_path), threshold=1.0)


def test_measures_that_no_window_gives_are_answered_by_what_is_nearest(planning):
    answer = planning.ask("2024年怎么发展旅游")
    assert not answer.refused
    assert answer.text.startswith("打造古镇旅游品牌")
    assert "nearest_quoted" in [notice.code for notice in answer.notices]
    assert check(answer, planning.retriever.index) == ()


@pytest.mark.parametrize("question", ["2024年旅游投资多少亿元？", "2024年哪个古镇新开了旅游专线"])
def test_a_figure_or_a_name_beside_the_one_asked_for_is_no_answer(planning, question):
    assert planning.ask(question).refused


@pytest.mark.parametrize(
    "question", ["兰洽会进展如何？", "兰州市民网怎么样？", "高原夏菜怎么说？", "轨道交通进展如何？"]
)
def test_topic_has_no_short_answer(assistant, question):
    assert assistant.ask(question).spans == ()
