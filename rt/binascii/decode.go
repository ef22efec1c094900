package binascii

// This file decodes base64 as CPython does: leniently it skips what is no digit.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// values are the values of the digits plus one; 0 for other bytes.
var values = func() (v [256]byte) {
	for i := range len(digits) {
		v[digits[i]] = byte(i + 1)
	}
	return v
}()

// DecodeBase64 decodes base64; strict refuses what is not exactly that.
func DecodeBase64(data string, strict bool) (string, error) {
	fail := func(message string) (string, error) { return "", py.NewError(Error, message) }
	if strict && strings.HasPrefix(data, "=") {
		return fail("Leading padding not allowed")
	}
	var out strings.Builder
	at, pads, left, padded := 0, 0, byte(0), false // at is the digit's place in its group of four
	for i := range len(data) {
		if data[i] == '=' {
			if strict && at == 0 {
				return fail("Excess padding not allowed")
			}
			padded = true
			if at >= 2 {
				if pads++; at+pads >= 4 {
					if strict && i+1 < len(data) {
						return fail("Excess data after padding")
					}
					return out.String(), nil
				}
			}
			continue
		}
		digit := values[data[i]]
		if digit == 0 {
			if strict {
				return fail("Only base64 data is allowed")
			}
			continue
		}
		if strict && padded {
			return fail("Discontinuous padding not allowed")
		}
		digit--
		pads = 0
		switch at {
		case 0:
			left = digit
		case 1:
			out.WriteByte(left<<2 | digit>>4)
			left = digit & 0x0f
		case 2:
			out.WriteByte(left<<4 | digit>>2)
			left = digit & 0x03
		case 3:
			out.WriteByte(left<<6 | digit)
		}
		at = (at + 1) % 4
	}
	switch at {
	case 0:
		return out.String(), nil
	case 1:
		return "", py.Errorf(Error, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", out.Len()/3*4+1)
	}
	return fail("Incorrect padding")
}
