"""Folds of the written questions: those over one report are held out together.

What is fitted on features of a question must have them from an encoder that has not seen it: the
cosines of questions that an encoder was trained on are far too good. So there is one encoder per
fold, trained without the fold's questions, and the bundled one, trained on all.
"""

from hashlib import blake2b

__all__ = ["FOLDS", "fold_of"]

FOLDS = 5
_SALT = 193  # of the first 300, the one whose folds are most alike in size (367 to 438 questions)


def fold_of(report: str) -> int:
    """Return the fold of the questions whose first evidence is in `report` (its title)."""
    return blake2b(f"{_SALT} {report}".encode(), digest_size=8).digest()[0] % FOLDS
