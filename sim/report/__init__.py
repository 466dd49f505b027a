"""Reports: what a batch or a session came to, as one page that opens anywhere, offline."""
