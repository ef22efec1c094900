package aiohttp

// This file defines sending bodies that come piece by piece, and those that wait
// for leave.

import (
	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// proceed is the server's leave to send the body.
func (p *response) proceed() {
	if send := p.sendBody; send != nil && p.conn.proto.connected() {
		p.sendBody = nil
		send()
	}
}

// bodyWriter is the coroutine of the task that sends a body.
type bodyWriter struct {
	rt.Frame
	request *request
	proto   *protocol
	source  any
	drain   *rt.Future
}

const (
	writeNext  = iota // take the next piece
	writePiece        // that came
	writeDrain        // until the connection takes more
)

func newBodyWriter(q *request, p *protocol) *bodyWriter {
	w := &bodyWriter{request: q, proto: p, source: q.body.source}
	w.Code = code("ClientRequest.write_bytes")
	return w
}

// BoxedResult is None.
func (w *bodyWriter) BoxedResult() any { return py.None }

// Step sends piece after piece. An exception of the source is the request's.
func (w *bodyWriter) Step(r *rt.Runner) rt.Signal {
	for {
		switch w.State {
		case writeNext:
			w.State = writePiece
			if rt.ANext(r, w, w.source) == rt.Suspended {
				return rt.Suspended
			}
		case writePiece:
			v, err := rt.ANextResult(r, w)
			if err != nil {
				return w.failed(err)
			}
			t := w.proto.transport
			if t == nil {
				return rt.Returned
			}
			if v == nil {
				if w.request.chunked {
					t.write([]byte("0\r\n\r\n"))
				}
				return rt.Returned
			}
			data, err := pieceOf(v)
			if err != nil {
				return w.failed(err)
			}
			if w.request.chunked {
				data = chunk(data)
			}
			t.write(data)
			w.State = writeNext
			if t.full() {
				w.State = writeDrain
				w.drain = rt.NewFuture(w.proto.loop)
				t.drain = append(t.drain, w.drain)
				return r.Suspend(w, w.drain)
			}
		case writeDrain:
			if err := woken(r, w.drain); err != nil {
				return w.failed(err)
			}
			w.State = writeNext
		}
	}
}

// failed gives the exception to who waits for the response.
func (w *bodyWriter) failed(err error) rt.Signal {
	if py.ErrorIs(err, rt.CancelledError) && !w.proto.connected() {
		return rt.Returned
	}
	w.proto.fail(err)
	return rt.Returned
}

// pieceOf are the bytes of a piece.
func pieceOf(v any) ([]byte, error) {
	switch v := v.(type) {
	case py.Bytes:
		return []byte(v), nil
	case *py.ByteArray:
		return append([]byte(nil), v.B...), nil
	}
	return nil, py.Errorf(py.TypeError, "can't concat %s to bytes", py.TypeOf(v).Name)
}
