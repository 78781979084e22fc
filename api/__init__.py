"""The door for machines: serializers, views, permissions, errors, schema."""
