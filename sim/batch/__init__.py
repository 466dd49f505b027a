"""Very many worlds: blocks of them, on this process or on several, into Parquet."""
