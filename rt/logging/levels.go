package logging

// This file defines levels and their names.

import (
	"github.com/py2goasync/py2goasync/rt/py"
)

// The levels.
const (
	notset   = 0
	debug    = 10
	info     = 20
	warning  = 30
	critical = 50
	errors   = 40
)

// standardLevels are the levels in the order of getLevelNamesMapping.
var standardLevels = []struct {
	name   string
	number int
	named  bool // the name of its number
}{
	{"CRITICAL", critical, true}, {"FATAL", critical, false}, {"ERROR", errors, true}, {"WARN", warning, false},
	{"WARNING", warning, true}, {"INFO", info, true}, {"DEBUG", debug, true}, {"NOTSET", notset, true},
}

// The names of levels and the levels of names; addLevelName adds to both.
var levelNames, nameLevels = py.NewDict(), py.NewDict()

func init() {
	for _, level := range standardLevels {
		nameLevels.SetStr(level.name, level.number)
		if level.named {
			_ = levelNames.Set(level.number, level.name)
		}
	}
}

// levelName mirrors getLevelName: the name of a number, the number of a name.
func levelName(level any) (any, error) {
	for _, d := range []*py.Dict{levelNames, nameLevels} {
		if v, err := d.Get(level); v != nil || err != nil {
			return v, err
		}
	}
	return py.PercentFormat("Level %s", py.NewTuple(level))
}

// checkLevel is a level that was given as a number or by name.
func checkLevel(level any) (any, error) {
	isInt, err := py.IsInstance(level, py.IntType)
	if isInt || err != nil {
		return level, err
	}
	text, err := py.Repr(level)
	if err != nil {
		return nil, err
	}
	if _, ok := py.AsStr(level); !ok {
		return nil, py.Errorf(py.TypeError, "Level not an integer or a valid string: %s", text)
	}
	v, err := nameLevels.Get(level)
	if v == nil && err == nil {
		err = py.Errorf(py.ValueError, "Unknown level: %s", text)
	}
	return v, err
}

func loadLevels(m *py.Module) {
	m.Python("getLevelName", "level", func(a []any) (any, error) { return levelName(a[0]) })
	m.Python("getLevelNamesMapping", "", func([]any) (any, error) { return nameLevels.Copy(), nil })
	m.Python("addLevelName", "level, levelName", func(a []any) (any, error) {
		if err := levelNames.Set(a[0], a[1]); err != nil {
			return nil, err
		}
		return py.None, nameLevels.Set(a[1], a[0])
	})
}
