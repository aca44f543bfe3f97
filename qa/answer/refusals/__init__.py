"""Refusals.

`refusal_messages` (what is missing), `only_counted` (quotes that do not name what is asked for by
name), `suggestions` (what to ask instead).
"""

__all__: list[str] = []
