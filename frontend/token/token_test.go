package token

import (
	"fmt"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/py2goasync/py2goasync/frontend/ast"
)

// read is a file of testdata without its last line end.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(string(text), "\n")
}

const dashes = "-----\n"

var kindNames = map[Kind]string{
	EndMarker: "ENDMARKER", Name: "NAME", Number: "NUMBER", String: "STRING", Newline: "NEWLINE", Indent: "INDENT", Dedent: "DEDENT", Op: "OP",
	FStringStart: "FSTRING_START", FStringMiddle: "FSTRING_MIDDLE", FStringEnd: "FSTRING_END",
}

// TestTokens compares tokens and errors with CPython's, recorded by record.py.
func TestTokens(t *testing.T) {
	sources := strings.Split(read(t, "tokens.txt")+"\n", dashes)
	wants := strings.Split(read(t, "tokens.want")+"\n", dashes)
	if len(sources) != len(wants) || len(sources) < 20 {
		t.Fatalf("%d sources, %d answers", len(sources), len(wants))
	}
	for i, src := range sources {
		toks, _, err := Scan(src)
		var got []string
		for _, tok := range toks {
			got = append(got, describe(tok))
		}
		want := strings.Split(strings.TrimSuffix(wants[i], "\n"), "\n")
		if last, failed := strings.CutPrefix(want[len(want)-1], "error "); failed {
			if err == nil || last != err.Exc+": "+err.Message {
				t.Errorf("%q: error %v, want %s", src, err, last)
			}
			continue // CPython's tokenize reads some tokens more or less
		}
		if err != nil || strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%q: %v\ngot\n%s\nwant\n%s", src, err, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// describe writes a token as record.py does.
func describe(tok Token) string {
	text := tok.Text
	if tok.Kind == Dedent || tok.Kind == EndMarker {
		text = ""
	}
	s := tok.Place
	return fmt.Sprintf("%s %s %d:%d-%d:%d", kindNames[tok.Kind], ast.Repr(text), s.Start.Line, s.Start.Col, s.End.Line, s.End.Col)
}

// TestNext holds that reading piece by piece gives the tokens of the whole.
func TestNext(t *testing.T) {
	for _, src := range strings.Split(read(t, "tokens.txt")+"\n", dashes) {
		want, _, wantErr := Scan(src)
		for _, enough := range []int{1, 7, 1000} {
			s := NewScanner(src)
			var got []Token
			var err *Error
			for err == nil {
				var toks []Token
				if toks, err = s.Next(enough); len(toks) == 0 && err == nil {
					break
				}
				got = append(got, toks...)
			}
			if fmt.Sprint(got) != fmt.Sprint(want) || (err == nil) != (wantErr == nil) || err != nil && err.Message != wantErr.Message {
				t.Errorf("%q by %d: %v %v, want %v %v", src, enough, got, err, want, wantErr)
			}
		}
	}
}

// TestLiterals compares the values of literals with CPython's.
func TestLiterals(t *testing.T) {
	literals, wants := strings.Split(read(t, "literals.txt"), "\n"), strings.Split(read(t, "literals.want"), "\n")
	if len(literals) != len(wants) {
		t.Fatalf("%d literals, %d answers", len(literals), len(wants))
	}
	for i, text := range literals {
		if got := ascii(value(text)); got != wants[i] {
			t.Errorf("%s: %s, want %s", text, got, wants[i])
		}
	}
}

// value is the repr of a literal, or its error.
func value(text string) string {
	if !strings.ContainsAny(text, `'"`) {
		return ast.Repr(NumberValue(text))
	}
	prefix, body := StringParts(text)
	var bad string
	if strings.Contains(prefix, "b") {
		if !strings.Contains(prefix, "r") {
			body, bad = UnescapeBytes(body)
		}
		if bad == "" {
			return ast.Repr(ast.Bytes(body))
		}
	} else if !strings.Contains(prefix, "r") {
		body, bad = Unescape(body)
	}
	if bad != "" {
		return "error " + bad
	}
	return ast.Repr(body)
}

// ascii escapes what is beyond ASCII, as Python's function does.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

// TestNumberProblem holds the limit of digits.
func TestNumberProblem(t *testing.T) {
	ones := strings.Repeat("1", maxDigits)
	for text, bad := range map[string]bool{
		ones: false, ones + "1": true, ones + "_1": true, strings.Replace(ones, "1", "1_", 1): false, ones + "1.0": false, ones + "1j": false, ones + "1e1": false,
		"0x1" + ones: false, "0" + strings.Repeat("0", maxDigits): false,
	} {
		if got := NumberProblem(text) != ""; got != bad {
			t.Errorf("%.20s…%s: %v", text, text[len(text)-4:], got)
		}
	}
	if n := NumberValue("0x" + strconv.FormatInt(255, 16)).(*big.Int); n.Int64() != 255 {
		t.Error(n)
	}
}
