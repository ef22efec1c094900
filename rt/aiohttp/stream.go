package aiohttp

// This file defines StreamReader, the body of a response: what the parser feeds
// and what coroutines read.

import (
	"bytes"
	"strconv"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// stream is an aiohttp.StreamReader.
type stream struct {
	proto  *protocol // nil for the empty payload
	timer  *timer
	low    int // bytes below which reading is resumed; twice as many pause it
	buffer [][]byte
	offset int // into the first of buffer
	size   int
	total  int // bytes fed so far
	cursor int // bytes read so far
	splits []int
	chunks bool // splits are kept
	eof    bool
	exc    error
	waiter *rt.Future
	onEOF  []func()
}

var streamClass = py.NewModuleClass("StreamReader", "aiohttp.streams", []*py.Class{py.ObjectType})

// PyClass is aiohttp.StreamReader.
func (*stream) PyClass() *py.Class { return streamClass }

// feed adds data, which must not be changed afterwards.
func (s *stream) feed(data []byte) {
	if len(data) == 0 {
		return
	}
	s.size += len(data)
	s.buffer = append(s.buffer, data)
	s.total += len(data)
	s.wake()
	if s.proto != nil && s.size > 2*s.low {
		s.proto.pauseReading(true)
	}
}

// beginChunk and endChunk mark the chunks of the transfer encoding.
func (s *stream) beginChunk() { s.chunks = true }

func (s *stream) endChunk() {
	pos := 0
	if n := len(s.splits); n > 0 {
		pos = s.splits[n-1]
	}
	if s.total == pos {
		return
	}
	s.splits = append(s.splits, s.total)
	if s.proto != nil && len(s.splits) > max(3, s.low/4) {
		s.proto.pauseReading(true)
	}
	s.wake()
}

// feedEOF ends the stream.
func (s *stream) feedEOF() {
	s.eof = true
	s.wake()
	callbacks := s.onEOF
	s.onEOF = nil
	for _, f := range callbacks {
		f()
	}
}

// whenEOF calls f at the end of the stream, or at once when that has come.
func (s *stream) whenEOF(f func()) {
	if s.eof {
		f()
		return
	}
	s.onEOF = append(s.onEOF, f)
}

// fail gives the stream an exception, which every read raises.
func (s *stream) fail(err error) {
	if s == nil || s.proto == nil {
		return
	}
	s.exc, s.onEOF = err, nil
	if f := s.waiter; f != nil {
		s.waiter = nil
		if !f.Done() {
			_ = f.SetError(err)
		}
	}
}

func (s *stream) wake() {
	if f := s.waiter; f != nil {
		s.waiter = nil
		f.SetResultUnlessDone(py.None)
	}
}

// chunk takes at most n bytes of the first piece, all of it for -1.
func (s *stream) chunk(n int) []byte {
	first := s.buffer[0][s.offset:]
	if n >= 0 && len(first) > n {
		first = first[:n]
		s.offset += n
	} else {
		s.buffer[0] = nil
		s.buffer, s.offset = s.buffer[1:], 0
	}
	s.size -= len(first)
	s.cursor += len(first)
	for len(s.splits) > 0 && s.splits[0] < s.cursor {
		s.splits = s.splits[1:]
	}
	if s.proto != nil && s.proto.paused && s.size < s.low && (!s.chunks || len(s.splits) < max(2, max(3, s.low/4)/2)) {
		s.proto.pauseReading(false)
	}
	return first
}

// take is _read_nowait: at most n bytes, all there are for -1.
func (s *stream) take(n int) py.Bytes {
	if len(s.buffer) == 1 {
		return py.Bytes(s.chunk(n))
	}
	var out []byte
	for len(s.buffer) > 0 && n != 0 {
		part := s.chunk(n)
		out = append(out, part...)
		if n > 0 {
			n -= len(part)
		}
	}
	return py.Bytes(out)
}

// more reports whether a read has to wait for data.
func (s *stream) more() bool { return len(s.buffer) == 0 && !s.eof }

// reading is the coroutine of a method that reads. fn goes as far as it can;
// wait says that it needs more, and that it is to be called again then.
type reading struct {
	rt.Frame
	s      *stream
	name   string // of the method, for messages
	fn     func() (v any, wait bool, err error)
	failed func() // called when the read raises; may be nil
	waiter *rt.Future
	result any
}

// Step goes on reading.
func (f *reading) Step(r *rt.Runner) rt.Signal {
	if f.State == 1 {
		err := woken(r, f.waiter)
		if f.s.waiter == f.waiter {
			f.s.waiter = nil
		}
		f.waiter = nil
		if err = f.s.timer.exit(err); err != nil {
			return f.raise(err)
		}
	}
	v, wait, err := f.fn()
	if err != nil {
		return f.raise(err)
	}
	if !wait {
		f.result = v
		return rt.Returned
	}
	if f.s.waiter != nil {
		return f.raise(py.Errorf(py.RuntimeError, "%s() called while another coroutine is already waiting for incoming data", f.name))
	}
	if err := f.s.timer.enter(); err != nil {
		return f.raise(err)
	}
	f.waiter = rt.NewFuture(f.s.proto.loop)
	f.s.waiter = f.waiter
	f.State = 1
	return r.Suspend(f, f.waiter)
}

func (f *reading) raise(err error) rt.Signal {
	if f.failed != nil {
		f.failed()
	}
	return f.Raise(err)
}

// BoxedResult is what was read.
func (f *reading) BoxedResult() any { return f.result }

// newReading makes the coroutine of StreamReader.name; an exception of the
// stream is raised first.
func (s *stream) newReading(name string, fn func() (any, bool, error)) *reading {
	started := false
	f := &reading{s: s, name: name}
	f.Code = code("StreamReader." + name)
	f.fn = func() (any, bool, error) {
		if !started {
			if started = true; s.exc != nil {
				return nil, false, s.exc
			}
		}
		return fn()
	}
	return f
}

// readAny is readany.
func (s *stream) readAny() (any, bool, error) {
	if s.more() {
		return nil, true, nil
	}
	return s.take(-1), false, nil
}

// readAll is read() to the end.
func (s *stream) readAll() func() (any, bool, error) {
	var blocks [][]byte
	return func() (any, bool, error) {
		if s.exc != nil {
			return nil, false, s.exc
		}
		for len(s.buffer) > 0 {
			blocks = append(blocks, s.chunk(-1))
		}
		if !s.eof {
			return nil, true, nil
		}
		if len(blocks) == 1 {
			return py.Bytes(blocks[0]), false, nil
		}
		return py.Bytes(bytes.Join(blocks, nil)), false, nil
	}
}

// readN is read(n).
func (s *stream) readN(n int) func() (any, bool, error) {
	if n < 0 {
		return s.readAll()
	}
	return func() (any, bool, error) {
		if n > 0 && s.more() {
			return nil, true, nil
		}
		return s.take(n), false, nil
	}
}

// readUntil is readuntil.
func (s *stream) readUntil(separator []byte, limit int) func() (any, bool, error) {
	var line []byte
	return func() (any, bool, error) {
		for len(s.buffer) > 0 {
			i := bytes.Index(s.buffer[0][s.offset:], separator)
			n := -1
			if i >= 0 {
				n = i + 1
			}
			line = append(line, s.chunk(n)...)
			if len(line) > limit {
				return nil, false, lineTooLong(line, limit)
			}
			if i >= 0 {
				return py.Bytes(line), false, nil
			}
		}
		if s.eof {
			return py.Bytes(line), false, nil
		}
		return nil, true, nil
	}
}

// lineTooLong is http_exceptions.LineTooLong, which readline raises as ValueError
// in no version: it is a class of its own.
func lineTooLong(line []byte, limit int) error {
	shown := py.Bytes(append(append([]byte(nil), line[:min(100, len(line))]...), "..."...))
	e := py.NewError(lineTooLongError, shown, limit, "Unknown")
	set(e, "message", "Got more than "+strconv.Itoa(limit)+" bytes when reading: "+py.BytesRepr(string(shown))+".")
	return e
}

// readExactly is readexactly.
func (s *stream) readExactly(n int) func() (any, bool, error) {
	var data []byte
	return func() (any, bool, error) {
		for len(data) < n && len(s.buffer) > 0 {
			data = append(data, s.chunk(n-len(data))...)
		}
		switch {
		case len(data) >= n:
			return py.Bytes(data), false, nil
		case !s.eof:
			return nil, true, nil
		}
		exc, err := py.CallArgs(py.MustImport("asyncio", "IncompleteReadError"), py.Bytes(data), n)
		if err != nil {
			return nil, false, err
		}
		return nil, false, py.MakeRaise(exc, nil)
	}
}

// readChunk is readchunk.
func (s *stream) readChunk() (any, bool, error) {
	if s.exc != nil {
		return nil, false, s.exc
	}
	for len(s.splits) > 0 {
		pos := s.splits[0]
		s.splits = s.splits[1:]
		if pos == s.cursor {
			return py.NewTuple(py.Bytes(""), true), false, nil
		}
		if pos > s.cursor {
			return py.NewTuple(s.take(pos-s.cursor), true), false, nil
		}
	}
	if len(s.buffer) > 0 {
		return py.NewTuple(py.Bytes(s.chunk(-1)), false), false, nil
	}
	return py.NewTuple(py.Bytes(""), false), !s.eof, nil
}
