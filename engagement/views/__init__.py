"""Pages of the standing conversation: public, for members, for officers."""
