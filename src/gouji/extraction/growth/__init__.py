"""How figures have changed, and by how much one lies above another."""
