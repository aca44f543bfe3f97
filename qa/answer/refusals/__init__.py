"""Refusals.

`refusal_messages` (what is missing), `only_counted` (quotes that do not name what is asked for by
name), `unsaid` (the place, day, cause or number that they lack), `suggestions` (what to ask
instead).
"""

__all__: list[str] = []
