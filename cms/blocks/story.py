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
    warning = WarningCalloutBlock()
    do_list = DoBlock()
    dont_list = DontBlock()
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
