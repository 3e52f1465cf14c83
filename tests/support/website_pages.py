"""What a page of the local website may do: a handler each."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def html(body: str, *, title: str = "A page", headers: Mapping[str, str] | None = None) -> Handler:
    """Show a page."""
    return content(
        f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>",
        headers=headers,
    )


def article(*paragraphs: str, title: str = "An article") -> Handler:
    """Show an article."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return html(f"<article><h1>{title}</h1>{text}</article>", title=title)


def content(
    body: str | bytes,
    *,
    code: int = 200,
    content_type: str = "text/html; charset=utf-8",
    headers: Mapping[str, str] | None = None,
) -> Handler:
    """Send these bytes, as they are."""
    data = body.encode() if isinstance(body, str) else body

    async def handle(_request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=data, status=code, headers={"Content-Type": content_type, **(headers or {})}
        )

    return handle


def status(code: int, **headers: str) -> Handler:
    """Answer with a status and hardly a word; headers are written `Retry_After="1"`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return content(f"<p>{code}</p>", code=code, headers=named)


def redirect(to: str, code: int = 302, **headers: str) -> Handler:
    """Send elsewhere."""
    return status(code, Location=to, **headers)


def in_turn(*pages: Handler) -> Handler:
    """Do one thing after the other; the last one for ever."""
    left = list(pages)

    async def handle(request: web.Request) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(request)

    return handle


def unless_modified(page: Handler, etag: str) -> Handler:
    """Answer 304 to whoever has this version already."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        answer = await page(request)
        answer.headers["ETag"] = etag
        return answer

    return handle


def after(seconds: float, page: Handler) -> Handler:
    """Take a while."""

    async def handle(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return await page(request)

    return handle


def dripping(code: int = 200) -> Handler:
    """Send a byte now and then, and never end."""

    async def handle(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(status=code, headers={"Content-Type": "text/html"})
        await answer.prepare(request)
        while True:
            await answer.write(b"x")
            await asyncio.sleep(0.05)

    return handle


def hanging() -> Handler:
    """Take the request and never say a word."""

    async def handle(_request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError("nothing ever sets it")

    return handle


def spoken(*parts: bytes, pause_s: float = 0.0) -> Handler:
    """Say these very bytes, status line and all, and hang up: for what is no proper HTTP."""

    async def handle(request: web.Request) -> web.StreamResponse:
        transport = request.transport
        assert transport
        for part in parts:
            transport.write(part)
            await asyncio.sleep(pause_s)
        transport.close()
        raise ConnectionResetError("said all there was to say")

    return handle
