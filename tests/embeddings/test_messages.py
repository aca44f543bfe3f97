import ast
import errno
import pickle
import re
import string
import tomllib
from pathlib import Path

import pytest

from embeddings import errors
from embeddings.errors import FormatError, GovreportError
from embeddings.messages import LANGUAGES, Message, system_reason

ROOT = Path(__file__).parents[2]
CATALOGUE = tomllib.loads((ROOT / "embeddings" / "messages.toml").read_text(encoding="utf-8"))
ERRORS = {name for name in errors.__all__ if name.endswith("Error")}
HAN = re.compile(r"[一-鿿]")


def places(sentence):
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


def coded_calls():
    """Yield place, code and value names of every error or message made with a literal code."""
    for package in ("embeddings", "qa", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name not in ERRORS | {"Message", "mistake"} or not isinstance(
                    first, ast.Constant
                ):
                    continue
                names = {keyword.arg for keyword in node.keywords}
                yield f"{path.relative_to(ROOT)}:{node.lineno}", first.value, names


def test_every_sentence_is_said_in_both_languages():
    for code, sentences in CATALOGUE.items():
        assert set(sentences) == set(LANGUAGES), code
        said = re.sub(r"\{[^}]*\}", "", sentences["zh"])
        assert HAN.search(said) or not re.search(r"[A-Za-z]", said), code
        assert not HAN.search(re.sub(r"[（(][^）)]*[）)]", "", sentences["en"])), code
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_every_error_of_the_source_has_a_code_a_sentence_and_its_values():
    calls = list(coded_calls())
    assert len(calls) > 150
    for place, code, names in calls:
        assert code in CATALOGUE, place
        for language in LANGUAGES:
            assert places(CATALOGUE[code][language]) <= names or None in names, (place, code)


def test_every_sentence_is_used():
    source = "".join(
        path.read_text(encoding="utf-8")
        for package in ("embeddings", "qa", "ui")
        for path in (ROOT / package).rglob("*.py")
    )
    made_up = re.compile(r"(llm_status|severity)_\w+")  # of a number or a name in the source
    unused = {code for code in CATALOGUE if f'"{code}"' not in source}
    assert {code for code in unused if not made_up.fullmatch(code)} == set()


def test_error_says_its_sentence_in_either_language():
    error = FormatError("file_missing", path=Path("报告"))
    assert error.code == "file_missing"
    assert error.values == {"path": "报告"}
    assert str(error) == "报告 does not exist; give a file or a folder of reports"
    assert error.text("zh") == "报告 不存在；请给出报告文件或目录"


def test_error_survives_pickling():
    error = pickle.loads(pickle.dumps(FormatError("file_missing", path="a{b}.txt")))
    assert (type(error), error.text("zh")) == (FormatError, "a{b}.txt 不存在；请给出报告文件或目录")


def test_message_shows_lists_and_messages_in_the_same_language():
    inner = Message("file_missing", path="a.txt")
    message = Message("as_written", text=("x", inner))
    assert message.text("zh") == "x、a.txt 不存在；请给出报告文件或目录"
    assert message.text("en") == "x, a.txt does not exist; give a file or a folder of reports"


def test_message_comes_back_from_its_fields():
    message = Message("as_written", text=("x", Message("file_missing", path="a.txt")))
    assert Message.from_fields(message.fields()) == message
    assert Message.from_fields("两份报告").text("en") == "两份报告"
    with pytest.raises(ValueError, match="no message"):
        Message.from_fields({"code": "never heard of"})


def test_system_reason_is_said_in_chinese():
    assert system_reason(OSError(errno.ENOSPC, "No space left")).text("zh") == "磁盘空间已满"
    assert system_reason(OSError(errno.ELOOP, "Too many levels")).text("zh") == (
        f"系统错误 {errno.ELOOP}"
    )


def test_every_error_of_the_tree_takes_a_code():
    for name in ERRORS:
        error = getattr(errors, name)("file_missing", path="a")
        assert isinstance(error, GovreportError)
        assert error.text("zh") == "a 不存在；请给出报告文件或目录"
