"""What others have checked."""
