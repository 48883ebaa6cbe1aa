"""What is asked about reviews of drafts."""
