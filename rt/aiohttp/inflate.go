package aiohttp

// This file defines undoing the encoding of contents. Go's decompressors read;
// a parser is given pieces: a goroutine for each body passes them through a pipe
// in step with the parser, so that what is given out does not depend on timing.

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
)

// maxInflated bounds what one piece may become: DEFAULT_MAX_DECOMPRESS_SIZE.
const maxInflated = 1 << 25

// inflater decompresses a body piece by piece.
type inflater struct {
	encoding string
	in       chan []byte // to the goroutine; closed at the end of the body
	out      chan piece  // its answer to each piece
	started  bool
	done     bool
}

// piece is what became of a piece of the body; last is the end of the goroutine.
type piece struct {
	data []byte
	err  error
	last bool
}

func newInflater(encoding string) *inflater { return &inflater{encoding: encoding} }

// errEncoding is content that is not encoded as it says.
func (f *inflater) errEncoding() error {
	return errors.New("400, message='Can not decode content-encoding: " + f.encoding + "'")
}

// feeder is the reader that the decompressor reads from. Asked for more than
// there is, it hands over what was decompressed so far and waits.
type feeder struct {
	f    *inflater
	left []byte
	got  bytes.Buffer
}

func (r *feeder) more() bool {
	if len(r.left) > 0 {
		return true
	}
	r.f.out <- piece{data: append([]byte(nil), r.got.Bytes()...)}
	r.got.Reset()
	data, ok := <-r.f.in
	r.left = data
	return ok
}

// Read gives what there is.
func (r *feeder) Read(b []byte) (int, error) {
	for len(r.left) == 0 {
		if !r.more() {
			return 0, io.EOF
		}
	}
	n := copy(b, r.left)
	r.left = r.left[n:]
	return n, nil
}

// ReadByte lets the decompressor read no further than it needs.
func (r *feeder) ReadByte() (byte, error) {
	var b [1]byte
	_, err := r.Read(b[:])
	return b[0], err
}

// run is the goroutine.
func (f *inflater) run(first []byte) {
	r := &feeder{f: f, left: first}
	var d io.Reader
	var err error
	switch {
	case f.encoding == "gzip":
		var z *gzip.Reader
		if z, err = gzip.NewReader(r); err == nil {
			z.Multistream(false)
			d = z
		}
	case first[0]&0xf == 8:
		d, err = zlib.NewReader(r)
	default:
		d = flate.NewReader(r)
	}
	buf := make([]byte, 32<<10)
	for err == nil {
		var n int
		n, err = d.Read(buf)
		r.got.Write(buf[:n])
		if r.got.Len() > maxInflated {
			err = errors.New("400, message='Decompressed data exceeds the configured limit of 33554432 bytes'")
		}
	}
	ended := err == io.EOF
	if !ended && !isEOF(err) && r.got.Len() <= maxInflated {
		err = f.errEncoding()
	}
	if ended {
		err = nil
	}
	f.out <- piece{append([]byte(nil), r.got.Bytes()...), err, true}
}

// write gives a piece of the body and takes what became of it.
func (f *inflater) write(data []byte) ([]byte, error) {
	if len(data) == 0 || f.done {
		return nil, nil
	}
	if f.encoding == "br" {
		return nil, errors.New("400, message='Can not decode content-encoding: brotli (br). Please install `Brotli`'")
	}
	if !f.started {
		f.started = true
		f.in, f.out = make(chan []byte), make(chan piece)
		go f.run(data)
	} else {
		f.in <- data
	}
	return f.answer()
}

// answer takes what the goroutine says to what it was given.
func (f *inflater) answer() ([]byte, error) {
	p := <-f.out
	f.done = p.last
	return p.data, p.err
}

// end ends the body.
func (f *inflater) end() ([]byte, error) {
	if !f.started || f.done {
		return nil, nil
	}
	close(f.in)
	data, err := f.answer()
	if err != nil && f.encoding == "gzip" && isEOF(err) {
		return data, nil
	}
	if err != nil && isEOF(err) {
		return nil, errors.New("400, message='deflate'")
	}
	return data, err
}

// abandon ends the goroutine of a body that nobody wants any more.
func (f *inflater) abandon() {
	if f != nil && f.started && !f.done {
		_, _ = f.end()
	}
}
