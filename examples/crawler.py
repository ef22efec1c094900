"""Crawl a web site: a few workers fetch its pages and follow the links between them.

    py2goasync run examples/crawler.py http://127.0.0.1:8000/ 4

prints every page that was found, with its status, title and number of links.
"""
import asyncio
import sys
from dataclasses import dataclass, field

import aiohttp
from yarl import URL


@dataclass
class Page:
    url: URL
    status: int
    title: str = ""
    links: list[URL] = field(default_factory=list)


def between(text, start, end):
    """The pieces of text that stand between start and end."""
    pieces = []
    position = text.find(start)
    while position >= 0:
        position += len(start)
        stop = text.find(end, position)
        if stop < 0:
            break
        pieces.append(text[position:stop])
        position = text.find(start, stop)
    return pieces


class Crawler:
    def __init__(self, session, root, workers):
        self.session = session
        self.root = URL(root)
        self.workers = workers
        self.queue = asyncio.Queue()
        self.seen = set()
        self.pages = []
        self.errors = []

    def add(self, url):
        url = url.with_fragment(None)
        if url.origin() == self.root.origin() and url not in self.seen:
            self.seen.add(url)
            self.queue.put_nowait(url)

    async def fetch(self, url):
        async with self.session.get(url) as response:
            page = Page(response.url, response.status)
            self.seen.add(response.url)
            if response.content_type == "text/html":
                text = await response.text()
                page.title = (between(text, "<title>", "</title>") or ["untitled"])[0]
                for link in between(text, '<a href="', '"'):
                    target = response.url.join(URL(link))
                    if target.scheme in ("http", "https"):
                        page.links.append(target)
            return page

    async def work(self):
        while True:
            url = await self.queue.get()
            try:
                page = await self.fetch(url)
                self.pages.append(page)
                for link in page.links:
                    self.add(link)
            except (aiohttp.ClientError, asyncio.TimeoutError) as e:
                self.errors.append(f"{url}: {e or type(e).__name__}")
            finally:
                self.queue.task_done()

    async def run(self):
        self.add(self.root)
        tasks = [asyncio.create_task(self.work()) for _ in range(self.workers)]
        await self.queue.join()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def main(root, workers):
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(timeout=timeout, headers={"User-Agent": "crawler"}) as session:
        crawler = Crawler(session, root, workers)
        await crawler.run()
    pages = {page.url: page for page in crawler.pages}
    for url in sorted(pages):
        page = pages[url]
        print(f"{page.status} {url.path_qs:<25} {page.title!r}, {len(page.links)} links")
    for error in sorted(crawler.errors):
        print("error", error)
    found = sum(page.status == 200 for page in pages.values())
    print(f"{len(pages)} pages, {found} of them found")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: crawler.py URL [WORKERS]")
    asyncio.run(main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 4))
