from wagtail import blocks


class ExpanderBlock(blocks.StructBlock):
    """More for those who want it."""

    title = blocks.CharBlock(max_length=150)
    text = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul"])

    class Meta:
        icon = "arrow-down"
        template = "blocks/expander.html"
