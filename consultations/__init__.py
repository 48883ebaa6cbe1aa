"""What we asked, heard and answered."""
