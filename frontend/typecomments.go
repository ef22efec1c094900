package frontend

// This file reads type comments. CPython's tokenizer makes tokens of them and
// its grammar says where they may stand; here they are found by what stands
// before them.

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/diag"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

// TypeComments reads the type comments of a file that has a tree, as ast.parse
// does with type_comments=True. One in a place where CPython takes none is a
// syntax error.
func (f *File) TypeComments() (*ast.TypeComments, diag.List) {
	r := &ast.TypeComments{Of: map[ast.Node]string{}, Ends: map[source.Pos]source.Pos{}}
	var found []typeComment
	for _, c := range f.Comments {
		text, ok := typeText(c.Text)
		if !ok {
			continue
		}
		if tag, ok := ignoreTag(text); ok {
			line := int(c.Place.Start.Line)
			if strings.TrimLeft(f.Line(line)[:c.Place.Start.Col], " \t\f") == "" {
				tag += "\n" // CPython takes a line of its own to its end
			}
			r.Ignores = append(r.Ignores, ast.TypeIgnore{Line: line, Tag: tag})
			continue
		}
		place := c.Place
		place.Start.Col = place.End.Col - int32(len(text))
		found = append(found, typeComment{text, place})
	}
	if len(found) == 0 {
		return r, nil
	}
	places := newTypePlaces(f)
	for _, c := range found {
		if err := places.attach(c, r); err != nil {
			return nil, diag.List{toDiagnostic(f.Name, err)}
		}
	}
	return r, nil
}

// typeComment is the text of a comment after `# type:`, and where that stands.
type typeComment struct {
	text  string
	place source.Span
}

// typeText is what follows `# type:` in a comment.
func typeText(comment string) (string, bool) {
	text, ok := strings.CutPrefix(strings.TrimLeft(strings.TrimPrefix(comment, "#"), " \t"), "type:")
	return strings.TrimLeft(text, " \t"), ok
}

// ignoreTag is what follows the word ignore in the text of a type comment.
func ignoreTag(text string) (string, bool) {
	tag, ok := strings.CutPrefix(text, "ignore")
	if !ok || tag != "" && (tag[0] >= 0x80 || isAlnum(tag[0])) {
		return "", false
	}
	return tag, true
}

func isAlnum(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// typePlaces are the places of a file where type comments may stand.
type typePlaces struct {
	toks    []token.Token           // but those of lines and indentation
	assigns map[source.Pos]ast.Node // by where they end
	colons  map[source.Pos]ast.Node // loops, with statements and functions by the colon of their heads
	params  []param                 // in order
	taken   map[source.Pos]bool     // the tokens that a comment follows already
	onHead  map[ast.Node]bool       // the statements with a comment on the line of their colon
}

// param is a parameter; it ends with its default.
type param struct {
	arg *ast.Arg
	end source.Pos
}

func newTypePlaces(f *File) *typePlaces {
	t := &typePlaces{assigns: map[source.Pos]ast.Node{}, colons: map[source.Pos]ast.Node{}, taken: map[source.Pos]bool{}, onHead: map[ast.Node]bool{}}
	toks, _, _ := token.Scan(f.text)
	t.toks = slices.DeleteFunc(toks, func(k token.Token) bool {
		return k.Kind == token.Newline || k.Kind == token.Indent || k.Kind == token.Dedent || k.Kind == token.EndMarker
	})
	ast.Walk(f.Tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Assign:
			t.assigns[n.Span().End] = n
		case *ast.For:
			t.colon(n, n.Iter.Span().End)
		case *ast.AsyncFor:
			t.colon(n, n.Iter.Span().End)
		case *ast.With:
			t.colon(n, itemsEnd(n.Items))
		case *ast.AsyncWith:
			t.colon(n, itemsEnd(n.Items))
		case *ast.FunctionDef:
			t.function(n, n.Args, n.TypeParams, n.Returns)
		case *ast.AsyncFunctionDef:
			t.function(n, n.Args, n.TypeParams, n.Returns)
		}
		return true
	})
	slices.SortFunc(t.params, func(a, b param) int { return comparePos(a.arg.Span().Start, b.arg.Span().Start) })
	return t
}

func comparePos(a, b source.Pos) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
}

func itemsEnd(items []*ast.WithItem) source.Pos {
	last := items[len(items)-1]
	if last.OptionalVars != nil {
		return last.OptionalVars.Span().End
	}
	return last.ContextExpr.Span().End
}

