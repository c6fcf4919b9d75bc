"""What the tests of faults share: classes, and batches that are watched while they run."""
