"""Who may look after measures, and when they may be published, read, corrected or retired."""
