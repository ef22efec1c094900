package ast

// This file defines Dump, which writes trees as CPython's ast.dump does.

import (
	"fmt"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/py2goasync/py2goasync/frontend/source"
)

// Dump writes a tree exactly as `python3.13 -m ast -a` prints it: fields by
// name, positions, an indent of three. Type comments are left out.
func Dump(n Node) string { return DumpTyped(n, &TypeComments{}) }

// DumpTyped is Dump with type comments, which the command of CPython reads.
func DumpTyped(n Node, types *TypeComments) string {
	d := dumper{attributes: true, indent: "   ", types: types}
	text, _ := d.format(reflect.ValueOf(n), 0)
	return text
}

type dumper struct {
	attributes bool
	indent     string
	types      *TypeComments
}

// nodeNames are the nodes that are spelt differently in CPython.
var nodeNames = map[string]string{
	"ExprStmt": "Expr", "Arguments": "arguments", "Arg": "arg", "Keyword": "keyword", "Alias": "alias", "WithItem": "withitem",
	"MatchCase": "match_case", "Comprehension": "comprehension",
}

// fieldNames are the fields that are not simply in snake case.
var fieldNames = map[string]string{
	"PosOnlyArgs": "posonlyargs", "KwOnlyArgs": "kwonlyargs", "VarArg": "vararg", "KwArg": "kwarg", "AsName": "asname", "FinalBody": "finalbody",
}

// optional are the string fields that are None when empty.
var optional = map[string]bool{
	"Keyword.Arg": true, "Alias.AsName": true, "ExceptHandler.Name": true, "MatchStar.Name": true, "MatchAs.Name": true,
	"MatchMapping.Rest": true, "ImportFrom.Module": true, "Constant.Kind": true,
}

// unplaced are the nodes without position attributes.
var unplaced = map[string]bool{"Module": true, "Arguments": true, "Comprehension": true, "WithItem": true, "MatchCase": true}

func snake(name string) string {
	if s, ok := fieldNames[name]; ok {
		return s
	}
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) {
			if i > 0 {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// format gives the text of a value and whether it is simple: fit for one line.
func (d *dumper) format(v reflect.Value, level int) (text string, simple bool) {
	level++
	prefix := "\n" + strings.Repeat(d.indent, level)
	for v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		return "None", true
	}
	if n, ok := v.Interface().(Node); ok {
		return d.node(n, v.Elem(), level, prefix)
	}
	if v.Kind() == reflect.Slice {
		if v.Len() == 0 {
			return "[]", true
		}
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i], _ = d.format(v.Index(i), level)
		}
		return "[" + prefix + strings.Join(parts, ","+prefix) + "]", false
	}
	switch x := v.Interface().(type) {
	case fmt.Stringer:
		switch v.Kind() {
		case reflect.Uint8:
			return x.String() + "()", true
		}
	}
	return constant(v.Interface()), true
}

func (d *dumper) node(n Node, v reflect.Value, level int, prefix string) (string, bool) {
	t := v.Type()
	name := t.Name()
	var args []string
	allSimple := true
	typeComment := func() {
		if text, ok := d.types.Of[n]; ok {
			args = append(args, "type_comment="+strRepr(text))
		}
	}
	for i := 1; i < t.NumField(); i++ {
		f, x := t.Field(i), v.Field(i)
		if f.Name == "TypeParams" {
			typeComment()
		}
		if f.Name == "Generated" {
			continue // ours, not CPython's
		}
		switch x.Kind() {
		case reflect.Slice:
			if x.Len() == 0 {
				continue
			}
		case reflect.Interface:
			if x.IsNil() {
				continue
			}
		case reflect.Pointer:
			if x.IsNil() {
				continue
			}
		case reflect.String:
			if x.Len() == 0 && optional[name+"."+f.Name] {
				continue
			}
		case reflect.Bool:
			args = append(args, snake(f.Name)+"="+map[bool]string{true: "1", false: "0"}[x.Bool()])
			continue
		}
		text, simple := d.format(x, level)
		allSimple = allSimple && simple
		args = append(args, snake(f.Name)+"="+text)
	}
	switch n.(type) {
	case *Module:
		if len(d.types.Ignores) > 0 {
			args = append(args, "type_ignores="+d.ignores(prefix))
			allSimple = false
		}
	case *FunctionDef, *AsyncFunctionDef: // written before their type parameters
	default:
		typeComment()
	}
	if d.attributes && !unplaced[name] {
		s := d.span(n)
		args = append(args, fmt.Sprintf("lineno=%d", s.Start.Line), fmt.Sprintf("col_offset=%d", s.Start.Col),
			fmt.Sprintf("end_lineno=%d", s.End.Line), fmt.Sprintf("end_col_offset=%d", s.End.Col))
	}
	if py, ok := nodeNames[name]; ok {
		name = py
	}
	if allSimple && len(args) <= 3 {
		return name + "(" + strings.Join(args, ", ") + ")", len(args) == 0
	}
	return name + "(" + prefix + strings.Join(args, ","+prefix) + ")", false
}

