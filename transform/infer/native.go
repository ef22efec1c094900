package infer

// This file describes the classes of the runtime whose objects generated code
// knows by their Go type: their methods are Go calls, and awaiting their
// coroutines needs no coroutine object.

import (
	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/types"
)

// NativeClass is a class of the runtime; its Go type is the name of the types of
// its instances.
type NativeClass struct {
	Methods map[string]*NativeMethod
	// Enter and Exit are async with: Enter is awaited, Exit cannot wait.
	Enter, Exit *ir.Symbol
}

// NativeMethod is a method that is a Go function.
type NativeMethod struct {
	// Sym calls it. Await awaits the coroutine that it makes: a Go function of the
	// runner, the frame, the object and the arguments.
	Sym, Await *ir.Symbol
	Params     int
	result     nativeResult
	stores     bool // its argument becomes an item
}

// nativeResult is the type that a method gives.
type nativeResult uint8

const (
	givesAny nativeResult = iota
	givesNone
	givesBool
	givesWord
	givesElem
)

const asyncioPackage = "rt/asyncio."

var (
	queueType     = "*" + asyncioPackage + "Queue"
	lockType      = "*" + asyncioPackage + "Lock"
	semaphoreType = "*" + asyncioPackage + "Semaphore"
	eventType     = "*" + asyncioPackage + "Event"
)

// nativeNew are the calls that make objects of native classes.
var nativeNew = map[string]string{
	"asyncio.Queue":            queueType,
	"asyncio.Lock":             lockType,
	"asyncio.Semaphore":        semaphoreType,
	"asyncio.BoundedSemaphore": semaphoreType,
	"asyncio.Event":            eventType,
}

// natives are the native classes by their Go types.
var natives = map[string]*NativeClass{
	queueType: {Methods: map[string]*NativeMethod{
		"get":        awaited(queueType, "AwaitGet", 0, givesElem),
		"put":        storing(awaited(queueType, "AwaitPut", 1, givesNone)),
		"join":       awaited(queueType, "AwaitJoin", 0, givesNone),
		"get_nowait": direct(queueType, "GetNowait", 0, givesElem, true),
		"put_nowait": storing(direct(queueType, "PutNowait", 1, givesNone, true)),
		"empty":      direct(queueType, "Empty", 0, givesBool, false),
		"full":       direct(queueType, "Full", 0, givesBool, false),
		"qsize":      direct(queueType, "Len", 0, givesWord, true),
		"task_done":  direct(queueType, "TaskDone", 0, givesNone, true),
	}},
	lockType: {
		Methods: map[string]*NativeMethod{
			"acquire": awaited(lockType, "AwaitAcquire", 0, givesBool),
			"release": direct(lockType, "Release", 0, givesNone, true),
		},
		Enter: await(lockType, "AwaitAcquire", 0),
		Exit:  nativeCall(lockType, "Release", 0, nil, true),
	},
	semaphoreType: {
		Methods: map[string]*NativeMethod{
			"acquire": awaited(semaphoreType, "AwaitSemaphore", 0, givesBool),
			"release": direct(semaphoreType, "Release", 0, givesNone, true),
			"locked":  direct(semaphoreType, "Locked", 0, givesBool, false),
		},
		Enter: await(semaphoreType, "AwaitSemaphore", 0),
		Exit:  nativeCall(semaphoreType, "Release", 0, nil, true),
	},
	eventType: {Methods: map[string]*NativeMethod{
		"wait":   awaited(eventType, "AwaitEvent", 0, givesBool),
		"set":    direct(eventType, "Set", 0, givesNone, false),
		"clear":  direct(eventType, "Clear", 0, givesNone, false),
		"is_set": direct(eventType, "IsSet", 0, givesBool, false),
	}},
}

// awaitFuncs are coroutine functions of modules that are awaited without a
// coroutine object, by "module.name"; all take one argument.
var awaitFuncs = map[string]*ir.Symbol{
	"asyncio.sleep": {Go: asyncioPackage + "AwaitSleep", Params: []*types.Type{types.TAny}, Result: types.TAny, Fails: true},
}

func await(class, name string, params int) *ir.Symbol {
	s := &ir.Symbol{Go: asyncioPackage + name, Params: []*types.Type{types.NativeOf(class, nil)}, Result: types.TAny, Fails: true}
	for range params {
		s.Params = append(s.Params, types.TAny)
	}
	return s
}

func awaited(class, name string, params int, result nativeResult) *NativeMethod {
	return &NativeMethod{Await: await(class, name, params), Params: params, result: result}
}

func nativeCall(class, name string, params int, result *types.Type, fails bool) *ir.Symbol {
	s := &ir.Symbol{Go: class + "." + name, Form: ir.MethodForm, Params: []*types.Type{types.NativeOf(class, nil)}, Result: result, Fails: fails}
	for range params {
		s.Params = append(s.Params, types.TAny)
	}
	return s
}

func direct(class, name string, params int, result nativeResult, fails bool) *NativeMethod {
	var t *types.Type
	switch result {
	case givesBool:
		t = types.TBool
	case givesWord:
		t = types.TWord
	case givesElem, givesAny:
		t = types.TAny
	}
	return &NativeMethod{Sym: nativeCall(class, name, params, t, fails), Params: params, result: result}
}

func storing(m *NativeMethod) *NativeMethod {
	m.stores = true
	return m
}

// made is the native type of the object that a call makes, nil for other calls.
func (in *Info) made(s *scope.Scope, e *ast.Call) *types.Type {
	module, name := in.runtimeName(s, e.Func)
	if module == "" {
		return nil
	}
	class := nativeNew[module+"."+name]
	if class == "" {
		return nil
	}
	return types.NativeOf(class, in.site(e))
}

// Native is the method that x.name(…) certainly runs, where x is of a native
// class; nil when it must be looked up.
func (in *Info) Native(t *types.Type, name string, e *ast.Call) *NativeMethod {
	if t.Kind != types.Native || in.facts.stored(name) {
		return nil
	}
	c := natives[t.Name]
	if c == nil || len(e.Keywords) > 0 || starred(e.Args) {
		return nil
	}
	m := c.Methods[name]
	if m == nil || len(e.Args) != m.Params {
		return nil
	}
	return m
}

// NativeClassOf is the native class of a type, or nil.
func NativeClassOf(t *types.Type) *NativeClass {
	if t.Kind != types.Native {
		return nil
	}
	return natives[t.Name]
}

// AwaitFunc is the symbol that awaits a call of a module's coroutine function
// without making the coroutine; nil when there is none.
func (in *Info) AwaitFunc(s *scope.Scope, e *ast.Call) *ir.Symbol {
	module, name := in.runtimeName(s, e.Func)
	if module == "" || len(e.Keywords) > 0 || len(e.Args) != 1 || starred(e.Args) {
		return nil
	}
	return awaitFuncs[module+"."+name]
}

// nativeCall types a call of a native method and stores what it stores.
func (in *Info) nativeCall(s *scope.Scope, t *types.Type, m *NativeMethod, e *ast.Call) *types.Type {
	for _, a := range e.Args {
		if m.stores {
			in.storeElem(t.Site, in.expr(s, a))
		} else {
			in.escape(in.expr(s, a))
		}
	}
	result := types.TAny
	switch m.result {
	case givesNone:
		result = types.TNone
	case givesBool:
		result = types.TBool
	case givesWord:
		result = types.TWord
	case givesElem:
		result = t.Site.Elem()
	}
	if m.Await != nil {
		return types.CoroutineOf(result)
	}
	return result
}
