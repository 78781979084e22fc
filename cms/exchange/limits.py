"""How much a module's file may hold."""

from curriculum.calc.unpacking import Limits

LIMITS = Limits(files=500, bytes=300 * 1024 * 1024)
LARGEST_WORDS = 5 * 1024 * 1024
DOCUMENTS = {
    *("pdf", "txt", "csv", "rtf", "docx", "xlsx", "pptx", "odt", "ods", "odp"),
    *("mp3", "m4a", "mp4", "webm", "vtt"),
}
