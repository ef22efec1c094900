module example.com/gogenerate

go 1.26.8

require github.com/py2goasync/py2goasync v0.0.0

require (
	github.com/dave/jennifer v1.7.1 // indirect
	github.com/go-python/gpython v0.2.0 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/cobra v1.10.2 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	golang.org/x/sys v0.50.0 // indirect
	golang.org/x/term v0.48.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

// go generate runs it: go mod tidy then keeps what it needs.
tool github.com/py2goasync/py2goasync/cmd/py2goasync

// Until there is a release.
replace github.com/py2goasync/py2goasync => ../..
