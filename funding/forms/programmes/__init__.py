"""The forms of programmes, calls and alerts."""
