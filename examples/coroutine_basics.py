"""What a coroutine is: nothing runs until something drives it."""
import asyncio
import inspect


async def greet(name):
    print("greeting", name)
    await asyncio.sleep(0)
    return f"Hello, {name}!"


async def outer():
    inner = greet("inner")
    print("made, but not running:", inspect.iscoroutine(inner))
    text = await inner
    print(text)
    try:
        await inner
    except RuntimeError as error:
        print("again:", error)


def by_hand():
    coroutine = greet("hand")
    print(type(coroutine).__name__, coroutine.__name__)
    try:
        while True:
            print("yielded", coroutine.send(None))
    except StopIteration as stop:
        print("result:", stop.value)


by_hand()
asyncio.run(outer())

unused = greet("nobody")
unused.close()
print(asyncio.iscoroutinefunction(greet), inspect.iscoroutinefunction(by_hand))
