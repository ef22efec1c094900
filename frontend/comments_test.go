package frontend

import (
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

const commented = `#!/usr/bin/env python
# Two lines
# at the top.

"""The module."""

x = 1  # trailing
# above y

# directly above f
	# at another column
@decorator  # on the decorator
async def f(a,  # the parameter
            b):
    """The function."""
    # inside
    s = "# no comment" f'{a # in a field
    }'


class C:
    def g(self): "The method."
# the end`

func texts(c Comments) string {
	var out []string
	for _, c := range c {
		out = append(out, c.Text)
	}
	return strings.Join(out, "|")
}

// TestComments finds comments by the places of nodes and by lines.
func TestComments(t *testing.T) {
	for _, ends := range []string{"\n", "\r\n", "\r"} {
		f, diags := Parse("a.py", []byte(strings.ReplaceAll(strings.Replace(commented, "f'{a # in a field\n    }'", "f'''{a # in a field\n    }'''", 1), "\n", ends)))
		if diags.HasErrors() {
			t.Fatal(diags[0])
		}
		def := f.Tree.Body[2]
		for _, c := range []struct{ name, got, want string }{
			{"all", texts(f.Comments), "#!/usr/bin/env python|# Two lines|# at the top.|# trailing|# above y|# directly above f|# at another column|" +
				"# on the decorator|# the parameter|# inside|# in a field|# the end"},
			{"first lines", texts(f.Lead(4)), "#!/usr/bin/env python|# Two lines|# at the top."},
			{"docstring", texts(f.Lead(5)), ""},
			{"decorator", texts(f.Lead(12)), "# directly above f|# at another column"},
			{"not above", texts(f.Lead(8)), ""},
			{"function", texts(f.Comments.Within(def)), "# the parameter|# inside|# in a field"},
			{"between", texts(f.Comments.Between(source.Pos{Line: 2}, source.Pos{Line: 4})), "# Two lines|# at the top."},
			{"backwards", texts(f.Comments.Between(source.Pos{Line: 4}, source.Pos{Line: 2})), ""},
		} {
			if c.got != c.want {
				t.Errorf("%q: %s: %q, want %q", ends, c.name, c.got, c.want)
			}
		}
		if c, ok := f.Comments.Trailing(7); !ok || c.Text != "# trailing" || c.Place != (source.Span{Start: source.Pos{Line: 7, Col: 7}, End: source.Pos{Line: 7, Col: 17}}) {
			t.Errorf("trailing: %v %v", c, ok)
		}
		if _, ok := f.Comments.Trailing(5); ok {
			t.Error("a trailing comment in line 5")
		}
		// Every comment is where its place says.
		for _, c := range f.Comments {
			if got := f.Line(int(c.Place.Start.Line))[c.Place.Start.Col:c.Place.End.Col]; got != c.Text {
				t.Errorf("%q at %v is %q", c.Text, c.Place, got)
			}
		}
	}
}

// TestDocstring finds docstrings with their places.
func TestDocstring(t *testing.T) {
	f, diags := Parse("a.py", []byte(strings.Replace(commented, "f'{a # in a field\n    }'", "''", 1)))
	if diags.HasErrors() {
		t.Fatal(diags[0])
	}
	got := map[string]int32{}
	ast.Walk(f.Tree, func(n ast.Node) bool {
		if c := Docstring(n); c != nil {
			got[c.Value.(string)] = c.Place.Start.Line
		}
		return true
	})
	for text, line := range map[string]int32{"The module.": 5, "The function.": 15, "The method.": 21} {
		if got[text] != line {
			t.Errorf("%q is in line %d, want %d", text, got[text], line)
		}
	}
	if len(got) != 3 {
		t.Error(got)
	}
	for _, src := range []string{"", "f'x'", "b'x'", "1", "x = 'x'", "x\n'x'"} {
		if f, _ := Parse("a.py", []byte(src)); Docstring(f.Tree) != nil {
			t.Errorf("%q has a docstring", src)
		}
	}
}

// TestNotUTF8Comment refuses, as CPython does when it reads a file, bytes that
// only comments hold.
func TestNotUTF8Comment(t *testing.T) {
	_, diags := Parse("a.py", []byte("x\n# caf\xe9\n"))
	const want = `Non-UTF-8 code starting with '\xe9' in file a.py on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details`
	if len(diags) != 1 || diags[0].Message != want || diags[0].Span.Start != (source.Pos{Line: 2, Col: 5}) {
		t.Error(diags)
	}
}
