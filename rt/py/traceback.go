package py

// This file formats exceptions as CPython's traceback module does.

import (
	"fmt"
	"strconv"
	"strings"
)

var sources = map[string][]string{}

// RegisterSource gives tracebacks the lines of a file.
func RegisterSource(file string, lines []string) { sources[file] = lines }

// SourceLine is a line of a registered file, or "".
func SourceLine(file string, n int) string {
	if l := sources[file]; n >= 1 && n <= len(l) {
		return l[n-1]
	}
	return ""
}

// place is a TraceEntry's At taken apart; columns are bytes from 0, and -1 when
// unknown.
type tracePlace struct {
	line, col, endLine, endCol             int
	anchored                               bool
	leftLine, leftCol, rightLine, rightCol int
}

func parsePlace(at string) tracePlace {
	p := tracePlace{col: -1}
	span, anchor, anchored := strings.Cut(at, "^")
	begin, end, _ := strings.Cut(span, "-")
	p.line, p.col = pairOf(begin, 0)
	p.endLine, p.endCol = pairOf(end, p.line)
	if anchored {
		left, right, _ := strings.Cut(anchor, "-")
		p.anchored = true
		p.leftLine, p.leftCol = pairOf(left, p.line)
		p.rightLine, p.rightCol = pairOf(right, p.line)
	}
	return p
}

// lookupPlace is the place of x.name in that of x.name(…): up to the anchor,
// which is the opening parenthesis.
func lookupPlace(at string) string {
	span, anchor, anchored := strings.Cut(at, "^")
	if !anchored {
		return at
	}
	begin, _, _ := strings.Cut(span, "-")
	left, _, _ := strings.Cut(anchor, "-")
	return begin + "-" + left
}

// pairOf reads "line:col", or "col" on a line that is known.
func pairOf(text string, line int) (int, int) {
	if l, c, ok := strings.Cut(text, ":"); ok {
		line, _ = strconv.Atoi(l)
		text = c
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return line, -1
	}
	return line, n
}

// FormatException is the text that CPython prints for an exception that nobody
// caught.
func FormatException(e *Exception) string {
	return strings.Join(TraceFormat{Chain: true}.Exception(e), "")
}

// FormatExceptionWith is FormatException with another traceback than the
// exception's own: a *Traceback or None.
func FormatExceptionWith(e *Exception, trace any) string {
	return strings.Join(TraceFormat{Chain: true}.ExceptionWith(e, trace), "")
}

// FormatStack is the text of calls under way, given innermost first.
func FormatStack(calls []TraceEntry) string {
	return strings.Join(TraceFormat{}.Lines(calls), "")
}

// FormatTrace is the text of a traceback alone.
func FormatTrace(e *Exception) string { return FormatStack(e.Trace) }

// FormatOnly is the last line of an exception's text, with notes.
func FormatOnly(e *Exception) string { return strings.Join(ExceptionOnly(e), "") }

// TraceFormat says how tracebacks are formatted. What it gives are the pieces
// that CPython's module traceback gives: each ends with a line end and may be of
// several lines.
type TraceFormat struct {
	Chain   bool // show causes and contexts too
	Limited bool
	Limit   int // with Limited: so many lines, the oldest, or of a negative number the newest
}

// Exception is the text of an exception with its traceback.
func (t TraceFormat) Exception(e *Exception) []string {
	f := &traceFormatter{TraceFormat: t, seen: map[*Exception]bool{}}
	f.exception(e)
	return f.pieces
}

// ExceptionWith is Exception with another traceback than the exception's own: a
// *Traceback or None.
func (t TraceFormat) ExceptionWith(e *Exception, trace any) []string {
	own, shown := e.Trace, e.shown
	if err := e.SetTraceback(trace); err != nil {
		return t.Exception(e)
	}
	pieces := t.Exception(e)
	e.Trace, e.shown = own, shown
	return pieces
}

// Cut leaves of a traceback's entries, innermost first, those that count.
func (t TraceFormat) Cut(entries []TraceEntry) []TraceEntry {
	n := len(entries)
	switch {
	case !t.Limited:
		return entries
	case t.Limit >= 0:
		return entries[n-min(t.Limit, n):]
	}
	return entries[:min(-t.Limit, n)]
}

type traceFormatter struct {
	TraceFormat
	pieces []string
	seen   map[*Exception]bool
	deep   int // nesting of exception groups
	more   bool
}

const (
	causeText   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText = "\nDuring handling of the above exception, another exception occurred:\n\n"
)

// emit adds a piece as it is.
func (f *traceFormatter) emit(text string) { f.pieces = append(f.pieces, text) }

