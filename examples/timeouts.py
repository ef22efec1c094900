"""Timeouts and cancellation, with clean-up in finally."""
import asyncio


async def slow(name):
    print(name, "starts")
    try:
        await asyncio.sleep(10)
        return name
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise
    finally:
        await asyncio.sleep(0)
        print(name, "is cleaned up")


async def main():
    try:
        await asyncio.wait_for(slow("wait_for"), timeout=0.01)
    except asyncio.TimeoutError as error:
        print("timed out:", repr(error))

    try:
        async with asyncio.timeout(0.01) as scope:
            await slow("timeout")
    except TimeoutError:
        print("expired:", scope.expired())

    task = asyncio.create_task(slow("task"))
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled with", error.args)
    print(task.cancelled(), task.done())

    done, pending = await asyncio.wait(
        [asyncio.ensure_future(slow("w")), asyncio.ensure_future(asyncio.sleep(0.001, "quick"))],
        return_when=asyncio.FIRST_COMPLETED,
    )
    print([d.result() for d in done], len(pending))
    for p in pending:
        p.cancel()
    await asyncio.gather(*pending, return_exceptions=True)


asyncio.run(main())
