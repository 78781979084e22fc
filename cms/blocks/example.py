from wagtail import blocks


class ExampleBlock(blocks.StructBlock):
    """A worked story from somebody's own work."""

    title = blocks.CharBlock(max_length=150)
    text = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul", "h3"])

    class Meta:
        icon = "openquote"
        template = "blocks/example.html"
