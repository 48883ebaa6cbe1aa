"""What may happen when, with the sentence that says why not."""
