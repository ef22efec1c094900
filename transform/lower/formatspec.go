package lower

import (
	"regexp"

	"github.com/py2goasync/py2goasync/transform/types"
)

// This file lowers replacement fields of known types whose format
// specification cannot fail: functions that take the value unboxed format
// them. Width and precision are kept to what fits into memory.
//
//	f"{n:03d} {x:.2f}"   (py.FormatWord(n, "03d") + " ") + py.FormatFloat(x, ".2f")
//	f"{n:s}"             t1 = py.FormatValue(n, 0, "s")      a ValueError

var sureSpecs = map[types.Kind]*regexp.Regexp{
	types.Word:  regexp.MustCompile(`^(.?[<>^=])?[-+ ]?#?\d{0,4}(,?d?|_?[bdoxX]?)$`),
	types.Float: regexp.MustCompile(`^(.?[<>^=])?[-+ ]?z?#?\d{0,4}[,_]?(\.\d{1,3})?[eEfFgG%]?$`),
	types.Str:   regexp.MustCompile(`^(.?[<>^])?\d{0,4}(\.\d{1,4})?s?$`),
}

// sure reports whether format(value, spec) succeeds for every value of a kind.
func sure(kind types.Kind, spec string) bool {
	pattern := sureSpecs[kind]
	return pattern != nil && pattern.MatchString(spec)
}
