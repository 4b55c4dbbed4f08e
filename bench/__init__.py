"""Benchmarks that print figures. They decide nothing; compare ratios within one run."""
