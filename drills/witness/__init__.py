"""What somebody outside saw while things broke, and whether the registry still says the same afterwards."""
