"""What every test may rely on. Fixtures of one area live in that area's conftest."""