// write adds pieces with the margin of the group around.
func (f *traceFormatter) write(pieces ...string) {
	margin := ""
	if f.deep > 0 {
		margin = f.indent() + "| "
	}
	for _, text := range pieces {
		if margin != "" {
			var b strings.Builder
			for _, l := range strings.SplitAfter(text, "\n") {
				if l != "" {
					b.WriteString(margin + l)
				}
			}
			text = b.String()
		}
		f.emit(text)
	}
}

func (f *traceFormatter) indent() string { return strings.Repeat(" ", 2*f.deep) }

func (f *traceFormatter) exception(e *Exception) {
	f.seen[e] = true
	if f.Chain {
		if c, ok := e.Cause.(*Exception); ok {
			if !f.seen[c] {
				f.exception(c)
				f.write(causeText)
			}
		} else if e.Context != nil && !e.Suppress && !f.seen[e.Context] {
			f.exception(e.Context)
			f.write(contextText)
		}
	}
	members := groupMembers(e)
	lines := f.Lines(f.Cut(e.Trace))
	if members != nil {
		f.group(e, members, lines)
		return
	}
	if len(e.Trace) > 0 {
		f.write("Traceback (most recent call last):\n")
	}
	f.write(lines...)
	f.write(ExceptionOnly(e)...)
}

// group draws an exception group:
//
//   - Exception Group Traceback (most recent call last):
//     |   File …
//     | ExceptionGroup: message (2 sub-exceptions)
//     +-+---------------- 1 ----------------
//     | ValueError: 1
//     +---------------- 2 ----------------
func (f *traceFormatter) group(e *Exception, members []any, lines []string) {
	top := f.deep == 0
	if top {
		f.deep = 1
	}
	if len(e.Trace) > 0 {
		lead := "| "
		if top {
			lead = "+ "
		}
		f.emit(f.indent() + lead + "Exception Group Traceback (most recent call last):\n")
	}
	f.write(lines...)
	f.write(ExceptionOnly(e)...)
	const width = 15
	shown := min(len(members), width)
	if len(members) > width {
		shown = width + 1
	}
	f.more = false
	for i := range shown {
		title := strconv.Itoa(i + 1)
		last := i == shown-1
		if last {
			f.more = true
		}
		if i == width {
			title = "..."
		}
		head := "  "
		if i == 0 {
			head = "+-"
		}
		f.emit(f.indent() + head + "+---------------- " + title + " ----------------\n")
		f.deep++
		if i < width {
			f.exception(members[i].(*Exception))
		} else {
			n := len(members) - width
			f.write(fmt.Sprintf("and %d more exception%s\n", n, pluralS(n)))
		}
		if last && f.more {
			f.emit(f.indent() + "+------------------------------------\n")
			f.more = false
		}
		f.deep--
	}
	if top {
		f.deep = 0
	}
}

// groupMembers are the exceptions of a group, nil for any other.
func groupMembers(e *Exception) []any {
	if !e.Class.IsSubclass(BaseExceptionGroup) {
		return nil
	}
	if t, ok := e.Value.(*Tuple); ok {
		return t.Items
	}
	return nil
}

// ExceptionOnly is "ValueError: text" and behind it the lines of the notes.
func ExceptionOnly(e *Exception) []string {
	name := e.Class.QualName
	if m := e.Class.Module; m != "builtins" && m != "__main__" && m != "" {
		name = m + "." + name
	}
	text, err := Str(e)
	if err != nil {
		text = "<exception str() failed>"
	}
	if hint := suggestion(e); hint != "" {
		text += hint
	}
	if text != "" {
		name += ": " + text
	}
	pieces := []string{name + "\n"}
	if e.Notes != nil {
		for _, n := range e.Notes.Items {
			note, err := Str(n)
			if err != nil {
				note = "<note str() failed>"
			}
			for _, l := range strings.Split(note, "\n") {
				pieces = append(pieces, l+"\n")
			}
		}
	}
	return pieces
}

// Lines are the entries of a traceback, which are given innermost first, from
// the oldest on. More than three equal ones in a row are counted.
func (TraceFormat) Lines(entries []TraceEntry) []string {
	var out []string
	last, count := "", 0
	flush := func() {
		if count > 3 {
			n := count - 3
			times := "times"
			if n == 1 {
				times = "time"
			}
			out = append(out, fmt.Sprintf("  [Previous line repeated %d more %s]\n", n, times))
		}
	}
	for i := len(entries) - 1; i >= 0; i-- {
		t := entries[i]
		p := parsePlace(t.At)
		key := fmt.Sprint(t.Code.File, p.line, t.Code.Name)
		if key != last {
			flush()
			last, count = key, 0
		}
		if count++; count > 3 {
			continue
		}
		out = append(out, fmt.Sprintf("  File \"%s\", line %d, in %s\n", t.Code.File, p.line, t.Code.Name)+snippet(t.Code.File, p))
	}
	flush()
	return out
}

