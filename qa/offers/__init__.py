"""Questions offered to go on with, below an answer or with a refusal.

`next_questions` (what may be asked next), `offered_questions` (those that are answered, each asked
beforehand).
"""

__all__: list[str] = []
