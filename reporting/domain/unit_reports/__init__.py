"""Reports up the chain: called for, drafted from the data, corrected, submitted, put together (docs/report-chain.md)."""
