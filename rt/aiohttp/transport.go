package aiohttp

// This file defines the transport of a connection: asyncio's, with a goroutine
// that reads and, for what the kernel does not take at once, one that writes.
// What they find goes to the loop by Post; everything else belongs to the loop.

import (
	"errors"
	"io"
	"net"
	"sync"
	"syscall"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// The sizes of asyncio's transports.
const (
	readSize  = 64 << 10
	readAhead = 256 << 10 // bytes that were read and that the loop has not seen
	writeHigh = 64 << 10  // bytes that wait to be written before drain waits
	writeLow  = writeHigh / 4
)

// transport is one connection. The fields below mu are shared with its
// goroutines.
type transport struct {
	loop    *rt.Loop
	conn    net.Conn
	raw     syscall.RawConn // nil for TLS
	proto   *protocol
	closing bool
	drain   []*rt.Future // wait until less is to be written

	mu      sync.Mutex
	wake    sync.Cond // for the reader
	ahead   int
	paused  bool
	closed  bool
	out     [][]byte
	waiting int  // bytes in out
	writing bool // the writer runs
}

// newTransport begins reading a connection for a protocol.
func newTransport(loop *rt.Loop, conn net.Conn, p *protocol) *transport {
	t := &transport{loop: loop, conn: conn, proto: p}
	t.wake.L = &t.mu
	if c, ok := conn.(*net.TCPConn); ok {
		t.raw, _ = c.SyscallConn()
	}
	go t.read()
	return t
}

// isEOF reports the end of a connection that the peer closed.
func isEOF(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// ready waits until reading is wanted; false is the end.
func (t *transport) ready() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	for (t.paused || t.ahead >= readAhead) && !t.closed {
		t.wake.Wait()
	}
	return !t.closed
}

// read is the goroutine that reads.
func (t *transport) read() {
	buf := make([]byte, readSize)
	for t.ready() {
		n, err := t.conn.Read(buf)
		if n > 0 {
			data := append([]byte(nil), buf[:n]...)
			t.mu.Lock()
			t.ahead += n
			t.mu.Unlock()
			t.loop.Post(func() {
				t.mu.Lock()
				t.ahead -= len(data)
				t.wake.Signal()
				t.mu.Unlock()
				if !t.closing {
					t.proto.dataReceived(data)
				}
			})
		}
		if err != nil {
			t.loop.Post(func() { t.lost(err) })
			return
		}
	}
}

// lost ends the connection; err says why.
func (t *transport) lost(err error) {
	if t.closing {
		return
	}
	t.end()
	var exc error
	if !isEOF(err) {
		exc = networkError(err)
	}
	t.proto.connectionLost(exc)
}

// networkError is the exception of an error of the network.
func networkError(err error) error {
	var number syscall.Errno
	if errors.As(err, &number) {
		return py.NewOSError(number, nil, nil)
	}
	return osError(sslError, 1, err.Error())
}

// close closes the connection, of which the protocol hears in the next round.
func (t *transport) close() {
	if t.closing {
		return
	}
	t.end()
	t.loop.Soon(func() { t.proto.connectionLost(nil) })
}

// end closes the connection: what waits to be written is written first.
func (t *transport) end() {
	t.closing = true
	t.mu.Lock()
	t.closed = true
	t.wake.Signal()
	writing := t.writing
	t.mu.Unlock()
	if !writing {
		t.shut()
	}
	t.undrain()
}

// shut closes the socket. A TLS connection says goodbye first, which may block.
func (t *transport) shut() {
	if t.raw != nil {
		t.conn.Close()
		return
	}
	go t.conn.Close()
}

// pause stops and resumes reading.
func (t *transport) pause(on bool) {
	t.mu.Lock()
	t.paused = on
	t.wake.Signal()
	t.mu.Unlock()
}

// write sends data, which must not be changed afterwards.
func (t *transport) write(data []byte) {
	if t.closing || len(data) == 0 {
		return
	}
	t.mu.Lock()
	idle := !t.writing
	t.mu.Unlock()
	if idle && t.raw != nil {
		n, err := writeNow(t.raw, data)
		if err != nil {
			t.loop.Post(func() { t.lost(err) })
			return
		}
		if data = data[n:]; len(data) == 0 {
			return
		}
	}
	t.mu.Lock()
	t.out = append(t.out, data)
	t.waiting += len(data)
	start := !t.writing
	t.writing = true
	t.mu.Unlock()
	if start {
		go t.flush()
	}
}

// flush is the goroutine that writes.
func (t *transport) flush() {
	for {
		t.mu.Lock()
		if len(t.out) == 0 {
			t.writing = false
			closed := t.closed
			t.mu.Unlock()
			if closed {
				t.conn.Close()
			}
			return
		}
		data := t.out[0]
		t.out = t.out[1:]
		t.mu.Unlock()
		_, err := t.conn.Write(data)
		t.mu.Lock()
		before := t.waiting
		t.waiting -= len(data)
		low := before > writeLow && t.waiting <= writeLow
		if err != nil {
			t.out, t.waiting = nil, 0
		}
		t.mu.Unlock()
		if err != nil {
			t.loop.Post(func() { t.lost(err) })
			continue
		}
		if low {
			t.loop.Post(t.undrain)
		}
	}
}

// full reports whether a writer should wait before it writes more.
func (t *transport) full() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.waiting > writeHigh
}

// undrain wakes who waits to write.
func (t *transport) undrain() {
	for _, f := range t.drain {
		f.SetResultUnlessDone(py.None)
	}
	t.drain = nil
}
