"""Writing an application until it is sent, and what an organisation gives once."""
