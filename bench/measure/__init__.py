"""What bench/run measures, a topic a module."""
