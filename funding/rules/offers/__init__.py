"""When money may be awarded, offered, accepted and declined, and what a letter must say."""
