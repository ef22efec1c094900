// Package archtest checks who may import whom.
package archtest

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/py2goasync/py2goasync/"

// rule lists what a package, or with a trailing /... everything below it, may
// import of this module and, by name, of the libraries that only some may touch.
type rule struct {
	pkg  string
	may  []string
	libs []string
}

// data may be imported by every package of the compiler.
var data = []string{"frontend/source", "frontend/diag", "frontend/ast"}

// The first rule that matches a package counts.
var rules = []rule{
	{pkg: "cmd/py2goasync", may: []string{"internal/driver", "frontend"}},
	{pkg: "internal/driver", may: []string{"", "frontend", "transform/...", "codegen"}},
	{pkg: "internal/modnames", may: []string{"rt/..."}},
	{pkg: "internal/...", may: []string{"", "frontend/...", "transform/...", "codegen", "internal/..."}},
	{pkg: "frontend", may: []string{"frontend/classic", "frontend/codec", "frontend/semantics", "frontend/syntaxerr", "frontend/token"}},
	{pkg: "frontend/classic", may: []string{"frontend/token"}, libs: []string{"github.com/go-python/gpython"}},
	{pkg: "frontend/syntaxerr", may: []string{"frontend/token"}},
	{pkg: "frontend/...", may: []string{}},
	{pkg: "transform/types", may: []string{}},
	{pkg: "transform/scope", may: []string{}},
	{pkg: "transform/infer", may: []string{"transform/ir", "transform/scope", "transform/sym", "transform/types"}},
	{pkg: "transform/ir", may: []string{"transform/types"}},
	{pkg: "transform/sym", may: []string{"transform/ir", "transform/types"}},
	{pkg: "transform/lower", may: []string{"transform/ir", "transform/scope", "transform/infer", "transform/sym", "transform/types"}},
	{pkg: "transform/dataclass", may: []string{}},
	{pkg: "transform/forward", may: []string{"transform/ir"}},
	{pkg: "transform/prune", may: []string{"transform/ir"}},
	{pkg: "transform/suspend", may: []string{"transform/ir", "transform/sym", "transform/types"}},
	{pkg: "codegen", may: []string{"transform/ir", "transform/sym", "transform/types"}, libs: []string{"github.com/dave/jennifer"}},
	{pkg: "rt/py", may: []string{"rt/py"}},
	{pkg: "rt", may: []string{"rt/py"}},
	{pkg: "rt/...", may: []string{"rt/..."}},
	{pkg: "golden", may: []string{"internal/driver", "golden/aiohttpserver"}},
	{pkg: "golden/aiohttpserver/cmd", may: []string{"golden/aiohttpserver"}},
	{pkg: "examples/...", may: []string{"rt/..."}},
	{pkg: "", may: []string{}},
}

// restricted are the libraries that only the packages whose rule names them may
// import.
var restricted = []string{"github.com/go-python/gpython", "github.com/dave/jennifer"}

type listed struct {
	ImportPath string
	Imports    []string
}

// TestArrows reads the imports of every package, tests left out, and compares
// them with the rules.
func TestArrows(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...")
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("%v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	seen := 0
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		seen++
		for _, problem := range check(p) {
			t.Error(problem)
		}
	}
	if seen < 12 {
		t.Errorf("only %d packages were checked", seen)
	}
}

// TestRulesBite makes sure that a forbidden import is found.
func TestRulesBite(t *testing.T) {
	for _, p := range []listed{
		{module + "rt/json", []string{module + "transform/ir"}},
		{module + "transform/ir", []string{module + "transform/lower"}},
		{module + "transform/lower", []string{"github.com/dave/jennifer/jen"}},
		{module + "frontend", []string{"github.com/go-python/gpython/parser"}},
		{module + "rt/py", []string{"github.com/google/go-cmp/cmp"}},
		{module + "codegen", []string{module + "rt/py"}},
	} {
		if len(check(p)) == 0 {
			t.Errorf("%s may import %s", p.ImportPath, p.Imports)
		}
	}
}

func check(p listed) (problems []string) {
	name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, strings.TrimSuffix(module, "/")), "/")
	var r rule
	for _, candidate := range rules {
		if matches(candidate.pkg, name) {
			r = candidate
			break
		}
	}
	for _, imp := range p.Imports {
		if lib := libraryOf(imp); lib != "" && !contains(r.libs, lib) {
			problems = append(problems, name+" must not import "+imp)
		}
		if onlyStandard(name) && strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") && !strings.HasPrefix(imp, module) {
			problems = append(problems, name+" may use the standard library only, not "+imp)
		}
		local, ok := strings.CutPrefix(imp, strings.TrimSuffix(module, "/"))
		if !ok {
			continue
		}
		local = strings.TrimPrefix(local, "/")
		allowed := append(append([]string{}, r.may...), ownData(name)...)
		if !contains(allowed, local) {
			problems = append(problems, name+" must not import "+local)
		}
	}
	return problems
}

// ownData gives the shared data packages to the compiler's packages.
func ownData(name string) []string {
	if strings.HasPrefix(name, "rt") {
		return nil
	}
	return data
}

// onlyStandard answers for the packages that every program is linked with.
func onlyStandard(name string) bool {
	return name == "rt" || name == "rt/py" || name == "rt/asyncio"
}

func libraryOf(imp string) string {
	for _, lib := range restricted {
		if strings.HasPrefix(imp, lib) {
			return lib
		}
	}
	return ""
}

func contains(patterns []string, name string) bool {
	for _, p := range patterns {
		if matches(p, name) {
			return true
		}
	}
	return false
}

func matches(pattern, name string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "/..."); ok {
		return name == prefix || strings.HasPrefix(name, prefix+"/")
	}
	return pattern == name
}
