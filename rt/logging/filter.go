package logging

// This file defines filters, and Filterer: what loggers and handlers are.

import (
	"strings"

	"github.com/py2goasync/py2goasync/rt/py"
)

var filterClass = newClass("Filter", py.ObjectType,
	py.F("__init__", "self, name=''", func(a []any) (any, error) {
		name := orElse(a[1], "")
		n, err := py.Len(name)
		if err != nil {
			return nil, err
		}
		return py.None, setAll(a[0], "name", name, "nlen", n)
	}),
	py.F("filter", "self, record", func(a []any) (any, error) {
		allowed, err := textOf(py.GetAttr(a[0], "name"))
		if err != nil {
			return nil, err
		}
		if allowed == "" {
			return true, nil
		}
		name, err := textOf(py.GetAttr(a[1], "name"))
		return name == allowed || strings.HasPrefix(name, allowed+"."), err
	}),
)

var filtererClass = newClass("Filterer", py.ObjectType,
	py.F("__init__", "self", func(a []any) (any, error) { return py.None, initFilterer(a[0]) }),
	py.F("addFilter", "self, filter", func(a []any) (any, error) { return py.None, addTo(a[0], "filters", a[1]) }),
	py.F("removeFilter", "self, filter", func(a []any) (any, error) { return py.None, removeFrom(a[0], "filters", a[1]) }),
	py.F("filter", "self, record", func(a []any) (any, error) { return applyFilters(a[0], a[1]) }),
)

func initFilterer(self any) error { return py.SetAttr(self, "filters", py.NewList()) }

// addTo adds to a list that is an attribute what is not yet in it.
func addTo(self any, name string, v any) error {
	list, err := py.GetAttr(self, name)
	if err != nil {
		return err
	}
	if has, err := py.Contains(list, v); has || err != nil {
		return err
	}
	_, err = py.CallMethod(list, "append", v)
	return err
}

// removeFrom undoes addTo.
func removeFrom(self any, name string, v any) error {
	list, err := py.GetAttr(self, name)
	if err != nil {
		return err
	}
	if has, err := py.Contains(list, v); !has || err != nil {
		return err
	}
	_, err = py.CallMethod(list, "remove", v)
	return err
}

// applyFilters is Filterer.filter: False, or the record, which a filter may have
// replaced.
func applyFilters(self, record any) (any, error) {
	filters, err := listOf(self, "filters")
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(filters.Items); i++ {
		ask := filters.Items[i]
		method, err := py.GetAttrOr(ask, "filter")
		if err != nil {
			return nil, err
		}
		if method != nil {
			ask = method
		}
		result, err := py.CallArgs(ask, record)
		if err != nil {
			return nil, err
		}
		if passes, err := py.Truth(result); !passes || err != nil {
			return false, err
		}
		if isRecord(result) {
			record = result
		}
	}
	return record, nil
}
