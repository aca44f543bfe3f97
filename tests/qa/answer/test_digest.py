import pytest

from embeddings.language.time_expressions import Anchor
from qa.answer.digest import wants_digest
from qa.answer.verification import check
from qa.question.question import parse_question
from qa.question.synonyms import load_lexicon


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
