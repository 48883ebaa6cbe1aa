"""Funding's pages: for everybody, for applicants and grant holders, for officers."""
