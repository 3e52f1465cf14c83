"""The whole corpus as files: with the changes since, an exact copy of what is published."""
