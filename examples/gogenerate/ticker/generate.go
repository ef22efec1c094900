// Package ticker is the program ticker.py.
package ticker

//go:generate go run github.com/py2goasync/py2goasync/cmd/py2goasync ticker.py -o ticker.go