// snippet shows the source of an entry with its carets.
func snippet(file string, p tracePlace) string {
	lines := sources[file]
	if p.line < 1 || p.line > len(lines) {
		return ""
	}
	endLine := min(max(p.endLine, p.line), len(lines))
	all := append([]string(nil), lines[p.line-1:endLine]...)
	margin := -1
	for _, l := range all {
		if t := strings.TrimLeft(l, " \t\f"); t != "" && (margin < 0 || len(l)-len(t) < margin) {
			margin = len(l) - len(t)
		}
	}
	margin = max(margin, 0)
	for i, l := range all {
		all[i] = strings.TrimRight(l[min(margin, len(l)):], " \t\r\n\f")
	}
	if p.col < 0 {
		return "    " + all[0] + "\n"
	}
	d := drawing{lines: all, start: column(all[0], p.col-margin), end: column(all[len(all)-1], p.endCol-margin)}
	if p.anchored {
		l, r := p.leftLine-p.line, p.rightLine-p.line
		if l >= 0 && l < len(all) && r >= 0 && r < len(all) {
			d.anchored = true
			d.leftLine, d.left = l, column(all[l], p.leftCol-margin)
			d.rightLine, d.right = r, column(all[r], p.rightCol-margin)
		}
	}
	d.carets = d.shows()
	return d.draw()
}

// column turns a byte offset into display columns.
func column(line string, offset int) int {
	offset = max(0, min(offset, len(line)))
	return displayWidth(line[:offset])
}

func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n++
		if wide(r) {
			n++
		}
	}
	return n
}

// wide reports East Asian wide and full-width characters.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf && r != 0x303f || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0xffe0 && r <= 0xffe6 ||
		r >= 0x1f300 && r <= 0x1f64f || r >= 0x1f900 && r <= 0x1f9ff || r >= 0x20000 && r <= 0x3fffd)
}

// drawing is a snippet with what is to be underlined.
type drawing struct {
	lines                            []string
	start, end                       int
	anchored                         bool
	leftLine, left, rightLine, right int
	carets                           bool
}

// shows reports whether carets say anything: not when they would underline a
// whole statement, nor for a call that is all that is returned or assigned.
func (d *drawing) shows() bool {
	first, last := d.lines[0], d.lines[len(d.lines)-1]
	before := first[:byteOffset(first, d.start)]
	after := last[byteOffset(last, d.end):]
	call := d.anchored && d.right == d.end && strings.HasSuffix(last[:byteOffset(last, d.end)], ")") &&
		strings.HasPrefix(d.lines[d.leftLine][byteOffset(d.lines[d.leftLine], d.left):], "(")
	if call && strings.TrimRight(after, " ") == "" {
		text := strings.TrimSpace(before)
		switch {
		case text == "return":
			name := d.lines[0][len(before):]
			if d.leftLine == 0 {
				name = name[:max(0, byteOffset(first, d.left)-len(before))]
			}
			if isIdentifier(strings.TrimSpace(name)) {
				return false
			}
		case strings.HasSuffix(text, "=") && assignment(text):
			return false
		}
	}
	if d.anchored {
		return true
	}
	return strings.TrimSpace(before) != "" || strings.TrimRight(after, " \t") != ""
}

// assignment reports whether text is the left of a plain assignment.
func assignment(text string) bool {
	t := strings.TrimSuffix(text, "=")
	if t == "" {
		return false
	}
	switch t[len(t)-1] {
	case '=', '<', '>', '!', '+', '-', '*', '/', '%', '&', '|', '^', '@', ':', '(':
		return false
	}
	depth := 0
	for _, c := range t {
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
	}
	return depth == 0 && !strings.Contains(t, ": ")
}

func isIdentifier(s string) bool {
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		return false
	}
	for _, r := range s {
		if !(r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127) {
			return false
		}
	}
	return true
}

// byteOffset is the inverse of column.
func byteOffset(line string, col int) int {
	n := 0
	for i, r := range line {
		if n >= col {
			return i
		}
		n++
		if wide(r) {
			n++
		}
	}
	return len(line)
}

