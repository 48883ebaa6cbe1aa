"""What may be pledged to crowdfunded projects, and when."""
