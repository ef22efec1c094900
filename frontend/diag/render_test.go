package diag

import (
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend/source"
)

type oneLine string

func (l oneLine) Line(int) string { return string(l) }

// at is a diagnostic of columns from to to.
func at(from, to int) List {
	return List{{Code: "code", File: "a.py", Message: "message", Help: "the help",
		Span: source.Span{Start: source.Pos{Line: 1, Col: int32(from)}, End: source.Pos{Line: 1, Col: int32(to)}}}}
}

func TestRender(t *testing.T) {
	long := strings.Repeat("é(", 500)
	for _, c := range []struct {
		name, line string
		from, to   int
		want       string
	}{
		{"plain", "a = b", 4, 5, "a.py:1:5: error[code]: message\n    1 | a = b\n      |     ^\nhelp: the help\n"},
		{"tab and wide", "\t世 = b", 6, 7, "a.py:1:5: error[code]: message\n    1 | \t世 = b\n      | \t    ^\nhelp: the help\n"},
		{"long", long, 600, 602, "a.py:1:401: error[code]: message\n    1 | …" + strings.Repeat("é(", 80) + "…\n      |  " +
			strings.Repeat(" ", 40) + "^\nhelp: the help\n"},
	} {
		if got := Render(at(c.from, c.to), oneLine(c.line)); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", c.name, got, c.want)
		}
	}
}
