package aiohttp

// This file defines the protocol of a connection: it feeds the parser, keeps the
// heads that came for the request, and knows whether the connection can be used
// again.

import (
	"errors"

	"github.com/py2goasync/py2goasync/rt"
	"github.com/py2goasync/py2goasync/rt/py"
)

// message is a head with its body.
type message struct {
	head *head
	body *stream
}

// protocol is an aiohttp.client_proto.ResponseHandler.
type protocol struct {
	loop        *rt.Loop
	transport   *transport // nil when the connection is closed
	parser      parser
	expecting   bool // a request has set the parameters
	messages    []message
	exc         error
	waiter      *rt.Future
	body        *stream
	mustClose   bool
	paused      bool // reading
	timer       *timer
	bufferSize  int
	readTimeout float64 // sock_read, 0 for none
	readTimer   *rt.Timer
}

// shouldClose reports whether the connection cannot be used again.
func (p *protocol) shouldClose() bool {
	return p.body != nil && !p.body.eof || p.mustClose || p.exc != nil || len(p.messages) > 0 || len(p.parser.tail) > 0
}

// connected reports whether the connection is open.
func (p *protocol) connected() bool { return p.transport != nil && !p.transport.closing }

// close closes the connection.
func (p *protocol) close() {
	if p.transport != nil {
		p.transport.close()
		p.transport, p.body = nil, nil
		p.parser.inflate.abandon()
		p.parser.body, p.parser.inflate = nil, nil
		p.dropTimeout()
	}
}

// expect sets what the response to a request is read with.
func (p *protocol) expect(c *call, skipBody bool) {
	// What the response before left unread may have stopped reading.
	p.pauseReading(false)
	p.timer, p.readTimeout, p.bufferSize = c.timer, c.sockRead, c.bufferSize
	p.parser.skipBody, p.parser.untilEnd = skipBody, c.untilEOF
	p.parser.decompress, p.parser.maxHeaders = c.session.autoDecompress, c.maxHeaders
	p.expecting = true
	p.restartTimeout()
	if len(p.parser.tail) > 0 {
		p.dataReceived(nil)
	}
}

func (p *protocol) dropTimeout() {
	if p.readTimer != nil {
		p.readTimer.Cancel()
		p.readTimer = nil
	}
}

func (p *protocol) restartTimeout() {
	p.dropTimeout()
	if p.readTimeout > 0 {
		p.readTimer = p.loop.At(p.loop.Time()+p.readTimeout, func() {
			e := py.NewError(serverTimeoutError, "Timeout on reading data from socket")
			p.fail(e)
			p.body.fail(e)
		})
	}
}

// pauseReading stops and resumes reading while the body's buffer is full.
func (p *protocol) pauseReading(on bool) {
	if p.transport == nil || p.paused == on {
		return
	}
	p.paused = on
	p.transport.pause(on)
	if on {
		p.dropTimeout()
	} else {
		p.restartTimeout()
	}
}

// fail gives the protocol an exception: who waits for a head gets it.
func (p *protocol) fail(err error) {
	p.mustClose = true
	p.dropTimeout()
	p.exc = err
	if f := p.waiter; f != nil {
		p.waiter = nil
		if !f.Done() {
			_ = f.SetError(err)
		}
	}
}

// dataReceived parses data.
func (p *protocol) dataReceived(data []byte) {
	p.restartTimeout()
	if !p.expecting {
		p.parser.tail = append(p.parser.tail, data...)
		return
	}
	if len(data) == 0 {
		data, p.parser.tail = p.parser.tail, nil
	}
	if err := p.parser.feed(data, p.got); err != nil {
		if p.transport != nil {
			p.transport.close()
		}
		var chunk *badChunk
		if errors.As(err, &chunk) {
			p.body.fail(transferError(chunk.message))
		}
		p.fail(badResponse(err))
	}
}

// badResponse is the exception of a response that is not HTTP.
func badResponse(err error) error {
	e := py.NewError(badHTTPMessage, err.Error())
	set(e, "message", err.Error())
	return e
}

func transferError(message string) error {
	return payloadError("400, message=" + py.StrRepr(message))
}

// got takes a head and gives the stream of its body.
func (p *protocol) got(h *head) *stream {
	if h.close {
		p.mustClose = true
	}
	body := &stream{proto: p, timer: p.timer, low: p.bufferSize}
	p.body = body
	p.messages = append(p.messages, message{h, body})
	if f := p.waiter; f != nil {
		p.waiter = nil
		f.SetResultUnlessDone(py.None)
	}
	body.whenEOF(p.dropTimeout)
	return body
}

// connectionLost is the end of the connection; exc is nil when the peer closed
// it.
func (p *protocol) connectionLost(exc error) {
	p.dropTimeout()
	p.transport = nil
	if p.parser.end() && p.body != nil {
		p.parser.inflate.abandon()
		p.body.fail(payloadError("Response payload is not completed"))
	}
	if exc == nil {
		exc = disconnected()
	} else if e := py.AsException(exc); e.Class.IsSubclass(py.OSError) {
		exc = osError(clientOSError, e.Args.Items...)
	}
	p.fail(exc)
	p.parser = parser{}
	p.body, p.paused = nil, false
}

// next is the head that came, or the exception; wait says that there is neither
// yet.
func (p *protocol) next() (m message, wait bool, err error) {
	switch {
	case len(p.messages) > 0:
		m = p.messages[0]
		p.messages = p.messages[1:]
		return m, false, nil
	case p.exc != nil:
		return m, false, p.exc
	}
	return m, true, nil
}
