"""For the worker: meetings and what they ask for."""
