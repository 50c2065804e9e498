// Package maroto prints letters with github.com/johnfercher/maroto/v2: a row of
// automatic height for each paragraph and table row, custom fonts loaded once.
//
// maroto knows no forced line break: lines within a block run on.
package maroto

import (
	"strings"
	"time"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	"github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/components/text"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/border"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/pagesize"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"
	"github.com/johnfercher/maroto/v2/pkg/repository"

	"letterpress/bench/content"
	"letterpress/bench/peer"
)

const family = "liberation-sans"

// mm is a point in millimetres, maroto's unit.
const mm = 25.4 / 72

// grid is the columns of a row, so that a column is a percent.
const grid = 100

// New returns a maker with its fonts loaded.
func New() (peer.Maker, error) {
	fonts, err := repository.New().
		AddUTF8FontFromBytes(family, fontstyle.Normal, liberationsansregular.TTF).
		AddUTF8FontFromBytes(family, fontstyle.Bold, liberationsansbold.TTF).
		Load()
	if err != nil {
		return nil, err
	}
	return peer.Func(func(d *content.Document) ([]byte, error) { return render(fonts, d) }), nil
}

func render(fonts []*entity.CustomFont, d *content.Document) ([]byte, error) {
	m := maroto.New(config.NewBuilder().
		WithPageSize(pagesize.Letter).
		WithLeftMargin(content.Left*mm).WithRightMargin(content.Left*mm).
		WithTopMargin(content.Top*mm).WithBottomMargin(content.Bottom*mm).
		WithMaxGridSize(grid).
		WithCustomFonts(fonts).
		WithDefaultFont(&props.Font{Family: family}).
		WithTitle(d.Title, true).
		WithCreationDate(time.Unix(0, 0)).
		WithCompression(true).
		Build())
	for _, part := range d.Parts {
		m.AddPages(page.New().Add(rows(part)...))
	}
	out, err := m.Generate()
	if err != nil {
		return nil, err
	}
	return out.GetBytes(), nil
}

func rows(part content.Part) []core.Row {
	var out []core.Row
	for i := range part {
		b := &part[i]
		s := b.Kind.Style()
		switch b.Kind {
		case content.Grid:
			out = append(out, table(b.Table)...)
		case content.Item:
			out = append(out, row.New().Add(
				col.New(4).Add(text.New(content.Bullet, look(s, s.After, 0))),
				col.New(96).Add(text.New(words(b.Text), look(s, s.After, 0)))))
		default:
			out = append(out, row.New().Add(col.New(grid).Add(text.New(words(b.Text), look(s, s.After, 0)))))
		}
	}
	return out
}

func table(t *content.Table) []core.Row {
	var out []core.Row
	if len(t.Heads) > 0 {
		out = append(out, cells(content.Head, t.Widths, t.Heads))
	}
	for _, r := range t.Rows {
		out = append(out, cells(content.Cell, t.Widths, r))
	}
	return out
}

var boxed = &props.Cell{BorderType: border.Full}

func cells(s content.Style, widths []int, list []string) core.Row {
	r := row.New()
	for i, c := range list {
		if c == "" {
			c = " " // an empty cell would have no height
		}
		r.Add(col.New(widths[i]).Add(text.New(words(c), look(s, content.Pad, content.Pad))).WithStyle(boxed))
	}
	return r
}

// look is how text is set: after points below it, pad points around it. The
// lead is what the lines are apart, of which the font's height is a part.
func look(s content.Style, after, pad float64) props.Text {
	t := props.Text{Family: family, Size: s.Size, Style: fontstyle.Normal,
		Top: pad * mm, Left: pad * mm, Right: pad * mm, Bottom: after * mm, VerticalPadding: (s.Lead - s.Size) * mm}
	if s.Bold {
		t.Style = fontstyle.Bold
	}
	return t
}

func words(s string) string { return strings.ReplaceAll(s, "\n", " ") }
