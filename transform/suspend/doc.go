// Package suspend turns functions with suspension points into machines of
// states.
//
// A coroutine function that can never suspend, because all it awaits are direct
// calls of functions that never suspend, stays an ordinary function and is
// called as one. In the others only the statements that contain a suspension
// point are cut; the rest stays structured. Liveness decides which variables
// live across a suspension: they alone move into the frame.
package suspend

// How a function is cut, one complication after another. The listings are from
// testdata, and a test holds them to it.
//
// # One await
//
// A suspension point ends a state. The machine begins the point (Suspend) and
// names the state in which it is resumed; that one starts with Resume, which
// takes the result, or fails with what was thrown in.
//
//	async def f(x):
//	    print(1)
//	    y = await x
//	    print(y)
//
//	start:
//		py.CallArgs(builtins.print, any(1))
//		suspend await x → await1
//	await1:
//		t2 any = resume
//		y = t2
//		py.CallArgs(builtins.print, y)
//
// Suspend need not suspend: what is awaited may be done at once. Then control
// goes on to the next state without leaving Step. This is why the order of states
// is that of the source, and why code falls from one into the next.
//
// # The frame
//
// When Step returns, Go's variables are gone. What is set before a suspension and
// read behind it has to live in the frame; everything else stays a Go variable,
// which Go's compiler may keep in a register.
//
//	async def f(x, a, b):
//	    early = a + 1
//	    print(early)
//	    await x
//	    late = b * 2
//	    print(late)
//
//	frame x any, a any, b any
//	suspend await x → await1 clear a
//
// Parameters arrive in the frame, for the caller makes it. Nobody reads a behind
// the suspension: its slot is cleared there, or the frame would keep the object
// alive for as long as the task sleeps.
//
// # Branches and loops
//
// An if or loop is cut when there is a point in it; its tests become jumps. One
// without a point stays as it is, whatever stands around it.
//
//	for i in range(3):
//	    if i == 1:
//	        continue
//	    await x
//	    print(i)
//
//	loop1:
//		if !(i < 3) {
//			goto after1
//		}
//		if (i == 1) {
//			goto next1
//		}
//		suspend await x → await1
//	next1:
//		i = (i + 1)
//		goto loop1
//
// The inner if has no point and stays an if; only the jump that leaves it for a
// loop that was cut has become a goto. Goto costs a round of the switch in Step,
// unless it leads to the state that follows. States that only one goto leads to
// are joined with it, and those to which nothing leads are dropped (tidy).
//
// # Handlers
//
// A try that is cut cannot stay a block: its body is now spread over states. Each
// of them notes where its errors go, and in which variable.
//
//	try:
//	    await x
//	    print(1)
//	except ValueError:
//	    print(a)
//
//	try1: catch exc1 → except1
//		suspend await x → await1
//	await1: catch exc1 → except1
//		resume
//		py.CallArgs(builtins.print, any(1))
//		goto after1
//	except1:
//		saved4 = enter exc1
//
// An error may leave a state at any of its statements. So what the handler reads
// is live all through the states that lead to it, and an assignment in them does
// not end its life: flow.always in live.go.
//
// # Awaiting in a handler
//
// Between Enter and Leave the function's exception is the one that sys.exc_info,
// a bare raise and the context of new exceptions see. While it is suspended
// others run, who must see theirs. A point in a handler therefore carries the
// variables of both exceptions (ir.Handled): suspending puts the saved one back,
// resuming saves what the resumer handles and puts the own one into force.
//
//	except ValueError:
//	    await y
//	    raise
//
//	frame x any, y any, saved3 error, exc1 error
//	except1:
//		saved3 = enter exc1
//	await1: catch inner5 → except2
//		resume
//		t7 error = py.Reraise()
//		raise t7
//	except2:
//		leave saved3
//		raise inner5
//
// # Leaving through finally
//
// Package lower has made every way out of a try with finally a variable and one
// way: an exception is pending, or a return has put its value into ret. Nothing
// is left to do here: as both are read behind the await of the clause, they live
// in the frame.
//
//	try:
//	    return await x
//	finally:
//	    await y
//
//	frame x any, y any, pending1 error, ret4 any, saved5 error
//	try1: catch pending1 → except1
//		suspend await x → await1
//	await1: catch pending1 → except1
//		t3 any = resume
//		ret4 any = t3
//		goto after1
//	after1:
//		saved5 = enter pending1
//	after3:
//		leave saved5
//		if (pending1 != unbound) {
//			raise pending1
//		}
//		return ret4
//
// # Coroutines that call coroutines
//
// Await of a direct call of a coroutine function of the program makes no coroutine
// object: the callee's frame lies in a slot of the caller's, one for all awaits
// of the same function, and its result is typed.
//
//	a = await g(1)
//	b = await g(2)
//	return a + b
//
//	suspend await call g(1) → await1
//	await1:
//		t1 int = resume
//		a = t1
//		suspend await call g(2) → await2
//
// When g turns out not to suspend at all, the await is an ordinary call.
//
//	return await g(1) + await g(2)
//
//	t1 int = call g(1)
//	t2 int = call g(2)
//	return py.Int.Add(t1, t2)
