package driver

// This file defines Build: how generated source becomes a program on a machine
// that has only Go. The runtime's source is unpacked once into the user's cache
// directory as a module of its own; a program is built beside it in a module
// that replaces the runtime's path by that folder. Folders are named by the hash
// of what they hold, so nothing in the cache is ever stale or rewritten.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/py2goasync/py2goasync"
)

// Builder builds programs. The zero value works.
type Builder struct {
	// Progress, when not nil, is told what a slow step is about.
	Progress func(message string)
}

func (b *Builder) say(message string) {
	if b.Progress != nil {
		b.Progress(message)
	}
}

// Binary builds the Go source of a program and returns the path of the binary,
// which stays in the cache: building the same source again only finds it.
func (b *Builder) Binary(src []byte) (string, error) {
	rt, err := b.runtimeDir()
	if err != nil {
		return "", err
	}
	goVersion, err := toolchain()
	if err != nil {
		return "", err
	}
	root := filepath.Dir(filepath.Dir(rt))
	key := hash(src, []byte(filepath.Base(rt)), []byte(goVersion), []byte(runtime.GOOS+"/"+runtime.GOARCH))
	bin := filepath.Join(root, "bin", key)
	if runtime.GOOS == "windows" {
		bin += ".exe"
	}
	if _, err := os.Stat(bin); err == nil {
		return bin, nil
	}
	if err := os.MkdirAll(filepath.Dir(bin), 0o755); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(filepath.Join(root), "build-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	if err := WriteModule(dir, rt, map[string][]byte{"main.go": src}); err != nil {
		return "", err
	}
	tmp := filepath.Join(dir, "program")
	b.say("building")
	if err := Go(dir, "build", "-trimpath", "-o", tmp, "."); err != nil {
		return "", err
	}
	return bin, os.Rename(tmp, bin)
}

// runtimeDir unpacks the runtime where it is not yet and returns its folder.
func (b *Builder) runtimeDir() (string, error) {
	return RuntimeDir(b.say)
}

// RuntimeDir is the folder in the user's cache that holds the runtime as a
// module; it is made on first use.
func RuntimeDir(say func(string)) (string, error) {
	files := map[string][]byte{}
	sum := sha256.New()
	err := fs.WalkDir(py2goasync.Runtime, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if strings.HasSuffix(path, "_test.go") || strings.Contains(path, "/testdata/") || strings.HasSuffix(path, ".pyi") {
			return nil
		}
		data, err := fs.ReadFile(py2goasync.Runtime, path)
		if err != nil {
			return err
		}
		files[path] = data
		fmt.Fprintf(sum, "%s %d\n", path, len(data))
		sum.Write(data)
		return nil
	})
	if err != nil {
		return "", err
	}
	cache, err := cacheDir()
	if err != nil {
		return "", err
	}
	parent := filepath.Join(cache, "rt")
	dir := filepath.Join(parent, hex.EncodeToString(sum.Sum(nil))[:16])
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return dir, nil
	}
	if say != nil {
		say("preparing the runtime (once)")
	}
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return "", err
	}
	tmp, err := os.MkdirTemp(parent, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(tmp)
	for path, data := range files {
		if err := writeFile(filepath.Join(tmp, filepath.FromSlash(path)), data); err != nil {
			return "", err
		}
	}
	if err := os.Rename(tmp, dir); err != nil {
		// Another process was faster: what it wrote is the same.
		if _, serr := os.Stat(filepath.Join(dir, "go.mod")); serr != nil {
			return "", err
		}
	}
	return dir, nil
}

// cacheDir is where the compiler keeps what it can make again:
// $PY2GOASYNC_CACHE, else py2goasync in the user's cache directory.
func cacheDir() (string, error) {
	if dir := os.Getenv("PY2GOASYNC_CACHE"); dir != "" {
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "py2goasync"), nil
}

// WriteModule writes a module that uses the runtime in folder rt: go.mod, the
// runtime's go.sum, and the files.
func WriteModule(dir, rt string, files map[string][]byte) error {
	mod, err := os.ReadFile(filepath.Join(rt, "go.mod"))
	if err != nil {
		return err
	}
	// The program's module needs what the runtime needs, at the same versions.
	text := strings.Replace(string(mod), "module "+py2goasync.ModulePath, "module program", 1)
	text += fmt.Sprintf("\nrequire %s v0.0.0\n\nreplace %s => %q\n", py2goasync.ModulePath, py2goasync.ModulePath, rt)
	if err := writeFile(filepath.Join(dir, "go.mod"), []byte(text)); err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(rt, "go.sum"))
	if err == nil {
		err = writeFile(filepath.Join(dir, "go.sum"), sum)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for path, data := range files {
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(path)), data); err != nil {
			return err
		}
	}
	return nil
}

// Go runs the go command in dir, apart from any workspace or vendor folder
// around it. What it prints is in the error.
func Go(dir string, args ...string) error {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "PWD="+dir)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, out.Bytes())
	}
	return nil
}

// toolchain is the version of the go command, which binaries depend on.
func toolchain() (string, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return "", errors.New("the go command is not on PATH: building a program needs Go")
	}
	// The resolved path and its time change with every other toolchain, at a
	// hundredth of the price of asking `go version`.
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprint(path, info.Size(), info.ModTime().UnixNano(), os.Getenv("GOFLAGS"), os.Getenv("CGO_ENABLED"), os.Getenv("GOTOOLCHAIN")), nil
}

func hash(parts ...[]byte) string {
	sum := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(sum, "%d\n", len(p))
		sum.Write(p)
	}
	return hex.EncodeToString(sum.Sum(nil))[:32]
}

func writeFile(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}
