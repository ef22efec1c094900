package semantics

// This file defines the blocks of the symbol table and what they know of names.

import (
	"strings"

	"github.com/py2goasync/py2goasync/frontend/ast"
	"github.com/py2goasync/py2goasync/frontend/source"
)

// blockKind is the kind of a block.
type blockKind uint8

// The kinds, as in CPython. All but modules and classes behave like functions.
const (
	moduleBlock blockKind = iota
	functionBlock
	classBlock
	annotationBlock // with from __future__ import annotations
	typeVarBlock    // a bound, constraint or default
	typeAliasBlock
	typeParamsBlock
)

// flags say what a block does with a name.
type flags uint16

const (
	isGlobal flags = 1 << iota // declared global
	isNonlocal
	isLocal // assigned or deleted
	isParam
	isImport
	isTypeParam
	isAnnotated
	isUsed
	isCompIter // the variable of a comprehension's for

	isBound = isLocal | isParam | isImport | isTypeParam
)

// symbol is a name, mangled, with what its block does with it.
type symbol struct {
	name  string
	flags flags
	// directive is the first statement that makes the name global or nonlocal.
	directive source.Span
}

// block is a scope of the program: an entry of the symbol table.
type block struct {
	kind     blockKind
	children []*block
	symbols  []symbol // in the order of their first appearance
	index    map[string]int
	// what names the part of a type parameter that a typeVarBlock is.
	what string
	// comp is the kind of comprehension, as in messages, or "".
	comp string
	// coroutine: async def, or something asynchronous stands in the block;
	// generator: some yield does.
	coroutine, generator bool
	// inTarget: the target of a comprehension's for is being visited; inIter
	// counts the iterables around.
	inTarget bool
	inIter   int
	// mangled, in the type parameters of a class, holds the only names that are
	// private there.
	mangled map[string]bool
	// seesClass: names are looked up in the class around first.
	seesClass bool
}

func (b *block) functionLike() bool { return b.kind != moduleBlock && b.kind != classBlock }

// find gives the symbol of a mangled name, or nil.
func (b *block) find(name string) *symbol {
	if b.index != nil {
		if i, ok := b.index[name]; ok {
			return &b.symbols[i]
		}
		return nil
	}
	for i := range b.symbols {
		if b.symbols[i].name == name {
			return &b.symbols[i]
		}
	}
	return nil
}

func (b *block) get(name string) flags {
	if s := b.find(name); s != nil {
		return s.flags
	}
	return 0
}

// smallBlock is the number of symbols from which an index is worth its map.
const smallBlock = 8

// at gives the symbol of a mangled name, new where there is none.
func (b *block) at(name string) *symbol {
	if s := b.find(name); s != nil {
		return s
	}
	b.symbols = append(b.symbols, symbol{name: name})
	n := len(b.symbols)
	switch {
	case b.index != nil:
		b.index[name] = n - 1
	case n > smallBlock:
		b.index = make(map[string]int, 2*n)
		for i := range b.symbols {
			b.index[b.symbols[i].name] = i
		}
	}
	return &b.symbols[n-1]
}

// table is the symbol table of a file while it is being built and after.
type table struct {
	errs        *errors
	annotations bool // from __future__ import annotations
	top         *block
	stack       []*block
	class       string // the class whose private names apply
	// of finds the block of a function, lambda or comprehension.
	of map[ast.Node]*block
}

func (t *table) cur() *block { return t.stack[len(t.stack)-1] }

func (t *table) enter(kind blockKind) *block {
	b := &block{kind: kind}
	if len(t.stack) > 0 {
		outer := t.cur()
		outer.children = append(outer.children, b)
		b.inIter = outer.inIter
	}
	t.stack = append(t.stack, b)
	return b
}

func (t *table) exit() { t.stack = t.stack[:len(t.stack)-1] }

// mangle makes _C__x of the private name __x in class C.
func (t *table) mangle(name string) string {
	if t.class == "" || len(name) < 3 || name[:2] != "__" || strings.HasSuffix(name, "__") || strings.Contains(name, ".") {
		return name
	}
	if b := t.cur(); b.mangled != nil && !b.mangled[name] {
		return name
	}
	class := strings.TrimLeft(t.class, "_")
	if class == "" {
		return name
	}
	return "_" + class + name
}