// span is where a node stands; a statement's type comment belongs to it.
func (d *dumper) span(n Node) source.Span {
	s := n.Span()
	_, statement := n.(Stmt)
	_, handler := n.(*ExceptHandler)
	if end, ok := d.types.Ends[s.End]; ok && (statement || handler) {
		s.End = end
	}
	return s
}

func (d *dumper) ignores(prefix string) string {
	var lines []string
	for _, g := range d.types.Ignores {
		lines = append(lines, fmt.Sprintf("%s%sTypeIgnore(lineno=%d, tag=%s)", prefix, d.indent, g.Line, strRepr(g.Tag)))
	}
	return "[" + strings.Join(lines, ",") + "]"
}

// Repr is Python's repr of a value.
func Repr(v Value) string { return constant(v) }

// constant is Python's repr of a constant or a plain field.
func constant(v any) string {
	switch v := v.(type) {
	case NoneValue:
		return "None"
	case EllipsisValue:
		return "Ellipsis"
	case bool:
		return map[bool]string{true: "True", false: "False"}[v]
	case int:
		return strconv.Itoa(v)
	case *big.Int:
		return v.String()
	case float64:
		return floatRepr(v)
	case complex128:
		im := complexPart(imag(v)) + "j"
		if real(v) == 0 {
			return im
		}
		if !strings.HasPrefix(im, "-") {
			im = "+" + im
		}
		return "(" + complexPart(real(v)) + im + ")"
	case string:
		return strRepr(v)
	case Bytes:
		return bytesRepr(string(v))
	}
	panic(fmt.Sprintf("ast.Dump: unknown value %T", v))
}

func complexPart(f float64) string { return strings.TrimSuffix(floatRepr(f), ".0") }

// floatRepr is repr of a float: shortest digits, exponent from 1e16 on and below
// 1e-4.
func floatRepr(f float64) string {
	s := strconv.FormatFloat(f, 'e', -1, 64)
	if strings.Contains(s, "Inf") {
		return strings.Replace(strings.TrimPrefix(s, "+"), "Inf", "inf", 1)
	}
	_, e, _ := strings.Cut(s, "e")
	exp, _ := strconv.Atoi(e)
	if exp >= -4 && exp < 16 {
		s = strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
	}
	return s
}

// quoteFor chooses the quotes as repr does.
func quoteFor(s string) byte {
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		return '"'
	}
	return '\''
}

func strRepr(s string) string {
	q := quoteFor(s)
	b := []byte{q}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			// A lone surrogate, three bytes of WTF-8.
			r = rune(s[i]&15)<<12 | rune(s[i+1]&63)<<6 | rune(s[i+2]&63)
			size = 3
		}
		i += size
		switch {
		case r == rune(q) || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r < ' ' || r == 0x7f:
			b = fmt.Appendf(b, `\x%02x`, r)
		case r < 0x7f || isPrint(r):
			b = utf8.AppendRune(b, r)
		case r <= 0xff:
			b = fmt.Appendf(b, `\x%02x`, r)
		case r <= 0xffff:
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = fmt.Appendf(b, `\U%08x`, r)
		}
	}
	return string(append(b, q))
}

// isPrint is str.isprintable with the characters that Unicode 15.1 added.
func isPrint(r rune) bool {
	return unicode.IsPrint(r) || 0x2ffc <= r && r <= 0x2fff || r == 0x31ef || 0x2ebf0 <= r && r <= 0x2ee5d
}

func bytesRepr(s string) string {
	q := quoteFor(s)
	b := []byte{'b', q}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == q || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, `\n`...)
		case c == '\r':
			b = append(b, `\r`...)
		case c == '\t':
			b = append(b, `\t`...)
		case c < ' ' || c >= 0x7f:
			b = fmt.Appendf(b, `\x%02x`, c)
		default:
			b = append(b, c)
		}
	}
	return string(append(b, q))
}