// function notes a function's parameters and the colon of its head.
func (t *typePlaces) function(n ast.Node, args *ast.Arguments, typeParams []ast.TypeParam, returns ast.Expr) {
	end := n.Span().Start
	if len(typeParams) > 0 {
		end = typeParams[len(typeParams)-1].Span().End
	}
	add := func(a *ast.Arg, value ast.Expr) {
		if a == nil {
			return
		}
		p := param{a, a.Span().End}
		if value != nil {
			p.end = value.Span().End
		}
		t.params = append(t.params, p)
		if end.Before(p.end) {
			end = p.end
		}
	}
	positional := slices.Concat(args.PosOnlyArgs, args.Args)
	for i, a := range positional {
		var value ast.Expr
		if d := i - len(positional) + len(args.Defaults); d >= 0 {
			value = args.Defaults[d]
		}
		add(a, value)
	}
	for i, a := range args.KwOnlyArgs {
		add(a, args.KwDefaults[i])
	}
	add(args.VarArg, nil)
	add(args.KwArg, nil)
	if returns != nil {
		end = returns.Span().End
	}
	t.colon(n, end)
}

// from is the index of the first token that does not start before p.
func (t *typePlaces) from(p source.Pos) int {
	return sort.Search(len(t.toks), func(i int) bool { return !t.toks[i].Place.Start.Before(p) })
}

// colon notes the first colon from p on.
func (t *typePlaces) colon(n ast.Node, p source.Pos) {
	i := t.from(p)
	for !t.toks[i].Is(":") {
		i++
	}
	t.colons[t.toks[i].Place.Start] = n
}

// attach gives a comment to the node that it belongs to, or says why it cannot
// stand where it does.
func (t *typePlaces) attach(c typeComment, r *ast.TypeComments) *token.Error {
	misplaced := &token.Error{Exc: "SyntaxError", Message: "invalid syntax", Place: c.place}
	next := t.from(c.place.Start)
	if next == 0 {
		return misplaced
	}
	before := &t.toks[next-1]
	place := before.Place
	follows := place.End.Line == c.place.Start.Line
	again := t.taken[place.Start]
	t.taken[place.Start] = true
	if n := t.colons[place.Start]; n != nil && before.Is(":") {
		return t.attachHead(n, c, r, t.toks[next].Place.Start, follows, again)
	}
	if again {
		return misplaced
	}
	if n := t.assigns[place.End]; n != nil && follows {
		r.Of[n] = c.text
		r.Ends[place.End] = c.place.End
		return nil
	}
	if a := t.param(next); a != nil {
		if !before.Is(",") && !t.toks[next].Is(")") {
			misplaced.Place = t.toks[next].Place // it has been read to tell
			return misplaced
		}
		r.Of[a] = c.text
		return nil
	}
	if next > 1 && before.Is(",") && t.toks[next-2].Is("*") {
		misplaced.Message = "bare * has associated type comment"
	}
	return misplaced
}

// attachHead attaches a comment after the colon of a statement's head: it
// follows on the same line or, for functions, stands on a line between. The
// first token of the body is at body; again tells of a comment before this one.
func (t *typePlaces) attachHead(n ast.Node, c typeComment, r *ast.TypeComments, body source.Pos, follows, again bool) *token.Error {
	what := "function definition"
	switch n.(type) {
	case *ast.For, *ast.AsyncFor:
		what = "'for' statement"
	case *ast.With, *ast.AsyncWith:
		what = "'with' statement"
	}
	head := n.Span().Start.Line
	switch {
	case what == "function definition" && again && t.onHead[n]:
		at := source.Pos{Line: body.Line, Col: body.Col - 1}
		return &token.Error{Exc: "SyntaxError", Message: "Cannot have two type comments on def", Place: source.Span{Start: at, End: at}}
	case again || !follows && what != "function definition":
		return &token.Error{Exc: "IndentationError", Message: fmt.Sprintf("expected an indented block after %s on line %d", what, head), Place: c.place}
	}
	r.Of[n] = c.text
	t.onHead[n] = follows
	return nil
}

// param is the parameter whose end, or whose comma, a token follows with nothing
// but closing brackets between.
func (t *typePlaces) param(next int) *ast.Arg {
	if next == len(t.toks) {
		return nil
	}
	at := t.toks[next-1].Place.End
	i := sort.Search(len(t.params), func(i int) bool { return !t.params[i].arg.Span().Start.Before(at) })
	if i == 0 || at.Before(t.params[i-1].end) {
		return nil
	}
	last := next
	if t.toks[next-1].Is(",") {
		last--
	}
	for j := t.from(t.params[i-1].end); j < last; j++ {
		if !t.toks[j].Is(")") {
			return nil
		}
	}
	return t.params[i-1].arg
}
