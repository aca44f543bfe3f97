"""Every sentence a person reads, in Chinese and English.

The catalogues are `assets/messages.zh.json` and `assets/messages.en.json`: one flat object each,
key → sentence with `{named}` placeholders. Chinese is the default, because the reports are Chinese;
the locale is ignored (servers and containers have `en_US` or `C` for any user).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "asked_language", "chosen_language", "keys", "message"]

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"

_ASSETS = Path(__file__).parents[1] / "assets"


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    if language not in LANGUAGES:
        from embeddings.errors import InputError  # noqa: PLC0415  (importing embeddings: numpy)

        raise InputError("language_unknown", found=language)
    text = (_ASSETS / f"messages.{language}.json").read_text(encoding="utf-8")
    catalogue: dict[str, str] = json.loads(text)
    return catalogue


def keys(language: str = DEFAULT_LANGUAGE) -> frozenset[str]:
    """Return every key of a catalogue."""
    return frozenset(_catalogue(language))


def message(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """Return the sentence for `key`, its placeholders filled in.

    Values are inserted as they are: escape them first where the sentence becomes HTML.

    Raises:
        KeyError: no such key, or a placeholder without value; a programming error.
        InputError: an unknown language.
    """
    sentence = _catalogue(language)[key]
    return sentence.format_map(values) if values else sentence


def asked_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return what `--language` says, else GOVREPORT_LANGUAGE, else Chinese; offered or not."""
    asked = environment.get("GOVREPORT_LANGUAGE", "") or DEFAULT_LANGUAGE
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--language" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--language="):
            asked = argument.partition("=")[2]
    short = asked.lower().replace("_", "-").split("-")[0]
    return short if short in LANGUAGES else asked


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the chosen language: `--language` first, then GOVREPORT_LANGUAGE, then Chinese.

    Raises:
        InputError: a language that is not offered.
    """
    asked = asked_language(arguments, environment)
    _catalogue(asked)
    return asked
