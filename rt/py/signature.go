package py

// This file binds arguments to parameters, with CPython's messages.

import (
	"fmt"
	"strings"
)

// NewBuiltin makes a function of Go code; sig is its parameter list in Python's
// notation. fn gets one value for each parameter, nil for an absent one: the
// defaults in sig are documentation.
func NewBuiltin(name, sig string, fn func(args []any) (any, error)) *Builtin {
	return &Builtin{Name: name, sigText: sig, Fn: fn}
}

// NewPython is NewBuiltin for a function that CPython has in Python: a wrong
// argument gets the messages of the program's own functions.
func NewPython(qualname, sig string, fn func(args []any) (any, error)) *Builtin {
	b := NewBuiltin(qualname[strings.LastIndexByte(qualname, '.')+1:], sig, fn)
	b.Qual, b.python = qualname, true
	return b
}

// NewRaw makes a function that takes its keyword arguments itself.
func NewRaw(name string, fn NativeFn) *Builtin { return &Builtin{Name: name, Raw: fn} }

// NewFunction makes a function of the program.
func NewFunction(code *Code, sig *Signature, flags FuncFlags, doc any, module string, defaults []any, fn func(args []any) (any, error)) *Function {
	if defaults == nil {
		defaults = make([]any, len(sig.Params))
	}
	return &Function{Name: code.Name, QualName: code.QualName, Module: module, Doc: doc, Code: code, Sig: sig, Flags: flags, Defaults: defaults, Fn: fn}
}

// NewWrapper makes a function of Go code that looks like one of the program: what
// decorators put in the place of a function. It takes (*args, **kwargs) itself.
func NewWrapper(name string, flags FuncFlags, fn NativeFn) *Function {
	sig := &Signature{Params: []Param{{Name: "args", Kind: VarArgs}, {Name: "kwargs", Kind: VarKw}}}
	return &Function{Name: name, QualName: name, Sig: sig, Defaults: make([]any, 2), Flags: flags, raw: fn,
		Code: &Code{Name: name, QualName: name}, Fn: func(args []any) (any, error) {
			return CallEx(NewRaw(name, fn), &List{args[0].(*Tuple).Items}, args[1].(*Dict))
		}}
}

// parseSignature reads "a, b=1, /, *args, c, **kw". Parameters before / are
// positional-only.
func parseSignature(text string) *Signature {
	s := &Signature{}
	kind := PosOrKw
	if strings.TrimSpace(text) == "" {
		return s
	}
	for _, part := range splitParams(text) {
		switch {
		case part == "/":
			for i := range s.Params {
				s.Params[i].Kind = PosOnly
			}
		case part == "*":
			kind = KwOnly
		case strings.HasPrefix(part, "**"):
			s.Params = append(s.Params, Param{Name: part[2:], Kind: VarKw})
		case strings.HasPrefix(part, "*"):
			s.Params = append(s.Params, Param{Name: part[1:], Kind: VarArgs})
			kind = KwOnly
		default:
			name, _, optional := strings.Cut(part, "=")
			s.Params = append(s.Params, Param{Name: strings.TrimSpace(name), Kind: kind, Optional: optional})
		}
	}
	return s
}

