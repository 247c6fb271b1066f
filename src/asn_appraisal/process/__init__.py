"""Who and when."""
