"""Evidence → quoted answer, or refusal.

Whatever finds an answer returns a draft; `drafts` turns it into the answer or the refusal.
`between_reports` answers from several reports together, `figures` from facts, `extractive` from
passages; `quote_selection`, `listings`, `comparison` with `arithmetic`, `outline` and `digest` are
the forms of an extractive answer. `citations`, `verification` and `claim_checks` verify;
`confidence` and `conditions` (unit, names and years) decide whether to refuse, `refusals` words the
refusal, `notices` the remarks beside an answer; `retrieval_answerer` calls all of them.
"""

__all__: list[str] = []
