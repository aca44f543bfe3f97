"""Evidence → quoted answer, or refusal.

Whatever finds an answer gives a draft (`drafts`), of which the answer or the refusal is made.
`between_reports` answers from several reports together, `figures` from facts, `extractive` from
passages, `digest` with several of them; `quote_selection`, `comparison`,
`arithmetic` and `outline` are the forms of an answer; `citations`, `verification` and
`claim_checks` prove it; `confidence` decides whether to refuse, `refusals` what to say then,
`notices` what is told beside an answer.
"""

__all__: list[str] = []
