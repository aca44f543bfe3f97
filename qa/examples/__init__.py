"""Example questions, one for each ability, each checked to be answered.

`abilities` (the kinds of questions), `figure_examples` (of one figure) and `candidates` (of the
others) make questions from the indexed reports; `examples` keeps those that are answered well.
"""

from qa.examples.abilities import Ability, Example
from qa.examples.examples import example_questions

__all__ = ["Ability", "Example", "example_questions"]
