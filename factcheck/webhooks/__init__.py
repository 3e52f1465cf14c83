"""Telling partners of public changes, after Standard Webhooks 1.0."""
