package json

import (
	"testing"

	"github.com/py2goasync/py2goasync/rt/py"
)

func function(t *testing.T, name string) any {
	t.Helper()
	m, err := py.Import("json")
	if err != nil {
		t.Fatal(err)
	}
	f, err := py.GetAttr(m, name)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestLoadsErrors has CPython 3.13's messages for bad documents.
func TestLoadsErrors(t *testing.T) {
	for src, want := range map[string]string{
		"":          "Expecting value: line 1 column 1 (char 0)",
		"{":         "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
		"[1,":       "Expecting value: line 1 column 4 (char 3)",
		"[1 2]":     "Expecting ',' delimiter: line 1 column 4 (char 3)",
		`{"a" 1}`:   "Expecting ':' delimiter: line 1 column 6 (char 5)",
		`"abc`:      "Unterminated string starting at: line 1 column 1 (char 0)",
		`"\x"`:      `Invalid \escape: line 1 column 2 (char 1)`,
		`"\u12"`:    `Invalid \uXXXX escape: line 1 column 3 (char 2)`,
		"[1,]":      "Illegal trailing comma before end of array: line 1 column 3 (char 2)",
		`{"a":1,}`:  "Illegal trailing comma before end of object: line 1 column 7 (char 6)",
		"01":        "Extra data: line 1 column 2 (char 1)",
		"\"\n\"":    "Invalid control character at: line 1 column 2 (char 1)",
		"\n\n [1]x": "Extra data: line 3 column 5 (char 6)",
		"\ufeff1":   "Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)",
	} {
		_, err := py.CallArgs(function(t, "loads"), src)
		if err == nil {
			t.Errorf("%q: accepted", src)
			continue
		}
		if got, _ := py.Str(err); got != want {
			t.Errorf("%q: got %s, want %s", src, got, want)
		}
	}
}

// TestRoundTrip loads, writes and shows documents; expectations are CPython's.
func TestRoundTrip(t *testing.T) {
	for _, c := range []struct{ src, repr, dumped string }{
		{`[1, 2.0, -0, 1E5, "é\n\u20ac", true, null]`, "[1, 2.0, 0, 100000.0, 'é\\n€', True, None]", `[1, 2.0, 0, 100000.0, "\u00e9\n\u20ac", true, null]`},
		{`{"a": {"b": []}, "c": {}}`, "{'a': {'b': []}, 'c': {}}", `{"a": {"b": []}, "c": {}}`},
		{`"\ud83d\ude00 \ud800"`, `'😀 \ud800'`, `"\ud83d\ude00 \ud800"`},
		{`[12345678901234567890, 1e400, NaN]`, "[12345678901234567890, inf, nan]", `[12345678901234567890, Infinity, NaN]`},
	} {
		v, err := py.CallArgs(function(t, "loads"), c.src)
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
			continue
		}
		if got, err := py.Repr(v); err != nil || got != c.repr {
			t.Errorf("%s: repr %s %v, want %s", c.src, got, err, c.repr)
		}
		if got, err := py.CallArgs(function(t, "dumps"), v); err != nil || got != c.dumped {
			t.Errorf("%s: dumped %v %v, want %s", c.src, got, err, c.dumped)
		}
	}
}

func TestDumpsOptions(t *testing.T) {
	d, err := py.DictOf("b", py.NewList(1, 2), "a", py.NewDict())
	if err != nil {
		t.Fatal(err)
	}
	got, err := py.Call(function(t, "dumps"), []any{d, 2, true}, []string{"indent", "sort_keys"})
	if want := "{\n  \"a\": {},\n  \"b\": [\n    1,\n    2\n  ]\n}"; err != nil || got != want {
		t.Errorf("got %v %v, want %s", got, err, want)
	}
	l := py.NewList()
	l.Append(l)
	if _, err := py.CallArgs(function(t, "dumps"), l); err == nil || err.Error() != "ValueError: Circular reference detected" {
		t.Errorf("a list in itself: %v", err)
	}
}
