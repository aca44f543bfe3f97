"""LaTeX spans for figures in OCR output, between dollars or brackets → plain text."""

import re

from embeddings.reading.superscripts import raised

__all__ = ["without_latex"]

_SPAN = re.compile(
    "(?<!\\\\)\\$\\$([^$\n]{1,400}?)\\$\\$|(?<!\\\\)\\$([^$\n]{1,200}?)(?<!\\\\)\\$"
    "|\\\\\\(([^\n]{1,200}?)\\\\\\)|\\\\\\[([^\n]{1,200}?)\\\\\\]"
)
_COMMANDS = {
    **{"%": "%", "times": "×", "cdot": "·", "div": "÷", "pm": "±", "sim": "～", "leq": "≤"},
    **{"le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "approx": "≈", "mu": "μ", "circ": "°"},
    **{"degree": "°", "celsius": "℃", "permil": "‰", "textperthousand": "‰", "Omega": "Ω"},
    **{"rightarrow": "→", "to": "→", "ldots": "…", "dots": "…", "alpha": "α", "beta": "β"},
    **{"yen": "¥", "$": "$", "&": "&", "#": "#", "_": "_", ",": "", ";": "", ":": "", "!": ""},
    **{
        "quad": "；",
        "qquad": "；",
        "textendash": "–",
        "left": "",
        "right": "",
        "displaystyle": "",
        " ": " ",
    },
}
_STYLES = re.compile(
    "\\\\(?:mathrm|mathbf|mathit|mathsf|text|textbf|textit|textrm|rm|operatorname|boldsymbol|bf)\\b"
)
_FRACTION = re.compile("\\\\[dt]?frac *\\{([^{}]*)\\} *\\{([^{}]*)\\}")
_ROOT = re.compile("\\\\sqrt *\\{([^{}]*)\\}")
_COMMAND = re.compile("\\\\([A-Za-z]+|.)")
_POWER = re.compile(" *\\^ *(?:\\{([^{}]*)\\}|(\\S))")
_INDEX = re.compile(" *_ *(?:\\{([^{}]*)\\}|(\\S))")
_SPACED = re.compile("(?<=[\\d.,%‰A-Za-zμ/～×–]) +(?=[\\d.,%‰A-Za-zμ/～×–])")
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_RANGE = re.compile("(?<=[\\d%]) *~ *(?=\\d)")


def without_latex(text: str) -> str:
    """Return `text` with its LaTeX spans as plain text; amounts in dollars are no spans.

    Nor is `$1.$2`, left in pages by a failed replacement, whose figure is lost. A power alone
    (`$^{1}$`) is the mark of a note and removed.
    """
    return _SPAN.sub(_plain, text) if "$" in text or "\\" in text else text


def _plain(match: re.Match[str]) -> str:
    inner = next(group for group in match.groups() if group is not None)
    if match[2] is not None and not _is_latex(inner, match):
        return match[0]
    if alone := _POWER.fullmatch(inner.strip().removeprefix("{}")):
        return raised((alone[1] or alone[2]).replace(" ", ""), match.string[: match.start()]) or ""
    shown = _RANGE.sub("～", _STYLES.sub("", inner))
    for _ in range(3):  # nesting depth
        shown = _FRACTION.sub("\\1/\\2", shown)
        shown = _ROOT.sub("√\\1", shown)
    if any(command not in _COMMANDS for command in _COMMAND.findall(shown)):
        return match[0]  # an unknown command may separate two figures
    shown = _COMMAND.sub(lambda command: _COMMANDS[command[1]], shown)
    shown = _POWER.sub(lambda power: _raised(power[1] or power[2]), shown)
    shown = _INDEX.sub(lambda index: (index[1] or index[2]).strip(), shown)
    return _SPACED.sub("", re.sub(" *[{}~] *", "", shown).strip())


def _is_latex(inner: str, match: re.Match[str]) -> bool:
    """Return whether text between two dollar signs is a formula, not a sentence between sums."""
    if re.search("[\\\\^_{}]", inner):
        return True
    around = match.string[: match.start()][-1:] + match.string[match.end() :][:1]
    if any(sign.isdigit() for sign in around):
        return False
    return re.fullmatch("[-−+]?[\\d .,%‰×~～/]{1,40}[A-Za-z]{0,4}", inner.strip()) is not None


def _raised(power: str) -> str:
    bare = power.strip().replace(" ", "")
    if bare in {"°", "∘"}:
        return "°"
    return bare.translate(_RAISED) if set(bare) <= set("0123456789+-n") else bare
