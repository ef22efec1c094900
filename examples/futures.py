"""Futures by hand: results, exceptions, callbacks and the order of wake-ups."""
import asyncio


async def waiter(name, future):
    try:
        print(name, "got", await future)
    except LookupError as error:
        print(name, "failed with", repr(error))


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda f: print("callback", f.result()))
    tasks = [asyncio.create_task(waiter(n, future)) for n in "abc"]
    await asyncio.sleep(0)
    loop.call_soon(future.set_result, 42)
    await asyncio.gather(*tasks)

    broken = loop.create_future()
    tasks = [asyncio.create_task(waiter(n, broken)) for n in "de"]
    loop.call_later(0.001, broken.set_exception, KeyError("lost"))
    await asyncio.wait(tasks)
    print(broken.done(), broken.cancelled(), repr(broken.exception()))
    try:
        broken.set_result(1)
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)

    inner = asyncio.create_task(asyncio.sleep(0.01, "inner"))
    outer = asyncio.shield(inner)
    outer.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("outer cancelled, inner still", inner.done())
    print(await inner)


asyncio.run(main())
