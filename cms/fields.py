from __future__ import annotations

from typing import Any

from wagtail.fields import StreamField


class StoryField(StreamField):
    """A StreamField whose blocks stay out of migrations: a new block is no change of the database."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, _, options = super().deconstruct()
        kept = {key: value for key, value in options.items() if key != "block_types"}
        return name, "wagtail.fields.StreamField", [[]], kept | {"block_lookup": {}}
