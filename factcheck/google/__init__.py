"""Our checks as Google's Fact Check Tools API tells them, so that its clients can read us."""
