package os

// This file defines expanduser and expandvars.

import (
	"os"
	"strconv"
	"strings"
)

// expandUser mirrors os.path.expanduser.
func expandUser(s string) string {
	if !strings.HasPrefix(s, "~") {
		return s
	}
	end := strings.IndexByte(s, '/')
	if end < 0 {
		end = len(s)
	}
	home, ok := "", false
	if end == 1 {
		if home, ok = os.LookupEnv("HOME"); !ok {
			home, ok = homeOf(2, strconv.Itoa(os.Getuid()))
		}
	} else {
		home, ok = homeOf(0, s[1:end])
	}
	if !ok {
		return s
	}
	if s = strings.TrimRight(home, "/") + s[end:]; s == "" {
		return "/"
	}
	return s
}

// homeOf finds a user's home in the password file by a field: 0 is the name, 2
// the number.
func homeOf(field int, value string) (home string, ok bool) {
	data, err := os.ReadFile("/etc/passwd")
	if err != nil {
		return "", false
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), ":"); len(f) >= 7 && f[field] == value {
			return f[5], true
		}
	}
	return "", false
}

// expandVars mirrors os.path.expandvars: $name and ${name}.
func expandVars(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '$')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		end := 1
		if len(s) > 1 && s[1] == '{' {
			if j := strings.IndexByte(s, '}'); j > 0 {
				end = j + 1
			}
		} else {
			for end < len(s) && (s[end] == '_' || s[end] >= '0' && s[end] <= '9' || s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
				end++
			}
		}
		name := strings.TrimSuffix(strings.TrimPrefix(s[1:end], "{"), "}")
		if value, ok := os.LookupEnv(name); ok && end > 1 {
			b.WriteString(fsDecode(value))
		} else {
			b.WriteString(s[:end])
		}
		s = s[end:]
	}
}
