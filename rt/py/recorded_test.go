package py

import (
	"bufio"
	"encoding/json"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"
)

// rows reads a table that record.py has written.
func rows(t *testing.T, name string) [][]json.RawMessage {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][]json.RawMessage
	for s := bufio.NewScanner(f); s.Scan(); {
		var row []json.RawMessage
		for _, cell := range strings.Split(s.Text(), "\t") {
			row = append(row, json.RawMessage(cell))
		}
		out = append(out, row)
	}
	return out
}

func text(t *testing.T, cell json.RawMessage) string {
	t.Helper()
	var s string
	if err := json.Unmarshal(cell, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// value reads a cell of the given Python type.
func value(t *testing.T, cell json.RawMessage, kind string) any {
	t.Helper()
	switch kind {
	case "int":
		n, ok := new(big.Int).SetString(string(cell), 10)
		if !ok {
			t.Fatalf("bad int %s", cell)
		}
		return NormBig(n)
	case "float":
		f, err := strconv.ParseFloat(string(cell), 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	case "bool":
		return string(cell) == "true"
	}
	return text(t, cell)
}

func outcome(s string, err error) string {
	if err != nil {
		return err.Error()
	}
	return s
}

func TestFormatRecorded(t *testing.T) {
	for _, row := range rows(t, "format.tsv") {
		v := value(t, row[0], text(t, row[1]))
		spec, want := text(t, row[2]), text(t, row[3])
		if got := outcome(Format(v, spec)); got != want {
			t.Errorf("format(%v, %q): got %q, want %q", v, spec, got, want)
		}
	}
}

func TestPercentRecorded(t *testing.T) {
	for _, row := range rows(t, "percent.tsv") {
		v := value(t, row[0], text(t, row[1]))
		format, want := text(t, row[2]), text(t, row[3])
		args := NewTuple(v)
		if format == "%%" {
			args = NewTuple()
		}
		if got := outcome(PercentFormat(format, args)); got != want {
			t.Errorf("%q %% %v: got %q, want %q", format, v, got, want)
		}
	}
}

func TestFloatRecorded(t *testing.T) {
	for _, row := range rows(t, "float.tsv") {
		f, err := strconv.ParseFloat(text(t, row[0]), 64)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := FloatRepr(f), text(t, row[1]); got != want {
			t.Errorf("repr: got %s, want %s", got, want)
		}
		r, err := CallArgs(MustBuiltin("round"), f, 2)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := outcome(Repr(r)), text(t, row[2]); got != want {
			t.Errorf("round(%v, 2): got %s, want %s", f, got, want)
		}
		if got, want := strconv.Itoa(hashFloat(f)), text(t, row[3]); got != want {
			t.Errorf("hash(%v): got %s, want %s", f, got, want)
		}
	}
}

func TestStrRecorded(t *testing.T) {
	for _, row := range rows(t, "str.tsv") {
		s, method, want := text(t, row[0]), text(t, row[1]), text(t, row[3])
		var raw []any
		if err := json.Unmarshal(row[2], &raw); err != nil {
			t.Fatal(err)
		}
		args := make([]any, len(raw))
		for i, a := range raw {
			switch a := a.(type) {
			case nil:
				args[i] = None
			case float64:
				args[i] = int(a)
			case []any:
				args[i] = NewList(a...)
			default:
				args[i] = a
			}
		}
		v, err := CallMethod(s, method, args...)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = outcome(Repr(v))
		}
		if got != want {
			t.Errorf("%q.%s(%s): got %s, want %s", s, method, row[2], got, want)
		}
	}
}
