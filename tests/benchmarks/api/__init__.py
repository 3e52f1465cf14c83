"""What a page of checks costs partners' API, beside one of ordinary nested serializers."""
