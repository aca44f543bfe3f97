"""Questions about what a report does not say, and whether they are refused with the true reason.

`absent_facts` asks what `qa.training.absence` makes, judges and records; `near_misses` what people
wrote who read the reports alone.
"""

__all__: list[str] = []
