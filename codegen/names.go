package codegen

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/py2goasync/py2goasync/transform/ir"
)

// This file chooses Go names. Python's names are kept where Go and the generated
// code leave them free; otherwise they get an underscore.

// names knows the names of the package's scope.
type names struct {
	taken      map[string]bool
	funcs      map[*ir.Func]string
	globals    map[*ir.Var]string
	classes    map[*ir.Class]string
	classVars  map[*ir.Class]string
	codes      map[*ir.Func]string
	makers     map[*ir.Func]string // see plainCoro
	sigs       map[*ir.Func]string
	sourceFile string
}

var reserved = map[string]bool{}

func init() {
	for _, n := range strings.Fields(`break case chan const continue default defer else fallthrough for func go goto if import interface map
		package range return select struct switch type var any append bool byte cap clear close comparable complex complex64 complex128 copy
		delete error false float32 float64 imag int int8 int16 int32 int64 iota len make max min new nil panic print println real recover
		rune string true uint uint8 uint16 uint32 uint64 uintptr _ init main Main py rt err f r ns args math`) {
		reserved[n] = true
	}
}

func newNames(p *ir.Program) *names {
	n := &names{
		taken: map[string]bool{}, funcs: map[*ir.Func]string{}, globals: map[*ir.Var]string{}, classes: map[*ir.Class]string{},
		classVars: map[*ir.Class]string{}, codes: map[*ir.Func]string{}, makers: map[*ir.Func]string{}, sigs: map[*ir.Func]string{},
	}
	for _, c := range p.Classes {
		n.classes[c] = n.fresh(c.GoName)
		n.classVars[c] = n.fresh(n.classes[c] + "Class")
	}
	for _, f := range p.Funcs {
		base := identifier(f.Name)
		if f.Suspends {
			// The function itself has no Go name; what belongs to it has.
			for n.taken[base+"Frame"] || n.taken["new"+title(base)] {
				base += "_"
			}
			n.taken[base+"Frame"], n.taken["new"+title(base)], n.taken[base+"Frames"] = true, true, true
			n.funcs[f] = base
		} else {
			n.funcs[f] = n.fresh(base)
			if plainCoro(f) {
				n.makers[f] = n.fresh("new" + title(base))
			}
		}
		n.codes[f] = n.fresh(n.funcs[f] + "Code")
		n.sigs[f] = n.fresh(n.funcs[f] + "Sig")
	}
	n.sourceFile = n.fresh("sourceFile")
	for _, v := range p.Globals {
		n.globals[v] = n.fresh(identifier(v.Name))
	}
	return n
}

// fresh takes a name of the package's scope.
func (n *names) fresh(name string) string {
	base := name
	for i := 2; n.taken[name] || reserved[name]; i++ {
		if i == 2 {
			name = base + "_"
			continue
		}
		name = base + "_" + strconv.Itoa(i)
	}
	n.taken[name] = true
	return name
}

func (n *names) fn(f *ir.Func) string        { return n.funcs[f] }
func (n *names) global(v *ir.Var) string     { return n.globals[v] }
func (n *names) class(c *ir.Class) string    { return n.classes[c] }
func (n *names) classVar(c *ir.Class) string { return n.classVars[c] }
func (n *names) code(f *ir.Func) string      { return n.codes[f] }
func (n *names) sig(f *ir.Func) string       { return n.sigs[f] }
func (n *names) frame(f *ir.Func) string     { return n.funcs[f] + "Frame" }
func (n *names) frames(f *ir.Func) string    { return n.funcs[f] + "Frames" }
func (n *names) makeFrame(f *ir.Func) string { return "new" + title(n.funcs[f]) }
func (n *names) maker(f *ir.Func) string     { return n.makers[f] }
func (n *names) state(f *ir.Func, s *ir.State) string {
	return n.funcs[f] + "_" + s.Name
}

// identifier makes a Go identifier of a Python one.
func identifier(name string) string {
	var b strings.Builder
	for i, r := range name {
		if r == '_' || unicode.IsLetter(r) || i > 0 && unicode.IsDigit(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte('_')
		}
	}
	if b.Len() == 0 || strings.Trim(b.String(), "_") == "" {
		return b.String() + "v"
	}
	return b.String()
}

func title(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	return identifier(string(r))
}

// lower makes the beginning of a Go name of a module's name: os.path is osPath.
func lower(module string) string {
	parts := strings.Split(module, ".")
	for i := range parts {
		if i > 0 {
			parts[i] = title(parts[i])
		}
	}
	return identifier(strings.Join(parts, ""))
}

// localNames gives each variable of a function a Go name of its own.
type localNames struct {
	taken map[string]bool
	of    map[*ir.Var]string
}

func newLocalNames() *localNames {
	return &localNames{taken: map[string]bool{}, of: map[*ir.Var]string{}}
}

func (l *localNames) name(v *ir.Var, pkg *names) string {
	if n, ok := l.of[v]; ok {
		return n
	}
	base := identifier(v.Name)
	n := base
	for i := 2; l.taken[n] || reserved[n] || pkg.taken[n]; i++ {
		if i == 2 {
			n = base + "_"
			continue
		}
		n = base + "_" + strconv.Itoa(i)
	}
	l.taken[n] = true
	l.of[v] = n
	return n
}
