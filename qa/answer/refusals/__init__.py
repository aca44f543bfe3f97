"""Refusals: `refusal_messages` (what is missing), `suggestions` (what to ask instead)."""

__all__: list[str] = []
