from wagtail import blocks


class SummaryBlock(blocks.StructBlock):
    """What to take away."""

    items = blocks.ListBlock(blocks.CharBlock(max_length=300))

    class Meta:
        icon = "list-ul"
        template = "blocks/summary.html"
