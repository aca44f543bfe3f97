"""What is quoted for measures, over the seed report; and what two reports say alike, once."""

from dataclasses import replace

import pytest

from qa.answer.extractive import Answerer
from qa.answer.figures.answerer import FactAnswerer
from qa.answer.quote_selection import chosen_quotes
from qa.assistant import Assistant
from qa.evidence.window_features import WINDOW_FEATURES
from qa.retrieval.retriever import Retriever

SEVERAL = "兰州新区建设2017年有哪些具体举措？"
ONE = "兰州2017年打算怎么治堵车？"
AIR = "加快淘汰老旧车辆，推进散煤治理。"
REPORT = """{year}年南京市政府工作报告
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、{past}年工作回顾
{more}2019年，全市新增城镇就业23万人，帮助失业人员就业{helped}万人。
二、{year}年工作安排
加强大气污染防治。{before}{air}{after}
"""


@pytest.fixture
def two_reports(tmp_path):
    """Retriever over two reports; `helped` are the figures of their sentence on 2019."""

    def written(*helped):
        measures = (
            ("严格控制工地扬尘。", "推广新能源公交车。"),
            ("整治餐饮油烟。", "建设通风廊道。"),
        )
        rows = zip((2020, 2021), ("", "市场主体持续壮大。"), helped, measures, strict=True)
        for year, more, figure, (before, after) in rows:
            text = REPORT.format(
                year=year,
                past=year - 1,
                more=more,
                helped=figure,
                before=before,
                air=AIR,
                after=after,
            )
            (tmp_path / f"{year}年南京市政府工作报告.txt").write_text(text, encoding="utf-8")
        return Retriever.from_reports(tmp_path)

    return written


@pytest.fixture
def one_report(tmp_path):
    """Retriever over one report with sentences of its own in the review and the plan."""

    def written(*, more="", before=""):
        text = REPORT.format(
            year=2021, past=2020, more=more, helped=11, before=before, air=AIR, after=""
        )
        (tmp_path / "2021年南京市政府工作报告.txt").write_text(text, encoding="utf-8")
        return Retriever.from_reports(tmp_path)

    return written


def test_measures_are_quoted_from_the_paragraph_that_is_about_them(assistant):
    answer = assistant.ask(ONE)
    assert "打通一批断头路" in answer.text
    assert {citation.paragraph for citation in answer.citations} == {51}


def test_measures_have_more_room_where_several_are_asked_for(assistant):
    several, one = assistant.ask(SEVERAL).text, assistant.ask(ONE).text
    assert len(one) <= 150 < len(several) <= 200


ELDERLY = (
    "增强多层次养老供给能力。新建镇街养老服务中心7处。"
    "创新积分养老新模式，引导老年人通过志愿服务获得积分，兑换相应的服务。"
    "扩大居家服务呼叫中心覆盖率。"
)


@pytest.mark.parametrize(
    ("question", "narrow"),
    [
        ("南京的积分养老怎么搞？", True),  # one sentence names it
        ("南京怎么搞养老？", False),  # all are of it
        ("南京的积分养老有哪些措施？", False),  # several are asked for
    ],
)
def test_measures_of_what_one_sentence_names_are_in_that_sentence(one_report, question, narrow):
    retriever = one_report(before=ELDERLY)
    answer = Answerer(retriever.index.encoder).draft(retriever.retrieve(question))
    assert "积分养老" in answer.text
    assert ("呼叫中心" not in answer.text and "7处" not in answer.text) is narrow


def test_measures_that_go_on_in_other_sentences_are_quoted_with_them(assistant):
    assert "扬尘" in assistant.ask("兰州今年打算怎么治理大气污染？").text


def test_a_measure_of_two_reports_is_quoted_once(two_reports):
    retriever = two_reports(11, 11)
    found = retriever.retrieve("南京怎样治理大气污染，有哪些举措？")
    answer = Answerer(retriever.index.encoder).draft(found)
    assert {citation.title[:4] for citation in answer.citations} == {"2020", "2021"}
    assert answer.text.count("淘汰老旧车辆") == 1


@pytest.mark.parametrize(("helped", "quoted"), [((11, 11), 1), ((11, 12), 2)])
def test_a_sentence_of_two_reports_is_no_conflict(two_reports, helped, quoted):
    """Other figures of one sentence conflict only where the other report says otherwise."""
    retriever = two_reports(*helped)
    found = retriever.retrieve("2019年南京新增就业多少万人？")
    reports = retriever.index.reports
    evidence = Answerer(retriever.index.encoder).evidence(found)
    quotes = [window.quote for window in evidence.windows]
    texts = [
        (reports[q.report_id].year, reports[q.report_id].text[q.start : q.end]) for q in quotes
    ]
    pair = [
        texts.index((2020, "全市新增城镇就业23万人")),
        texts.index((2021, f"帮助失业人员就业{helped[1]}万人")),
    ]
    features = evidence.features[pair]
    features[:, [WINDOW_FEATURES.index(name) for name in ("year_sentence", "coverage")]] = 1
    alike = replace(
        evidence,
        query=replace(evidence.query, results=1.0),
        windows=tuple(evidence.windows[row] for row in pair),
        probabilities=(0.9, 0.9),
        features=features,
    )
    assert len(chosen_quotes(alike, reports)) == quoted


