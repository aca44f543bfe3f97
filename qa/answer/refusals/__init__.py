"""What is said where the reports do not say: `refusal_messages`, and `suggestions` instead."""

__all__: list[str] = []
