"""Language negotiation: the offered language that a browser prefers."""

from ui.i18n.messages import LANGUAGES

__all__ = ["browser_language"]


def browser_language(accepted: str, default: str) -> str:
    """Return the offered language that `Accept-Language` prefers, or `default`.

    Languages are weighted as in RFC 9110, section 12.5.4: `zh-TW;q=0.8, en` is English, and weight
    0 excludes a language. Of equal ones the first is taken.
    """
    asked = sorted(filter(None, map(_weighed, accepted.split(","))), key=lambda one: -one[0])
    return next((language for _, language in asked), default)


def _weighed(item: str) -> tuple[float, str] | None:
    """Return the weight of `zh-CN;q=0.9` and its language, if it is offered and not excluded."""
    name, *parameters = (part.strip() for part in item.split(";"))
    language = name.lower().split("-")[0]
    written = next((p[2:] for p in parameters if p.lower().startswith("q=")), "1")
    try:
        weight = float(written)
    except ValueError:
        return None
    return (weight, language) if language in LANGUAGES and weight > 0 else None
