"""What happens on the page.

`question_request` (what was asked, with its `filters`), `questions` and `answers`, `exports`,
`conversations`, `reading`, `comparison`, `library`, `settings`; `choices`, `whole_page` and
`arrival` put the page together.
"""

__all__: list[str] = []
