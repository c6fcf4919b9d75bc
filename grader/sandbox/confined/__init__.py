"""The sandbox for strangers' code: bubblewrap, a bare file system, a filter of system calls."""
