package golden

// This file runs the programs that use aiohttp, each against a server of its
// own. golden/record_aiohttp.py records what CPython does with them.

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/py2goasync/py2goasync/golden/aiohttpserver"
	"github.com/py2goasync/py2goasync/internal/driver"
)

// loadAiohttp reads testdata/aiohttp. A program is in.py, or what the section
// program names.
func loadAiohttp(t *testing.T) []*golden {
	paths, err := filepath.Glob(filepath.Join("testdata", "aiohttp", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no goldens of aiohttp", err)
	}
	var list []*golden
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		stem := strings.TrimSuffix(filepath.Base(path), ".txtar")
		g := &golden{name: "aiohttp/" + stem, path: path, archive: a, program: stem + ".py"}
		if name, ok := g.section("program"); ok {
			g.source, err = os.ReadFile(filepath.Join("..", strings.TrimSpace(string(name))))
			if err != nil {
				t.Fatal(err)
			}
		} else {
			g.source, _ = g.section("in.py")
		}
		list = append(list, g)
	}
	return list
}

// TestAiohttp compares what the programs print. What they print on stderr is
// not CPython's: tracebacks there show aiohttp's source.
func TestAiohttp(t *testing.T) {
	list := loadAiohttp(t)
	files := map[string][]byte{}
	for _, g := range list {
		u := driver.Translate(g.program, g.source, driver.Options{Package: g.pkg()})
		if u.Go == nil {
			t.Fatalf("%s: %v", g.path, u.Diags)
		}
		files[g.pkg()+"/main.go"] = u.Go
	}
	bin := buildAll(t, files, list)
	for _, g := range list {
		t.Run(g.name, func(t *testing.T) {
			server, err := aiohttpserver.Start()
			if err != nil {
				t.Fatal(err)
			}
			defer server.Close()
			ca := filepath.Join(t.TempDir(), "ca.pem")
			if err := os.WriteFile(ca, server.CA, 0o644); err != nil {
				t.Fatal(err)
			}
			stdout, stderr, status := g.execute(t, bin, "GOLDEN_CLOCK=real", "PY2GOASYNC_CONNECT_TO="+server.ConnectTo(),
				"SSL_CERT_FILE="+ca, "BENCH_HTTP_URL=http://"+aiohttpserver.Host)
			var problems []string
			g.expect("want.out", stdout, &problems)
			g.expect("want.status", status, &problems)
			for _, p := range problems {
				t.Error(p)
			}
			if problems != nil && len(stderr) > 0 {
				t.Errorf("stderr:\n%s", stderr)
			}
		})
	}
}
