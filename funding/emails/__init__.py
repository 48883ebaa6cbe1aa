"""The words of the messages that funding sends."""
