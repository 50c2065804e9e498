package pdf

import (
	"fmt"
	"sort"
	"time"

	"letterpress/internal/page"
)

func Parts(w *Writer, d *page.Document) {
	best := map[string]time.Duration{}
	mark := func(n string, t time.Time) {
		if e := time.Since(t); best[n] == 0 || e < best[n] {
			best[n] = e
		}
	}
	var out []byte
	for k := 0; k < 1500; k++ {
		t0 := time.Now()
		t := t0
		w.gate.check(d)
		mark("1gate", t)
		head, _ := headFor(w.gate.rep)
		t = time.Now()
		s, _ := w.painter.paint(d)
		mark("2paint", t)
		t = time.Now()
		out, _ = w.assembler.assemble(out[:0], d, w.gate.attached, head, s)
		mark("3assemble", t)
		mark("all", t0)
		t = time.Now()
		a := &w.assembler
		a.out = out[:0]
		a.begin(a.out, head, a.bundle+1)
		mark("4  begin", t)
		a.d, a.head = d, head
		t = time.Now()
		a.putCatalog()
		a.putInfo()
		a.putPageTree()
		for i := range s {
			a.putPage(i)
		}
		a.putAnnotations()
		a.putOutline()
		a.putStructure()
		mark("5  objects", t)
		t = time.Now()
		for i := range s {
			a.deflated(a.pageAt(i)+1, "", s[i], 0)
		}
		mark("6  deflate pages", t)
		t = time.Now()
		a.scratch = append(append(a.scratch[:0], a.index...), a.packed...)
		a.zipped = a.deflater.append(a.zipped[:0], a.scratch, objects)
		mark("6  deflate objects", t)
		t = time.Now()
		a.identity(head)
		mark("7  identity", t)
		t = time.Now()
		r := a.rows(a.bundle)
		mark("8  rows", t)
		t = time.Now()
		a.zipped = a.deflater.append(a.zipped[:0], r, objects)
		mark("9  deflate rows", t)
		a.out = nil
	}
	var keys []string
	for k := range best {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		fmt.Println(k, best[k])
	}
	fmt.Println(len(out))
}
