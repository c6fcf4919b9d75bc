"""The trusted side: asks a suite's questions, compares, explains and reports."""
