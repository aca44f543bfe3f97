"""Reports read against each other on the command line.

`opened` (the analysis of an index, and the reports that are named), then a command or two each:
`statements` (diff), `briefing` (brief), `counting` (words, terms).
"""

from ui.commands.comparing.briefing import brief
from ui.commands.comparing.counting import terms, words
from ui.commands.comparing.statements import diff

__all__ = ["brief", "diff", "terms", "words"]
