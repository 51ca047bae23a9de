"""Reports up the chain: called for, drafted, corrected, submitted, put together (docs/report-chain.md)."""
