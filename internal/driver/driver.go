// Package driver runs the phases of the compiler one after another, and the Go
// toolchain behind them: Translate makes Go source of Python source, Build makes
// a program of that.
package driver

import (
	_ "embed" // modules.txt and called.txt
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/py2goasync/py2goasync"
	"github.com/py2goasync/py2goasync/codegen"
	"github.com/py2goasync/py2goasync/frontend"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/transform/dataclass"
	"github.com/py2goasync/py2goasync/transform/forward"
	"github.com/py2goasync/py2goasync/transform/infer"
	"github.com/py2goasync/py2goasync/transform/ir"
	"github.com/py2goasync/py2goasync/transform/lower"
	"github.com/py2goasync/py2goasync/transform/prune"
	"github.com/py2goasync/py2goasync/transform/scope"
	"github.com/py2goasync/py2goasync/transform/suspend"
)

// Options steer a translation.
type Options struct {
	// Package is the name of the Go package; "main" makes a program, any other
	// name a package with an exported Main.
	Package string
	// DeferUnsupported turns what is not supported into code that raises
	// NotImplementedError when it is reached, and its errors into warnings.
	DeferUnsupported bool
	// Program is how the program calls its own file, in tracebacks and in the
	// header of the Go source, where that differs from the name for diagnostics.
	Program string
}

// Unit is one translated file with what each phase made of it.
type Unit struct {
	File    *frontend.File
	Program *ir.Program // after the last phase that ran
	Lowered string      // the IR before package suspend, printed; only with Trace
	Go      []byte
	Diags   diag.List // sorted
}

// Translate runs all phases on one file. Name is how diagnostics and
// tracebacks call it. Go is nil when Diags has errors.
func Translate(name string, src []byte, opt Options) *Unit {
	u := Check(name, src, opt)
	u.emit(name, opt, false)
	return u
}

// Trace is Translate for tests and documentation: it keeps the intermediate
// forms.
func Trace(name string, src []byte, opt Options) *Unit {
	u := Check(name, src, opt)
	u.emit(name, opt, true)
	return u
}

// Check runs the phases that can have something to say to the user.
func Check(name string, src []byte, opt Options) *Unit {
	name = filepath.ToSlash(name)
	file, diags := frontend.Parse(name, src)
	if !diags.HasErrors() {
		diags = file.Check()
	}
	u := &Unit{File: file, Diags: diags}
	defer func() { u.Diags.Sort() }()
	if diags.HasErrors() {
		return u
	}
	tree := dataclass.Expand(file.Tree)
	sc := scope.Resolve(tree)
	in := infer.Infer(tree, sc, stubs())
	program := filepath.ToSlash(opt.Program)
	if program == "" {
		program = name
	}
	prog, diags := lower.Lower(program, file.Lines(), tree, sc, in, lower.Options{DeferUnsupported: opt.DeferUnsupported, Stubs: stubs()})
	u.add(name, diags)
	if u.Diags.HasErrors() {
		return u
	}
	u.Program = prog
	return u
}

// passes go over the IR, in this order. What stands before them makes it; behind
// them package codegen writes it.
var passes = []struct {
	name string
	run  func(*ir.Program)
}{
	{"analyse", suspend.Analyse},
	{"prune", prune.Run},
	{"forward", forward.Run},
	{"suspend", suspend.Run},
}

// After is Check and the passes up to the one named, for tests and whoever works
// on a pass: ir.Print shows what Program is then. "lower" is before all of them.
func After(pass, name string, src []byte, opt Options) *Unit {
	u := Check(name, src, opt)
	if u.Program == nil || pass == "lower" {
		return u
	}
	for _, p := range passes {
		p.run(u.Program)
		if p.name == pass {
			return u
		}
	}
	panic("py2goasync: no pass " + pass)
}

// emit runs the phases from the IR on.
func (u *Unit) emit(name string, opt Options, trace bool) {
	if u.Program == nil {
		return
	}
	for _, p := range passes {
		if trace && p.name == "suspend" {
			u.Lowered = ir.Print(u.Program)
		}
		p.run(u.Program)
	}
	out, err := codegen.Emit(u.Program, codegen.Options{Package: opt.Package, Modules: packageOf})
	if err != nil {
		// Go that does not format is a bug of the compiler, never the user's.
		panic("py2goasync: " + name + ": " + err.Error())
	}
	u.Go = out
}

func (u *Unit) add(file string, diags diag.List) {
	for _, d := range diags {
		if d.File == "" {
			d.File = file
		}
		u.Diags = append(u.Diags, d)
	}
}

//go:generate go run ../modnames modules.txt called.txt ../../rt
//go:generate go run ../doctables modules.txt ../../docs

// moduleNames lists the names of the runtime's modules.
//
//go:embed modules.txt
var moduleNames string

//go:embed called.txt
var calledNames string

// Stubs is what the compiler knows of the runtime's modules.
func Stubs() *infer.Stubs { return stubs() }

var stubs = sync.OnceValue(func() *infer.Stubs {
	s := &infer.Stubs{Modules: map[string]map[string]bool{}, Variables: map[string]bool{}, Called: map[string]bool{}, Funcs: infer.RuntimeFuncs}
	for _, name := range strings.Fields(calledNames) {
		s.Called[name] = true
	}
	for _, line := range strings.Split(moduleNames, "\n") {
		module, names, ok := strings.Cut(line, ": ")
		if !ok {
			continue
		}
		s.Modules[module] = map[string]bool{}
		for _, n := range strings.Fields(names) {
			name, variable := strings.CutSuffix(n, "*")
			s.Modules[module][name] = true
			if variable {
				s.Variables[module+"."+name] = true
			}
		}
	}
	return s
})

// packageOf is the Go package that holds a module: rt/os for os.path, which has
// no folder of its own.
func packageOf(module string) string {
	folder := "rt/" + strings.ReplaceAll(module, ".", "/")
	for folder != "rt" {
		if info, err := fs.Stat(py2goasync.Runtime, folder); err == nil && info.IsDir() {
			break
		}
		folder = path.Dir(folder)
	}
	return py2goasync.ModulePath + "/" + folder
}
