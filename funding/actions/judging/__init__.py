"""What people do with bids between the deadline and the decision."""
