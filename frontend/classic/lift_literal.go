package classic

// This file lifts literals: numbers, strings and f-strings.

import (
	"strings"

	gast "github.com/go-python/gpython/ast"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
	"github.com/py2goasync/py2goasync/frontend/token"
)

func (l *lifter) number(i int, x ext) ast.Expr {
	j := l.out[i].orig
	if bad := token.NumberProblem(l.toks[j].Text); bad != "" {
		l.failToken(j, bad)
	}
	return &ast.Constant{Base: l.at(x), Value: token.NumberValue(l.toks[j].Text)}
}

// stringConstant joins the literals of a run.
func (l *lifter) stringConstant(i int, x ext) ast.Expr {
	p := l.out[i]
	c := &ast.Constant{Base: l.at(x)}
	var b strings.Builder
	isBytes := false
	for j := p.orig; j <= p.last; j++ {
		text, bytes := l.decode(j)
		isBytes = bytes
		b.WriteString(text)
	}
	if isBytes {
		c.Value = ast.Bytes(b.String())
	} else {
		c.Value = b.String()
		c.Kind = kindOf(l.toks[p.orig].Text)
	}
	return c
}

// kindOf is "u" for a literal with that prefix.
func kindOf(text string) string {
	if text != "" && text[0] == 'u' {
		return "u"
	}
	return ""
}

// decode decodes the string token j.
func (l *lifter) decode(j int) (text string, isBytes bool) {
	t := &l.toks[j]
	prefix, body := token.StringParts(t.Text)
	isBytes = strings.Contains(prefix, "b")
	if isBytes {
		for k := 0; k < len(body); k++ {
			if body[k] >= 0x80 {
				l.failToken(j, "bytes can only contain ASCII literal characters")
			}
		}
	}
	if strings.Contains(prefix, "r") {
		return body, isBytes
	}
	var bad string
	if isBytes {
		text, bad = token.UnescapeBytes(body)
	} else {
		text, bad = token.Unescape(body)
	}
	if bad != "" {
		l.failToken(j, bad)
	}
	return text, isBytes
}

func (l *lifter) failToken(j int, message string) {
	panic(syntaxError{&token.Error{Exc: "SyntaxError", Message: message, Place: l.toks[j].Place}})
}

// joined lifts an f-string whose mark is at i.
func (l *lifter) joined(n *gast.Call, i int) ast.Expr {
	x := l.callExt(i)
	p := l.out[i]
	place := source.Span{Start: l.toks[p.orig].Place.Start, End: l.toks[p.last].Place.End}
	j := &ast.JoinedStr{Base: ast.Base{Place: place}}
	l.plain(n, x)
	j.Values = l.parts(n.Args)
	return j
}

// parts lifts the arguments of an f-string or spec: constants are merged, empty
// ones vanish.
func (l *lifter) parts(args []gast.Expr) []ast.Expr {
	var out []ast.Expr
	add := func(c *ast.Constant) {
		if len(out) > 0 {
			if last, ok := out[len(out)-1].(*ast.Constant); ok {
				last.Value = last.Value.(string) + c.Value.(string)
				last.Place.End = c.Place.End
				return
			}
		}
		out = append(out, c)
	}
	for _, a := range args {
		if _, ok := a.(*gast.Str); ok {
			i := index(a)
			o := l.out[i].orig
			t := &l.toks[o]
			c := &ast.Constant{Base: ast.Base{Place: t.Place}}
			if t.Kind == token.String {
				text, _ := l.decode(o)
				c.Value, c.Kind = text, kindOf(t.Text)
				if text == "" && len(args) > 1 {
					continue
				}
			} else {
				text := t.Text
				if !t.Raw {
					decoded, bad := token.Unescape(text)
					if bad != "" {
						l.failToken(o, bad)
					}
					text = decoded
				}
				c.Value = text
			}
			add(c)
			continue
		}
		m, call, i := l.markOf(a)
		if m != markField {
			l.invalid(ext{index(a), index(a)})
		}
		debug, fv := l.field(call, i)
		if debug != nil {
			add(debug)
		}
		out = append(out, fv)
	}
	// A lone empty string between fields has gone; merged kinds stay.
	kept := out[:0]
	for _, e := range out {
		if c, ok := e.(*ast.Constant); ok && c.Value == "" {
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

// field lifts a replacement field; debug is the text that {x=} shows.
func (l *lifter) field(call *gast.Call, i int) (debug *ast.Constant, fv *ast.FormattedValue) {
	open := l.out[i].orig
	f := l.e.fields[open]
	x := l.callExt(i)
	if len(call.Args) < 1 || len(call.Args) > 2 || len(call.Keywords) > 0 {
		l.invalid(x)
	}
	v, _ := l.operand(call.Args[0])
	fv = &ast.FormattedValue{Value: v, Conversion: -1}
	fv.Place = source.Span{Start: l.toks[open].Place.Start, End: l.toks[f.end].Place.End}
	if f.conversion >= 0 {
		fv.Conversion = int(l.toks[f.conversion].Text[0])
	}
	if f.colon >= 0 {
		m, spec, si := l.markOf(call.Args[1])
		if m != markSpec {
			l.invalid(x)
		}
		j := &ast.JoinedStr{Values: l.parts(spec.Args)}
		j.Place = source.Span{Start: l.toks[l.out[si].orig].Place.Start, End: l.toks[f.end].Place.Start}
		fv.FormatSpec = j
	} else if len(call.Args) == 2 {
		l.invalid(x)
	}
	if f.debug >= 0 {
		if f.conversion < 0 && f.colon < 0 {
			fv.Conversion = 'r'
		}
		// The text runs to the token after the = and its blanks.
		end := l.toks[f.debug+1]
		text := l.e.src[l.toks[open].End:end.Off]
		debug = &ast.Constant{Value: stripComments(text)}
		debug.Place = source.Span{Start: l.toks[open+1].Place.Start, End: end.Place.Start}
		debug.Place.Start = l.toks[open].Place.End
	}
	return debug, fv
}

// stripComments takes comments out of a debug text, as CPython does.
func stripComments(text string) string {
	if !strings.Contains(text, "#") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\'', '"':
			end := i + 1
			for end < len(text) && text[end] != c {
				end++
			}
			b.WriteString(text[i:min(end+1, len(text))])
			i = end
		case '#':
			for i < len(text) && text[i] != '\n' {
				i++
			}
			if i < len(text) {
				b.WriteByte('\n')
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
