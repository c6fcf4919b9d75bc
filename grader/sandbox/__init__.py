"""The untrusted side: a worker process that holds a submission, and the way to it."""
