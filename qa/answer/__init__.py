"""Evidence → quoted answer, or refusal.

`extractive` answers; `quote_selection`, `comparison`, `arithmetic`, `series` and `outline` are the
forms of an answer; `citations`, `verification` and `claim_checks` prove it; `confidence`,
`refusal_messages` and `suggestions` decide whether to refuse, and what to say then.
"""

__all__: list[str] = []
