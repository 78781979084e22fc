"""Files of a package, in whole or in part: a film is wound to and fro by asking for parts of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from curriculum.models import PackageFile

from .token import unsealed

HTML = "text/html; charset=utf-8"
TYPES = {
    **dict.fromkeys(("html", "htm", "xhtml"), HTML),
    **dict.fromkeys(("js", "mjs"), "text/javascript"),
    "css": "text/css",
    "json": "application/json",
    "xml": "text/xml",
    "xsd": "text/xml",
    "txt": "text/plain",
    "png": "image/png",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "vtt": "text/vtt",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "wasm": "application/wasm",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
}
# Everything from the package, nothing from elsewhere and nothing to elsewhere; its tools write scripts into its pages
POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'self' data: blob:; form-action 'self'; "
    "base-uri 'self'; frame-ancestors 'self' {site}; sandbox allow-scripts allow-same-origin allow-forms"
)
PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
AT_ONCE = 64 * 1024


@require_safe
def package_file(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    ticket = unsealed(token)
    found = PackageFile.objects.filter(package=ticket.package, path=path).first() if ticket else None
    if ticket is None or found is None:
        raise Http404
    kind = TYPES.get(path.rpartition(".")[2].lower())
    answer = in_part(request, found) or FileResponse(found.open())
    answer.headers["Content-Type"] = kind or "application/octet-stream"
    answer.headers["Content-Disposition"] = "inline" if kind else "attachment"
    answer.headers["Content-Security-Policy"] = POLICY.format(site=ticket.site)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def in_part(request: HttpRequest, found: PackageFile) -> HttpResponseBase | None:
    """What was asked for of it (RFC 9110, section 14); None where all of it was. Several parts at once are not told."""
    asked = PART.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked.groups() == ("", ""):
        return None
    first, last = _ends(asked[1], asked[2], found.size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.size}"})
    told = {"Content-Range": f"bytes {first}-{last}/{found.size}", "Content-Length": str(last - first + 1)}
    return StreamingHttpResponse(_read(found.open(), first, last - first + 1), status=206, headers=told)


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:  # so many at its end
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(file: IO[bytes], first: int, rest: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while rest > 0 and (part := file.read(min(AT_ONCE, rest))):
            rest -= len(part)
            yield part
