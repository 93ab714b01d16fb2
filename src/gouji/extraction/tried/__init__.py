"""What figures make of each other although nothing says so: found by trying, and told where it can hardly be chance."""
