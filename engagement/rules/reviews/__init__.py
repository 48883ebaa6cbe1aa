"""What is allowed: reviews of drafts."""
