"""The forms of writing an application, and of what an organisation tells us once."""
