from wagtail import blocks


class PointBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=40)
    value = blocks.FloatBlock()


class ChartBlock(blocks.StructBlock):
    """A worked run or SPC chart, drawn from its points, with the table beside it."""

    caption = blocks.CharBlock(max_length=200)
    kind = blocks.ChoiceBlock(choices=[("run", "Run chart"), ("spc", "SPC chart")], default="run")
    unit = blocks.CharBlock(max_length=60, required=False)
    points = blocks.ListBlock(PointBlock())
    notes = blocks.TextBlock(required=False, rows=3)

    class Meta:
        icon = "history"
        template = "blocks/chart.html"
