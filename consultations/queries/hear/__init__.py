"""What officers read while they hear: answers, themes, the stream of responses."""