// draw writes the significant lines: the first, the last, and those around the
// anchors.
func (d *drawing) draw() string {
	significant := map[int]bool{0: true, len(d.lines) - 1: true}
	if d.anchored {
		for k := -1; k <= 1; k++ {
			significant[d.leftLine+k] = true
			significant[d.rightLine+k] = true
		}
	}
	var out strings.Builder
	previous := -1
	for i := range d.lines {
		if !significant[i] {
			continue
		}
		switch gap := i - previous; {
		case previous >= 0 && gap == 2:
			d.line(&out, i-1)
		case previous >= 0 && gap > 2:
			fmt.Fprintf(&out, "    ...<%d lines>...\n", gap-1)
		}
		d.line(&out, i)
		previous = i
	}
	return out.String()
}

func (d *drawing) line(out *strings.Builder, i int) {
	text := d.lines[i]
	out.WriteString("    " + text + "\n")
	if !d.carets {
		return
	}
	spaces := len(text) - len(strings.TrimLeft(text, " \t"))
	count := displayWidth(text)
	if i == len(d.lines)-1 {
		count = d.end
	}
	out.WriteString("    ")
	for c := range count {
		switch {
		case c < spaces || i == 0 && c < d.start:
			out.WriteByte(' ')
		case !d.anchored:
			out.WriteByte('^')
		case (i > d.leftLine || i == d.leftLine && c >= d.left) && (i < d.rightLine || i == d.rightLine && c < d.right):
			out.WriteByte('^')
		default:
			out.WriteByte('~')
		}
	}
	out.WriteByte('\n')
}

// suggestion is ". Did you mean: 'x'?" for a misspelt attribute or name.
func suggestion(e *Exception) string {
	if e.Dict == nil {
		return ""
	}
	wrong, ok := e.Dict.GetStr("name").(string)
	if !ok {
		return ""
	}
	var names []string
	switch {
	case e.Class.IsSubclass(AttributeError):
		obj := e.Dict.GetStr("obj")
		if obj == nil {
			return ""
		}
		for _, n := range DirNames(obj) {
			if !strings.HasPrefix(n, "_") || strings.HasPrefix(wrong, "_") {
				names = append(names, n)
			}
		}
	case e.Class.IsSubclass(NameError):
		return nameSuggestion(e, wrong)
	default:
		return ""
	}
	if best := closest(wrong, names); best != "" {
		return ". Did you mean: '" + best + "'?"
	}
	return ""
}

// nameSuggestion is suggestion for a name: an attribute of self, a name around,
// or a module that is not imported.
func nameSuggestion(e *Exception, wrong string) string {
	var names []string
	text := ""
	if hint, ok := e.Value.(*nameHint); ok {
		names = strings.Fields(hint.near)
		if hint.self != nil {
			if v, err := GetAttrOr(hint.self, wrong); v != nil && err == nil {
				text = ". Did you mean: 'self." + wrong + "'?"
			}
		}
	}
	if text == "" {
		if best := closest(wrong, append(names, BuiltinNames()...)); best != "" {
			text = ". Did you mean: '" + best + "'?"
		}
	}
	if !strings.Contains(stdlibNames, " "+wrong+" ") {
		return text
	}
	if text != "" {
		return text + " Or did you forget to import '" + wrong + "'?"
	}
	return ". Did you forget to import '" + wrong + "'?"
}

// closest mirrors traceback._compute_suggestion_error: the name at the smallest
// edit distance that is not too far.
func closest(wrong string, names []string) string {
	best, bestAt := "", -1
	if len(wrong) > 40 || len(names) > 750 {
		return ""
	}
	for _, n := range names {
		if n == wrong {
			continue
		}
		limit := (len(n) + len(wrong) + 3) * 2 / 6
		if bestAt >= 0 {
			limit = min(limit, bestAt-1)
		}
		d := editDistance(wrong, n, limit)
		if d > limit {
			continue
		}
		if bestAt < 0 || d < bestAt {
			best, bestAt = n, d
		}
	}
	return best
}

// editDistance is Levenshtein's with cost 2 for a change and 1 for a change of
// case, as in CPython.
func editDistance(a, b string, limit int) int {
	if a == b {
		return 0
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = 2 * j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = 2 * i
		for j := 1; j <= len(b); j++ {
			cost := 2
			switch {
			case a[i-1] == b[j-1]:
				cost = 0
			case strings.EqualFold(a[i-1:i], b[j-1:j]):
				cost = 1
			}
			next := min(diagonal+cost, row[j]+2, row[j-1]+2)
			diagonal, row[j] = row[j], next
		}
	}
	return row[len(b)]
}
