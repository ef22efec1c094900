"""Event loops are pluggable: a loop of one's own runs tasks just the same."""
import asyncio


class CountingLoop(asyncio.SelectorEventLoop):
    """Counts the callbacks that are scheduled on it."""

    def __init__(self):
        super().__init__()
        self.scheduled = 0

    def call_soon(self, callback, *args, context=None):
        self.scheduled += 1
        return super().call_soon(callback, *args, context=context)


async def hello(name):
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    print(f"{name} runs on {type(loop).__name__}")
    return len(name)


async def main():
    return await asyncio.gather(hello("one"), hello("two"), hello("three"))


loop = CountingLoop()
asyncio.set_event_loop(loop)
try:
    print(loop.run_until_complete(main()))
    print("counted:", loop.scheduled > 0)
finally:
    loop.close()

with asyncio.Runner(loop_factory=CountingLoop) as runner:
    print(runner.run(hello("runner")))
    print(runner.get_loop().is_running())
