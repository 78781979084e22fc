from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtailnhsukfrontend.blocks import DoBlock, DontBlock, InsetTextBlock, WarningCalloutBlock

from .chart import ChartBlock
from .example import ExampleBlock
from .expander import ExpanderBlock
from .media import AudioBlock, DownloadBlock, VideoBlock
from .reflection import ReflectionBlock
from .summary import SummaryBlock
from .table import TableBlock

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


def below_the_page() -> blocks.ChoiceBlock:
    return HeadingBlock(default="3", label="Size of its heading")


class HeadingBlock(blocks.ChoiceBlock):
    """Kept as a number, as it was before there were words for it."""

    choices = [("2", "As a heading of the page"), ("3", "One smaller (usual)"), ("4", "Two smaller")]

    def to_python(self, value: Any) -> Any:
        return str(value) if value else value


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock()
    alt_text = blocks.CharBlock(max_length=300, help_text="What somebody needs to know who cannot see it")
    caption = blocks.CharBlock(max_length=300, required=False)

    class Meta:
        icon = "image"
        template = "blocks/picture.html"


class StoryBlock(blocks.StreamBlock):
    """What a lesson or an outline is made of."""

    text = blocks.RichTextBlock(features=TEXT_FEATURES, template="blocks/text.html")
    inset = InsetTextBlock()
    warning = WarningCalloutBlock([("heading_level", below_the_page())])
    do_list = DoBlock([("heading_level", below_the_page())], label="Do: what to do")
    dont_list = DontBlock([("heading_level", below_the_page())], label="Don’t: what not to do")
    expander = ExpanderBlock()
    example = ExampleBlock()
    reflection = ReflectionBlock()
    summary = SummaryBlock()
    table = TableBlock()
    chart = ChartBlock()
    picture = PictureBlock()
    audio = AudioBlock()
    video = VideoBlock()
    download = DownloadBlock()

    class Meta:
        template = "blocks/story.html"
