package aiohttp

// This file defines the headers that aiohttp knows by name: they are shown in
// its spelling, whatever the server's.

import "strings"

// knownHeaders maps headers in lower case to aiohttp's spelling.
var knownHeaders = map[string]string{}

func init() {
	for _, name := range strings.Fields(`
		Accept Accept-Charset Accept-Encoding Accept-Language Accept-Ranges Access-Control-Allow-Credentials
		Access-Control-Allow-Headers Access-Control-Allow-Methods Access-Control-Allow-Origin
		Access-Control-Expose-Headers Access-Control-Max-Age Access-Control-Request-Headers
		Access-Control-Request-Method Age Allow Authorization Cache-Control Connection Content-Disposition
		Content-Encoding Content-Language Content-Length Content-Location Content-MD5 Content-Range
		Content-Transfer-Encoding Content-Type Cookie Date Destination Digest Etag Expect Expires Forwarded
		From Host If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive
		Last-Event-ID Last-Modified Link Location Max-Forwards Origin Pragma Proxy-Authenticate
		Proxy-Authorization Range Referer Retry-After Sec-WebSocket-Accept Sec-WebSocket-Extensions
		Sec-WebSocket-Key Sec-WebSocket-Key1 Sec-WebSocket-Protocol Sec-WebSocket-Version Server Set-Cookie
		TE Trailer Transfer-Encoding URI Upgrade User-Agent Vary Via WWW-Authenticate Want-Digest Warning
		X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto`) {
		knownHeaders[strings.ToLower(name)] = name
	}
}

// spelled is a header's name as the program sees it.
func spelled(name string) string {
	var low [32]byte
	if len(name) > len(low) {
		return name
	}
	for i := range len(name) {
		c := name[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		low[i] = c
	}
	if known, ok := knownHeaders[string(low[:len(name)])]; ok {
		return known
	}
	return name
}
