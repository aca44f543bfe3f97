"""Evidence → quoted answer, or refusal.

`figures` answers from facts, `extractive` from passages; `quote_selection`, `comparison`,
`arithmetic` and `outline` are the forms of an answer; `citations`, `verification` and
`claim_checks` prove it; `confidence`, `refusal_messages` and `suggestions` decide whether to
refuse, and what to say then.
"""

__all__: list[str] = []
