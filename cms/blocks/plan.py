from wagtail import blocks


class NoteBlock(blocks.StructBlock):
    """What to know or have ready before the session."""

    heading = blocks.CharBlock(max_length=100)
    text = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul"])

    class Meta:
        icon = "clipboard-list"


class StepBlock(blocks.StructBlock):
    """One line of the timed agenda."""

    minutes = blocks.IntegerBlock(min_value=0)
    what = blocks.CharBlock(max_length=200)
    how = blocks.TextBlock(rows=4)
    materials = blocks.CharBlock(max_length=400, required=False)

    class Meta:
        icon = "time"


class SessionPlanBlock(blocks.StreamBlock):
    """A facilitator's plan of a session."""

    note = NoteBlock()
    step = StepBlock()
