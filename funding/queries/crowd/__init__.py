"""What is asked about crowdfunded projects and pledges."""
