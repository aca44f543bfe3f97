"""Report files to an index on disk."""
