"""Sites that send validators and answer conditional requests, in honesty or not."""

import hashlib
from dataclasses import replace

from tests.support.messages import Answer, Reply, Request


def with_etags(site: Answer) -> Answer:
    """The site behind a cache: every page has an ETag, and is 304 as long as it holds."""

    def answer(request: Request) -> Reply:
        reply = site(request)
        if reply.status != 200:
            return reply
        tag = f'"{hashlib.md5(reply.body, usedforsecurity=False).hexdigest()}"'
        if request.headers.get("if-none-match") == tag:
            return Reply(status=304, type=reply.type, headers={"ETag": tag, "X-Cache": "HIT"})
        return replace(reply, headers={**reply.headers, "ETag": tag, "X-Cache": "MISS"})

    return answer


def with_stuck_etags(site: Answer) -> Answer:
    """The site behind a cache that is never told of a change: one ETag for ever, and 304 to whoever has it."""

    def answer(request: Request) -> Reply:
        reply = site(request)
        if reply.status == 200 and request.headers.get("if-none-match") == '"stuck"':
            return Reply(status=304, type=reply.type, headers={"ETag": '"stuck"'})
        return replace(reply, headers={**reply.headers, "ETag": '"stuck"'})

    return answer