// splitParams splits at the commas outside brackets and quotes.
func splitParams(text string) []string {
	var parts []string
	depth, start := 0, 0
	quoted := byte(0)
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '\'' || c == '"':
			quoted = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			parts = append(parts, strings.TrimSpace(text[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(text[start:]); last != "" {
		parts = append(parts, last)
	}
	return parts
}

func (b *Builtin) call(args []any, kw []string) (any, error) {
	if b.Raw != nil {
		return b.Raw(args, kw)
	}
	if b.Sig == nil {
		b.Sig = parseSignature(b.sigText)
	}
	if len(kw) == 0 && len(args) == len(b.Sig.Params) && b.Sig.plain() {
		return b.Fn(args)
	}
	name, messages := b.Name, b
	if b.python {
		name, messages = b.Qual, nil
	}
	bound, err := b.Sig.bind(name, nil, args, kw, messages)
	if err != nil {
		return nil, err
	}
	return b.Fn(bound)
}

func (f *Function) call(args []any, kw []string) (any, error) {
	if f.raw != nil {
		return f.raw(args, kw)
	}
	if len(kw) != 0 || len(args) != len(f.Sig.Params) || !f.Sig.plain() {
		bound, err := f.Sig.bind(f.QualName, f.Defaults, args, kw, nil)
		if err != nil {
			return nil, err
		}
		args = bound
	}
	if f.counts {
		return f.Fn(args)
	}
	if err := EnterCall(); err != nil {
		return nil, err
	}
	v, err := f.Fn(args)
	LeaveCall()
	return v, err
}

// plain reports whether all parameters are positional.
func (s *Signature) plain() bool {
	for i := range s.Params {
		if s.Params[i].Kind > PosOrKw {
			return false
		}
	}
	return true
}

// bind puts arguments in the order of the parameters. A builtin's messages are
// those of C functions.
func (s *Signature) bind(name string, defaults, args []any, kw []string, builtin *Builtin) ([]any, error) {
	n := len(s.Params)
	out := make([]any, n)
	positional := len(args) - len(kw)
	given := args[:positional]
	slots, varArgs, varKw := 0, -1, -1
	for i := range s.Params {
		switch s.Params[i].Kind {
		case PosOnly, PosOrKw:
			slots++
		case VarArgs:
			varArgs = i
		case VarKw:
			varKw = i
		}
	}
	copy(out, given[:min(positional, slots)])
	if varArgs >= 0 {
		var rest []any
		if positional > slots {
			rest = append(rest, given[slots:]...)
		}
		out[varArgs] = NewTuple(rest...)
	} else if positional > slots && builtin != nil {
		return nil, s.tooMany(name, positional, slots, args, kw, defaults, builtin)
	}
	var extra *Dict
	if varKw >= 0 {
		extra = NewDict()
		out[varKw] = extra
	}
	var posOnlyGiven []string
keywords:
	for k, word := range kw {
		v := args[positional+k]
		for i := range s.Params {
			p := &s.Params[i]
			if p.Name != word || p.Kind == VarArgs || p.Kind == VarKw {
				continue
			}
			if p.Kind == PosOnly {
				if varKw < 0 {
					posOnlyGiven = append(posOnlyGiven, word)
					continue keywords
				}
				break
			}
			if out[i] != nil {
				return nil, Errorf(TypeError, "%s() got multiple values for argument '%s'", name, word)
			}
			out[i] = v
			continue keywords
		}
		if extra == nil {
			if builtin != nil {
				return nil, builtin.noKeyword(s, word)
			}
			return nil, s.unexpected(name, word)
		}
		extra.SetStr(word, v)
	}
	if posOnlyGiven != nil {
		if builtin != nil {
			return nil, builtin.noKeyword(s, posOnlyGiven[0])
		}
		return nil, Errorf(TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%s'", name, strings.Join(posOnlyGiven, ", "))
	}
	if varArgs < 0 && positional > slots {
		return nil, s.tooMany(name, positional, slots, args, kw, defaults, builtin)
	}
	var missing, missingKw []string
	for i := range s.Params {
		p := &s.Params[i]
		if out[i] != nil || p.Kind == VarArgs || p.Kind == VarKw {
			continue
		}
		if defaults != nil && defaults[i] != nil {
			out[i] = defaults[i]
			continue
		}
		if p.Optional {
			continue
		}
		if p.Kind == KwOnly {
			missingKw = append(missingKw, p.Name)
		} else {
			missing = append(missing, p.Name)
		}
	}
	if missing != nil {
		if builtin != nil {
			return nil, builtin.tooFew(s, positional, missing[0])
		}
		return nil, missingError(name, "positional", missing)
	}
	if missingKw != nil {
		return nil, missingError(name, "keyword-only", missingKw)
	}
	return out, nil
}

func (s *Signature) unexpected(name, word string) error {
	var names []string
	for i := range s.Params {
		if k := s.Params[i].Kind; k == PosOrKw || k == KwOnly {
			names = append(names, s.Params[i].Name)
		}
	}
	hint := ""
	if best := closest(word, names); best != "" {
		hint = ". Did you mean '" + best + "'?"
	}
	return Errorf(TypeError, "%s() got an unexpected keyword argument '%s'%s", name, word, hint)
}

func missingError(name, kind string, names []string) error {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "'" + n + "'"
	}
	list := quoted[0]
	switch n := len(quoted); {
	case n == 2:
		list = quoted[0] + " and " + quoted[1]
	case n > 2:
		list = strings.Join(quoted[:n-1], ", ") + ", and " + quoted[n-1]
	}
	return Errorf(TypeError, "%s() missing %d required %s argument%s: %s", name, len(names), kind, pluralS(len(names)), list)
}

func pluralS(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func (s *Signature) tooMany(name string, given, slots int, args []any, kw []string, defaults []any, builtin *Builtin) error {
	if builtin != nil {
		return builtin.tooMany(s, given, len(kw))
	}
	withDefault, kwOnlyGiven := 0, 0
	for i := range s.Params {
		p := &s.Params[i]
		switch p.Kind {
		case PosOnly, PosOrKw:
			if p.Optional || defaults != nil && defaults[i] != nil {
				withDefault++
			}
		case KwOnly:
			for _, word := range kw {
				if word == p.Name {
					kwOnlyGiven++
				}
			}
		}
	}
	takes := fmt.Sprintf("%d positional argument%s", slots, pluralS(slots))
	if withDefault > 0 {
		takes = fmt.Sprintf("from %d to %d positional arguments", slots-withDefault, slots)
	}
	were := "were"
	if given == 1 && kwOnlyGiven == 0 {
		were = "was"
	}
	got := fmt.Sprint(given)
	if kwOnlyGiven > 0 {
		got = fmt.Sprintf("%d positional argument%s (and %d keyword-only argument%s)", given, pluralS(given), kwOnlyGiven, pluralS(kwOnlyGiven))
	}
	return Errorf(TypeError, "%s() takes %s but %s %s given", name, takes, got, were)
}
