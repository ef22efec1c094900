package aiohttp

// This file defines the methods of StreamReader and its asynchronous iterators.

import (
	"strconv"
	"strings"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// lineTooLongError is http_exceptions.LineTooLong.
var lineTooLongError = py.NewModuleClass("LineTooLong", "aiohttp.http_exceptions", []*py.Class{badHTTPMessage})

// badHTTPMessage is http_exceptions.BadHttpMessage.
var badHTTPMessage = py.NewModuleClass("BadHttpMessage", "aiohttp.http_exceptions", []*py.Class{py.ExceptionClass})

// streamIterator is what async for goes through: read gives the coroutine of the
// next item, and ends says which item is the end.
type streamIterator struct {
	read func() *reading
	ends func(v any) bool
}

var (
	streamIteratorClass = py.NewModuleClass("AsyncStreamIterator", "aiohttp.streams", []*py.Class{py.ObjectType})
	nextCode            = code("AsyncStreamIterator.__anext__")
)

// PyClass is aiohttp.streams.AsyncStreamIterator.
func (*streamIterator) PyClass() *py.Class { return streamIteratorClass }

// next is __anext__.
func (it *streamIterator) next() *reading {
	f := it.read()
	f.Code = nextCode
	fn := f.fn
	f.fn = func() (any, bool, error) {
		v, wait, err := fn()
		if err == nil && !wait && it.ends(v) {
			err = py.NewError(py.StopAsyncIteration)
		}
		return v, wait, err
	}
	return f
}

// iterate makes an iterator over what a reading method gives.
func (s *stream) iterate(name string, fn func() func() (any, bool, error)) *streamIterator {
	return &streamIterator{
		read: func() *reading { return s.newReading(name, fn()) },
		ends: func(v any) bool {
			if t, ok := v.(*py.Tuple); ok {
				return t.Items[0] == any(py.Bytes("")) && t.Items[1] == any(false)
			}
			return v == any(py.Bytes(""))
		},
	}
}

func (s *stream) lines() func() (any, bool, error) { return s.readUntil([]byte("\n"), 2*s.low) }

func init() {
	text := func(e *py.Exception) (string, error) {
		message, err := py.Repr(attr(e, "message"))
		return "400, message=" + message, err
	}
	badHTTPMessage.Define(errorMethod("__str__", text), errorMethod("__repr__", func(e *py.Exception) (string, error) {
		message, err := text(e)
		return "<" + e.Class.Name + ": " + message + ">", err
	}))
	streamIteratorClass.Define(
		def("__aiter__", "", func(it *streamIterator, _ []any) (any, error) { return it, nil }),
		def("__anext__", "", func(it *streamIterator, _ []any) (any, error) { return it.next(), nil }),
	)
	streamClass.Define(
		def("__aiter__", "", func(s *stream, _ []any) (any, error) { return s.iterate("readline", s.lines), nil }),
		def("iter_chunked", "n", func(s *stream, a []any) (any, error) {
			n, err := py.ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			return s.iterate("read", func() func() (any, bool, error) { return s.readN(n) }), nil
		}),
		def("iter_any", "", func(s *stream, _ []any) (any, error) {
			return s.iterate("readany", func() func() (any, bool, error) { return s.readAny }), nil
		}),
		def("iter_chunks", "", func(s *stream, _ []any) (any, error) {
			return s.iterate("readchunk", func() func() (any, bool, error) { return s.readChunk }), nil
		}),
		def("read", "n=-1", func(s *stream, a []any) (any, error) {
			n := -1
			if a[0] != nil {
				var err error
				if n, err = py.ToIndex(a[0]); err != nil {
					return nil, err
				}
			}
			if n < 0 {
				return s.newReading("readany", s.readAll()), nil
			}
			return s.newReading("read", s.readN(n)), nil
		}),
		def("readany", "", func(s *stream, _ []any) (any, error) { return s.newReading("readany", s.readAny), nil }),
		def("readline", "*, max_line_length=None", func(s *stream, a []any) (any, error) {
			limit, err := number(a[0], 2*s.low)
			if err != nil {
				return nil, err
			}
			return s.newReading("readline", s.readUntil([]byte("\n"), limit)), nil
		}),
		def("readuntil", "separator=b'\\n', *, max_size=None", func(s *stream, a []any) (any, error) {
			separator := "\n"
			if a[0] != nil {
				b, ok := a[0].(py.Bytes)
				if !ok {
					return nil, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[0]).Name)
				}
				separator = string(b)
			}
			limit, err := number(a[1], 2*s.low)
			if err != nil {
				return nil, err
			}
			if separator == "" {
				return run(code("StreamReader.readuntil"), func() (any, error) {
					return nil, py.Errorf(py.ValueError, "Separator should be at least one-byte string")
				}), nil
			}
			return s.newReading("readuntil", s.readUntil([]byte(separator), limit)), nil
		}),
		def("readexactly", "n", func(s *stream, a []any) (any, error) {
			n, err := py.ToIndex(a[0])
			if err != nil {
				return nil, err
			}
			return s.newReading("readexactly", s.readExactly(n)), nil
		}),
		def("readchunk", "", func(s *stream, _ []any) (any, error) { return s.newReading("readchunk", s.readChunk), nil }),
		def("read_nowait", "n=-1", func(s *stream, a []any) (any, error) {
			n, err := number(a[0], -1)
			switch {
			case err != nil:
				return nil, err
			case s.exc != nil:
				return nil, s.exc
			case s.waiter != nil && !s.waiter.Done():
				return nil, py.Errorf(py.RuntimeError, "Called while some coroutine is waiting for incoming data.")
			}
			return s.take(n), nil
		}),
		def("at_eof", "", func(s *stream, _ []any) (any, error) { return s.eof && len(s.buffer) == 0, nil }),
		def("is_eof", "", func(s *stream, _ []any) (any, error) { return s.eof, nil }),
		def("wait_eof", "", func(s *stream, _ []any) (any, error) { return s.waitEOF(), nil }),
		def("exception", "", func(s *stream, _ []any) (any, error) {
			if s.exc == nil {
				return py.None, nil
			}
			return py.AsException(s.exc), nil
		}),
		def("get_read_buffer_limits", "", func(s *stream, _ []any) (any, error) { return py.NewTuple(s.low, 2*s.low), nil }),
		prop("total_bytes", func(s *stream) (any, error) { return s.total, nil }),
		def("__repr__", "", func(s *stream, _ []any) (any, error) {
			info := []string{"StreamReader"}
			if s.size > 0 {
				info = append(info, strconv.Itoa(s.size)+" bytes")
			}
			if s.eof {
				info = append(info, "eof")
			}
			if s.exc != nil {
				text, err := py.Repr(py.AsException(s.exc))
				if err != nil {
					return nil, err
				}
				info = append(info, "e="+text)
			}
			return "<" + strings.Join(info, " ") + ">", nil
		}),
	)
}

// waitEOF is the coroutine of wait_eof.
func (s *stream) waitEOF() rt.Coro {
	var ended *rt.Future
	return rt.NewCoro("StreamReader.wait_eof", func(r *rt.Runner, c *rt.FuncCoro) rt.Signal {
		if c.State == 0 {
			if s.eof {
				return c.Return(py.None)
			}
			c.State = 1
			ended = rt.NewFuture(s.proto.loop)
			s.whenEOF(func() { ended.SetResultUnlessDone(py.None) })
			return r.Suspend(c, ended)
		}
		if err := woken(r, ended); err != nil {
			return c.Raise(err)
		}
		return c.Return(py.None)
	})
}
