"""What people do in the standing conversation: see the package of each part."""
