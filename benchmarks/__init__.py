"""The workload, the hand-written baseline and the peers that gouji is measured beside."""
