from qa.records import Turn
from ui.config import browser_secret
from ui.conversations.conversation import earlier_turns, new_conversation


def test_first_question_names_the_conversation(conversation):
    assert conversation.title == "2017年新建公共停车泊位多少个？"


def test_earlier_turns_give_the_rewritten_questions(conversation):
    assert earlier_turns(conversation) == (
        Turn(question="2017年新建公共停车泊位多少个？", answer="新建公共停车泊位1.7万个"),
        Turn(question="2017年深圳新建公共停车泊位多少个？", answer=""),
    )


def test_new_conversations_have_keys_of_their_own():
    assert new_conversation("now").key != new_conversation("now").key


def test_browser_secret_is_made_once_and_is_private(tmp_path):
    path = tmp_path / "data" / "secret"
    made = browser_secret(path)
    assert len(made) == 64
    assert browser_secret(path) == made
    assert path.stat().st_mode & 0o077 == 0
