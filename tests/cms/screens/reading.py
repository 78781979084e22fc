import html
import re


def words_of(answer) -> str:
    """The text of a page, as it is read aloud."""
    body = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))).replace(" ,", ",")
