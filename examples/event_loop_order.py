"""The order in which a loop runs things: ready callbacks, timers, tasks."""
import asyncio


async def task(name, rounds):
    for k in range(rounds):
        print(f"{name}{k}", end=" ")
        await asyncio.sleep(0)


def main():
    loop = asyncio.new_event_loop()
    when = loop.time() + 0.01
    loop.call_soon(print, "soon 1")
    loop.call_at(when, print, "timer a")
    loop.call_at(when, print, "timer b")
    loop.call_later(0.02, print, "later")
    loop.call_soon(print, "soon 2")
    handle = loop.call_soon(print, "never")
    handle.cancel()
    loop.run_until_complete(both(loop))
    loop.call_later(0.05, loop.stop)
    loop.run_forever()
    print("stopped", loop.is_running(), loop.is_closed())
    loop.close()
    print(loop.is_closed())


async def both(loop):
    first = loop.create_task(task("x", 3))
    second = loop.create_task(task("y", 2))
    await asyncio.wait([first, second])
    print()


main()
