"""What is asked about programmes, their calls, their prospectus and alerts."""
