from wagtail import blocks


class ReflectionBlock(blocks.StructBlock):
    """A question to think about. Nothing is asked back."""

    prompt = blocks.CharBlock(max_length=400)

    class Meta:
        icon = "help"
        template = "blocks/reflection.html"
