from wagtail import blocks


class ReflectionBlock(blocks.StructBlock):
    """A question to think about. What somebody writes there is theirs alone."""

    prompt = blocks.CharBlock(max_length=400)

    class Meta:
        icon = "help"
        template = "blocks/reflection.html"
