"""Very many worlds: blocks of them, on one process or several, into Parquet."""
