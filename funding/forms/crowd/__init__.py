"""The forms about crowdfunded projects and pledges."""
