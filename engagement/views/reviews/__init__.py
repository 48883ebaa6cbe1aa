"""Pages: reviews of drafts."""
