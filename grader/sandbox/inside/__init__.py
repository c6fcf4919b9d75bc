"""What runs inside a sandbox, and the only part of the kit that is mounted there."""
