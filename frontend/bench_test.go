package frontend

import (
	"fmt"
	"strings"
	"testing"
)

// benchSource is n bytes of Python: a mix of what programs are made of.
func benchSource(n int) []byte {
	const block = `# Worker %[1]d: fetches, counts, reports.
class Worker%[1]d(Base, metaclass=Meta):
    """Fetch pages and count their words."""

    limit: int = 10

    def __init__(self, client, *, retries=3, **options):
        super().__init__(client)
        self.retries = retries
        self.options = {"timeout": 10.5, "headers": {"Accept": "text/html"}, **options}

    @property
    def name(self):
        return f"{self.prefix!r}-{self.number:>{self.width}}"

    async def fetch(self, url, a, b=1):
        for attempt in range(self.retries):
            try:
                async with self.client.get(url, timeout=self.options["timeout"]) as response:
                    if response.status != 200 or not response.ok:
                        raise ValueError("status %%d" %% response.status)
                    text = await response.text()
            except (OSError, ValueError) as error:
                self.log(error, attempt + 1)
                await asyncio.sleep(0.1 * 2 ** attempt)
            else:
                words = [w.lower() for line in text.splitlines() for w in line.split() if w[0] not in "#%%"]
                return sum(len(w) for w in words[a:b]), {w: words.count(w) for w in set(words)}
        return None

    def area(self, x, y, z):
        self.total += (x * y - z // 2) ** 2 / (1 if x < y <= z else 0x_ff)
        return self.total >> 3 & 0b1010, lambda k: k[::-1]

`
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, block, i)
	}
	return []byte(b.String())
}

// BenchmarkParse shows that time grows with size: at most 0.25 s a megabyte on
// one core.
func BenchmarkParse(b *testing.B) {
	for _, mb := range []int{1, 4, 16} {
		b.Run(fmt.Sprintf("%dMB", mb), func(b *testing.B) {
			src := benchSource(mb << 20)
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, diags := Parse("bench.py", src); diags.HasErrors() {
					b.Fatal(diags[0])
				}
			}
		})
	}
}

// BenchmarkCheck measures what Check adds.
func BenchmarkCheck(b *testing.B) {
	src := benchSource(1 << 20)
	file, diags := Parse("bench.py", src)
	if diags.HasErrors() {
		b.Fatal(diags[0])
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if diags := file.Check(); diags.HasErrors() {
			b.Fatal(diags[0])
		}
	}
}
