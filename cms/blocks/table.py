from wagtail import blocks


class TableBlock(blocks.StructBlock):
    """A small table: a caption, headings, and rows of as many cells."""

    caption = blocks.CharBlock(max_length=200)
    header = blocks.ListBlock(blocks.CharBlock(required=False))
    rows = blocks.ListBlock(blocks.ListBlock(blocks.CharBlock(required=False)))

    class Meta:
        icon = "table"
        template = "blocks/table.html"
