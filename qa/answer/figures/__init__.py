"""Facts looked up for a question → an answer with every figure cited, or a refusal with its reason.

`statements` (facts quoted and labelled), `single` (one figure), `tables` (rows of years or
places), `calculations` (what follows from their cells), `refusals` (which condition nothing
meets), `draft` and `table_draft` (the answer in the making), `answerer` (`FactAnswerer`, which
picks among them), `answers` (a draft as an `Answer`).
"""

from qa.answer.figures.answerer import FactAnswerer
from qa.answer.figures.draft import FigureDraft

__all__ = ["FactAnswerer", "FigureDraft"]
