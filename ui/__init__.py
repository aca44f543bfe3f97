"""For people: the command line and the chat page."""
