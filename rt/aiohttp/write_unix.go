//go:build unix

package aiohttp

import "syscall"

// writeNow gives the kernel what it takes at once.
func writeNow(raw syscall.RawConn, data []byte) (n int, err error) {
	cerr := raw.Write(func(fd uintptr) bool {
		for {
			n, err = syscall.Write(int(fd), data)
			if err != syscall.EINTR {
				return true
			}
		}
	})
	if err == syscall.EAGAIN {
		return 0, nil
	}
	if err == nil {
		err = cerr
	}
	return max(n, 0), err
}
