"""Forms: reviews of drafts."""
