import json
import re
import string
from pathlib import Path

import pytest

from embeddings.errors import InputError
from ui.i18n import messages
from ui.i18n.messages import LANGUAGES, chosen_language, keys, message

PACKAGE = Path(messages.__file__).parents[1]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def catalogue(language: str) -> dict[str, str]:
    text = (PACKAGE / "assets" / f"messages.{language}.json").read_text(encoding="utf-8")
    return json.loads(text)


def test_message_fills_in_its_places() -> None:
    assert message("passage.paragraph", number=37) == "第37段"
    assert message("passage.paragraph", "en", number=37) == "paragraph 37"


def test_message_value_with_braces_is_not_filled_again() -> None:
    assert message("answer.rewritten", question="{number} {0}") == "按此理解：{number} {0}"


def test_message_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("no.such.key")


def test_message_unknown_language_names_the_choices() -> None:
    with pytest.raises(InputError, match="zh"):
        message("passage.paragraph", "fr", number=1)


def test_catalogues_have_the_same_keys_and_places() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert sorted(chinese) == sorted(english)
    for key, sentence in chinese.items():
        assert places(sentence) == places(english[key]), key
        assert sentence.strip(), key
        assert english[key].strip(), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_no_key_twice(language: str) -> None:
    def no_repeats(pairs: list[tuple[str, str]]) -> dict[str, str]:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), {n for n in names if names.count(n) > 1}
        return dict(pairs)

    text = (PACKAGE / "assets" / f"messages.{language}.json").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=no_repeats)


def test_english_catalogue_has_no_chinese_sentence() -> None:
    for key, sentence in catalogue("en").items():
        if key.endswith(("example", "examples", "other_language")):
            continue  # questions are Chinese; the other language is named in itself
        assert len(re.findall(r"[一-鿿]", sentence)) <= len(sentence) / 4, key


def test_literal_keys_in_the_source_exist() -> None:
    known = keys()
    used = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"\bmessage\(\s*\"([a-z_.]+)\"", text))
        used |= set(re.findall(r"\.(?:say|warn|tell)\(\s*\"([a-z_.]+)\"", text))
    assert "passage.paragraph" in used
    assert used <= known, sorted(used - known)


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"GOVREPORT_LANGUAGE": "en"}, "en"),
        ([], {"GOVREPORT_LANGUAGE": ""}, "zh"),
        ([], {"GOVREPORT_LANGUAGE": "en_US"}, "en"),
        ([], {"LANG": "en_US.UTF-8"}, "zh"),
        (["--language", "en", "ask"], {}, "en"),
        (["ask", "问", "--language=zh"], {"GOVREPORT_LANGUAGE": "en"}, "zh"),
        (["ask", "--", "--language", "en"], {}, "zh"),
        (["--language", "zh-CN"], {}, "zh"),
    ],
)
def test_chosen_language(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert chosen_language(arguments, environment) == language


def test_chosen_language_unknown_is_an_input_error() -> None:
    with pytest.raises(InputError, match="unknown language 'klingon'"):
        chosen_language(["--language", "klingon"], {})
