"""One replication, in seconds: what happens to given customers with a given team."""
