"""What people type about decisions."""
