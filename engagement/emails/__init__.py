"""The words of messages to members, candidates and voters."""