# The first as in the report of Puyang 2014.
@pytest.mark.parametrize(
    ("told", "question", "quoted"),
    [
        (
            "大力实施“1062”工程：培育10家以上大型企业；6个以上产业集群；2个以上千亿产业。农业稳步增长。",
            "兰州“1062”工程是怎么回事？",
            "“1062”工程：培育10家以上大型企业；6个以上产业集群；2个以上千亿产业",
        ),
        (
            "推动“三个一”工程：做强一批骨干民营企业；培养一批新的民营企业；引进一批外地民营企业。",
            "“三个一”工程指什么",
            "“三个一”工程：做强一批骨干民营企业；培养一批新的民营企业；引进一批外地民营企业",
        ),
    ],
)
def test_a_term_is_quoted_with_all_items_that_explain_it(tmp_path, told, question, quoted):
    source = tmp_path / "2014年兰州市政府工作报告.txt"
    source.write_text(
        f"2014年兰州市政府工作报告\n各位代表：\n一、2014年工作\n{told}\n新建公园5个。\n",
        encoding="utf-8",
    )
    retriever = Retriever.from_reports(source)
    reports = retriever.index.reports
    evidence = Answerer(retriever.index.encoder).evidence(retriever.retrieve(question))
    (quote,) = chosen_quotes(evidence, reports)
    assert reports[quote.report_id].text[quote.start : quote.end] == quoted


def test_a_term_is_not_explained_where_its_figure_is_asked_for(tmp_path):
    source = tmp_path / "2014年兰州市政府工作报告.txt"
    source.write_text(
        "2014年兰州市政府工作报告\n各位代表：\n一、2014年工作\n"
        "“1062”工程：培育10家大型企业；6个产业集群。“1062”工程总投资300亿元。\n",
        encoding="utf-8",
    )
    retriever = Retriever.from_reports(source)
    found = retriever.retrieve("兰州“1062”工程总投资多少？")
    evidence = Answerer(retriever.index.encoder).evidence(found)
    (quote,) = chosen_quotes(evidence, retriever.index.reports)
    assert "300亿元" in retriever.index.reports[quote.report_id].text[quote.start : quote.end]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2017年兰州市政府工作报告提到要建的小康村有多少个？", "推进220个小康村建设"),
        ("2017年新建公共停车泊位多少个？", "新建公共停车泊位1.7万个"),
        (
            "容易滑坡塌方的高台地片区，最先动手治哪一处？",
            "结合地质灾害防治，统筹谋划坪台地区开发改造和环境提升，先行启动伏龙坪地质灾害综合整治",
        ),
    ],
)
def test_sentences_beside_the_one_that_answers_are_not_quoted(assistant, question, answer):
    assert assistant.ask(question).text.removeprefix("目标：") == answer


def test_a_sentence_that_says_more_words_of_the_question_stays(one_report):
    retriever = one_report(more="建成滨江货运站。该站年装卸货物200万吨。")
    found = retriever.retrieve("滨江货运站一年装卸多少货物？")
    draft = Answerer(retriever.index.encoder).draft(found)
    assert draft.text == "建成滨江货运站。该站年装卸货物200万吨"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("南京今年打算给企业减负多少钱？", "3000亿元"),
        ("南京去年给企业减负多少钱？", "2500亿元"),
    ],
)
def test_a_figure_of_the_time_asked_for_is_quoted_before_a_likelier_one(
    one_report, question, figure
):
    retriever = one_report(
        more="全面落实惠企政策，全年为企业减负超过2500亿元。",
        before="推动各项政策直达快享，力争为市场主体减负3000亿元。",
    )
    found, facts = retriever.retrieve(question), FactAnswerer()
    better = facts.better_of(found, facts.read(found))
    assert better is not None
    draft = Answerer(retriever.index.encoder).draft(found, better=better)
    assert figure in draft.text


def test_what_a_thing_is_done_for_is_quoted_to_the_end_of_its_sentence(tmp_path):
    # Zhuhai 2022
    source = tmp_path / "report.txt"
    source.write_text(
        REPORT.format(
            year=2022,
            past=2021,
            more="",
            helped=4,
            before="支持村级集体在城镇商业区购建商铺、店面、标准厂房等，发展“飞地物业”，",
            air="提升集体经济效益。",
            after="",
        ),
        encoding="utf-8",
    )
    answer = Assistant(Retriever.from_reports([source])).ask(
        "南京支持村级集体在商业区购建商铺、店面，为的是啥？"
    )
    assert answer.text.endswith("提升集体经济效益")
    assert answer.spans == ()
