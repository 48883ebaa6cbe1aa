"""What is asked about payments, reports, variations and money that comes back."""
