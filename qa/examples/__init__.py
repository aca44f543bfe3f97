"""Questions to start with, one for each thing that can be asked, each asked beforehand.

`abilities` (what they are), `figure_examples` (of one figure) and `candidates` (of the others) make
questions from the indexed reports; `examples` keeps those that are answered as they should be.
"""

from qa.examples.abilities import Ability, Example
from qa.examples.examples import example_questions

__all__ = ["Ability", "Example", "example_questions"]
