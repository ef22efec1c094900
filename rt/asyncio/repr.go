package asyncio

// This file defines the reprs of futures, tasks, handles and coroutines that
// logs and programs show.

import (
	"fmt"
	"strconv"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// underRepr are the futures whose repr is being made: they show as "..." inside
// themselves.
var underRepr = map[*rt.Future]bool{}

func futureRepr(f *rt.Future, _ []any) (any, error) {
	return guarded(f, func() (string, error) {
		info, err := futureInfo(f)
		return "<" + f.Class.Name + " " + info + ">", err
	})
}

func guarded(f *rt.Future, make func() (string, error)) (any, error) {
	if underRepr[f] {
		return "...", nil
	}
	underRepr[f] = true
	defer delete(underRepr, f)
	return make()
}

var stateNames = [...]string{"pending", "cancelled", "finished"}

// futureInfo is base_futures._future_repr_info.
func futureInfo(f *rt.Future) (string, error) {
	return stateAnd(f, stateNames[f.State()], "")
}

// stateAnd puts what a task adds behind the state.
func stateAnd(f *rt.Future, state, more string) (string, error) {
	text := state + more
	if f.State() == rt.Finished {
		v, err := f.Peek()
		if err != nil {
			r, rerr := py.Repr(py.AsException(err))
			if rerr != nil {
				return "", rerr
			}
			text += " exception=" + r
		} else {
			r, rerr := shortRepr(v)
			if rerr != nil {
				return "", rerr
			}
			text += " result=" + r
		}
	}
	if list := f.Callbacks(); len(list) > 0 {
		text += " cb=[" + callbackName(list[0])
		switch n := len(list); {
		case n == 2:
			text += ", " + callbackName(list[1])
		case n > 2:
			text += fmt.Sprintf(", <%d more>, %s", n-2, callbackName(list[n-1]))
		}
		text += "]"
	}
	return text, nil
}

// callbackName names a callback as CPython names the function it has there.
func callbackName(r rt.Runnable) string {
	switch c := r.(type) {
	case *rt.Callback:
		return rt.CallbackText(c.Fn)
	case *gathering:
		return "gather.<locals>._done_callback()"
	case *shielding:
		return "shield.<locals>._inner_done_callback()"
	case *shieldDone:
		return "shield.<locals>._outer_done_callback()"
	case *member:
		return "TaskGroup._on_task_done()"
	case *waiting:
		return "_wait.<locals>._on_completion()"
	case *completion:
		return "_AsCompletedIterator._handle_completion()"
	case *waitForDone:
		return "_release_waiter()"
	}
	if t := rt.TaskOf(r); t != nil {
		return "Task.task_wakeup()"
	}
	return "_run_until_complete_cb()"
}

// taskRepr is base_tasks._task_repr.
func taskRepr(t *rt.Task, _ []any) (any, error) {
	return guarded(&t.Future, func() (string, error) {
		if t.Loop() == nil {
			return "<" + t.Class.Name + " pending>", nil
		}
		state := stateNames[t.State()]
		if t.Cancelling() > 0 && !t.Done() {
			state = "cancelling"
		}
		more := " name=" + py.StrRepr(t.Name())
		if c := t.Coro(); c != nil {
			more += " coro=<" + coroText(c) + ">"
		}
		if w := t.Waiter(); w != nil {
			r, err := py.Repr(w.Self())
			if err != nil {
				return "", err
			}
			more += " wait_for=" + r
		}
		info, err := stateAnd(&t.Future, state, more)
		return "<" + t.Class.Name + " " + info + ">", err
	})
}

// coroText is coroutines._format_coroutine. A suspended coroutine is shown at
// the line where its function begins.
func coroText(c rt.Coro) string {
	b := c.Base()
	if b.Code == nil {
		return "coroutine()"
	}
	text := b.Code.QualName + "()"
	if b.Code.File == "" {
		return text
	}
	place := " running at "
	if b.Status == rt.Closed {
		place = " done, defined at "
	}
	return text + place + b.Code.File + ":" + strconv.Itoa(b.Code.Line)
}

// shortRepr is reprlib.repr of the common types: long strings lose their
// middle, long containers their end.
func shortRepr(v any) (string, error) { return shorten(v, 6) }

func shorten(v any, level int) (string, error) {
	list := func(items []any, limit int, left, right string, single bool) (string, error) {
		if level <= 0 && len(items) > 0 {
			return left + "..." + right, nil
		}
		text := left
		for i, x := range items {
			if i > 0 {
				text += ", "
			}
			if i == limit {
				text += "..."
				break
			}
			r, err := shorten(x, level-1)
			if err != nil {
				return "", err
			}
			text += r
		}
		if single && len(items) == 1 {
			text += ","
		}
		return text + right, nil
	}
	switch x := v.(type) {
	case string:
		return middle(x, 30, py.StrRepr)
	case *py.List:
		return list(x.Items, 6, "[", "]", false)
	case *py.Tuple:
		if x.Class == nil {
			return list(x.Items, 6, "(", ")", true)
		}
	}
	r, err := py.Repr(v)
	if err != nil {
		return "", err
	}
	limit := 30
	if _, ok := v.(int); ok {
		limit = 40
	}
	return cut(r, limit), nil
}

// middle shortens the text before its repr is made, as reprlib does.
func middle(s string, limit int, repr func(string) string) (string, error) {
	runes := []rune(s)
	text := repr(string(runes[:min(limit, len(runes))]))
	if n := len([]rune(text)); n > limit || len(runes) > limit {
		i := max(0, (limit-3)/2)
		j := max(0, limit-3-i)
		text = repr(string(runes[:i]) + string(runes[len(runes)-j:]))
		r := []rune(text)
		text = string(r[:i]) + "..." + string(r[len(r)-j:])
	}
	return text, nil
}

func cut(s string, limit int) string {
	r := []rune(s)
	if len(r) <= limit {
		return s
	}
	i := max(0, (limit-3)/2)
	j := max(0, limit-3-i)
	return string(r[:i]) + "..." + string(r[len(r)-j:])
}

// handleRepr is Handle.__repr__.
func handleRepr(v any) (any, error) {
	h, _ := v.(*rt.Handle)
	text := "<Handle"
	cancelled := h != nil && h.Cancelled()
	if t, ok := v.(*rt.Timer); ok {
		text, h, cancelled = "<TimerHandle", t.Handle(), t.Cancelled()
		if cancelled {
			text += " cancelled"
		}
		text += " when=" + py.FloatRepr(t.When())
	} else if cancelled {
		text += " cancelled"
	}
	if h != nil {
		if fn, _ := h.Callback(); fn != nil {
			text += " " + rt.CallbackText(fn)
		}
	}
	return text + ">", nil
}
