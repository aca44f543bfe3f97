"""Questions to cited answers, and their measure."""
