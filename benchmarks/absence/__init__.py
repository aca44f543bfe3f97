"""Questions about what a report does not say, and whether they are refused with the true reason.

`absent_facts` asks what `qa.training.absence` makes, judges and records.
"""

__all__: list[str] = []
