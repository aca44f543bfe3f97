"""One row of the table of cleaning rules."""

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["HAN", "Rule"]

HAN = "㐀-鿿豈-﫿〇"  # Chinese characters, as a class of a pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table: pattern, replacement, reason, and a case from real files.

    `rewrite` computes the replacement where a pattern cannot. A rule without either depends on a
    line's place in the document, and is applied where that is known.
    """

    name: str
    pattern: re.Pattern[str] | None
    reason: str
    example: str
    replacement: str | Callable[[re.Match[str]], str] = ""
    rewrite: Callable[[str], str] | None = None
    edge: bool = False  # applied to the first and the last lines of a document only

    def apply(self, text: str) -> str:
        """Return `text` with every match replaced, or rewritten."""
        if self.rewrite is not None:
            return self.rewrite(text)
        if self.pattern is None:
            return text
        return self.pattern.sub(self.replacement, text)
