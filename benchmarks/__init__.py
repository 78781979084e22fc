"""What the product takes, beside the least that the same work can take on the same machine in the same run."""
