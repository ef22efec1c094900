package py

// This file defines the methods of str that generated code calls directly, where
// it knows that it has strings: the same as the ones of the class, without the
// look-up, argument list and boxing.

import (
	"strconv"
	"strings"
)

// StrUpper is s.upper().
func StrUpper(s string) string { return upper(s) }

// StrLower is s.lower().
func StrLower(s string) string { return lower(s) }

// StrStrip is s.strip().
func StrStrip(s string) string { return strings.TrimFunc(s, isSpace) }

// StrLstrip is s.lstrip().
func StrLstrip(s string) string { return strings.TrimLeftFunc(s, isSpace) }

// StrRstrip is s.rstrip().
func StrRstrip(s string) string { return strings.TrimRightFunc(s, isSpace) }

// StrStartsWith is s.startswith(prefix).
func StrStartsWith(s, prefix string) bool { return strings.HasPrefix(s, prefix) }

// StrEndsWith is s.endswith(suffix).
func StrEndsWith(s, suffix string) bool { return strings.HasSuffix(s, suffix) }

// StrReplace is s.replace(old, with).
func StrReplace(s, old, with string) string { return strings.ReplaceAll(s, old, with) }

// StrFind is s.find(sub).
func StrFind(s, sub string) int {
	at := strings.Index(s, sub)
	if at < 0 {
		return -1
	}
	return StrLen(s[:at])
}

// StrCount is s.count(sub).
func StrCount(s, sub string) int { return strings.Count(s, sub) }

// StrFields is s.split().
func StrFields(s string) *List { return &List{fields(s, -1)} }

// StrSplit is s.split(sep).
func StrSplit(s, sep string) (*List, error) {
	if sep == "" {
		return nil, Errorf(ValueError, "empty separator")
	}
	out := make([]any, 0, strings.Count(s, sep)+1)
	for {
		at := strings.Index(s, sep)
		if at < 0 {
			return &List{append(out, s)}, nil
		}
		out = append(out, s[:at])
		s = s[at+len(sep):]
	}
}

// StrLines is s.splitlines().
func StrLines(s string) *List { return &List{splitLines(s, false)} }

// StrPartition is s.partition(sep).
func StrPartition(s, sep string) (*Tuple, error) {
	if sep == "" {
		return nil, Errorf(ValueError, "empty separator")
	}
	if at := strings.Index(s, sep); at >= 0 {
		return NewTuple(s[:at], sep, s[at+len(sep):]), nil
	}
	return NewTuple(s, "", ""), nil
}

// StrRpartition is s.rpartition(sep).
func StrRpartition(s, sep string) (*Tuple, error) {
	if sep == "" {
		return nil, Errorf(ValueError, "empty separator")
	}
	if at := strings.LastIndex(s, sep); at >= 0 {
		return NewTuple(s[:at], sep, s[at+len(sep):]), nil
	}
	return NewTuple("", "", s), nil
}

// StrJoin is s.join(items).
func StrJoin(s string, items any) (string, error) {
	var list []any
	switch x := items.(type) {
	case *List:
		list = x.Items
	case *Tuple:
		list = x.Items
	default:
		if !isIterable(items) {
			return "", Errorf(TypeError, "can only join an iterable")
		}
		err := each(items, func(item any) error {
			list = append(list, item)
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	size := len(s) * max(0, len(list)-1)
	for i, item := range list {
		text, ok := item.(string)
		if !ok {
			if text, ok = AsStr(item); !ok {
				return "", Errorf(TypeError, "sequence item %d: expected str instance, %s found", i, TypeOf(item).Name)
			}
		}
		size += len(text)
	}
	var b strings.Builder
	b.Grow(size)
	for i, item := range list {
		if i > 0 {
			b.WriteString(s)
		}
		b.WriteString(asText(item))
	}
	return b.String(), nil
}

// StrContains is sub in s.
func StrContains(s, sub string) bool { return strings.Contains(s, sub) }

// WordText is the text of an int of 64 bits.
func WordText(n int) string { return strconv.Itoa(n) }

// IntText is the text of an int of any size; one of too many digits is refused.
func IntText(n Int) (string, error) {
	if n.Big == nil {
		return strconv.Itoa(n.Small), nil
	}
	return Str(n.Big)
}

// BoolText is the text of a bool.
func BoolText(b bool) string {
	if b {
		return "True"
	}
	return "False"
}
