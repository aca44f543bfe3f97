"""The table of negation words: 不, 没有, 未, 严禁."""

from embeddings.lazy_regex import lazy_regex

__all__ = ["NEGATED", "NEGATIVE_SIGN"]

# Negated statements; not 不断, 不仅, 不低于, 未来, which are no negations.
NEGATED = lazy_regex(
    r"不(?!断|仅|但|同|少于|低于|超过|到|足|久|动产|锈)|未(?!来)|没有|并非|无法|从未|绝不"
)
# Characters and words of negation and prohibition anywhere, as a feature of a fitted model.
NEGATIVE_SIGN = lazy_regex(r"不|没|未|无|严禁|禁止|取消|停止|免|暂停|绝")
