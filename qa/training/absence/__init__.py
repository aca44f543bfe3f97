"""Questions about what a report does not say, and whether they are refused with the true reason.

`reports` (some of the local reports, one a place), `text_search` (what a text does and does not
say of an indicator, by its characters alone), `questions` (absent and present ones);
`benchmarks.absence.absent_facts` asks, judges and records.
"""

__all__: list[str] = []
