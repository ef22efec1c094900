package ir

// This file defines what package suspend makes of a function with suspension
// points: states, and the statements that only they contain.

// Machine is a function cut at its suspension points.
type Machine struct {
	States []*State
	Frame  []*Var // variables that live across a suspension: fields of the frame, in order of first use
	Awaits []*AwaitSlot
}

// State is a stretch of code between suspension points. Control enters only at
// its start and leaves by Goto, Suspend, Return or Raise; a body that ends
// otherwise falls through to the next State in order. Loops, ifs and tries that
// contain no suspension point stay structured inside a Body.
type State struct {
	Index   int
	Name    string // start, await1, loop1, …: fib_start in Go
	Body    []Stmt
	Handler *State // where an error in Body goes, or nil: out of the function
	Exc     *Var   // receives that error
}

// AwaitSlot is the place in the frame that keeps an AwaitCall's child frame
// while it runs; slots of the same function share one field.
type AwaitSlot struct {
	Fn   *Func
	Name string
}

// Goto continues with another state.
type Goto struct{ State *State }

// Suspend begins the suspension point and resumes in state Next, which starts
// with a Resume for the same point. If the point turns out not to suspend,
// control goes on to Next at once. Clear lists frame variables that die here.
type Suspend struct {
	Point Stmt // *Await, *AwaitCall, *AwaitNext, *Yield or *YieldFrom
	Slot  *AwaitSlot
	Next  *State
	Clear []*Var
}

// Resume takes the point's result: it stores into the point's Dst, or fails
// with what was thrown in or with the child's exception.
type Resume struct {
	Point Stmt
	Slot  *AwaitSlot
}

func (*Goto) stmtNode()    {}
func (*Suspend) stmtNode() {}
func (*Resume) stmtNode()  {}
