package ledger_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"letterpress/internal/fault"
	"letterpress/internal/ledger"
)

// foreign is how tenant b calls one method about what is a's, and what b may be
// told: that there is nothing, or an answer in which nothing is a's.
type foreign struct {
	args []any
	want string // "not found", "nothing of a", or why the method is no tenant's
}

// ofTenantA is what tenant a has, by kind of thing.
type ofTenantA struct {
	made, waiting, failed, held ledger.Letter
	cursor, pieceCursor         string
}

// intrusions has a case for every method of Ledger and Tx: one without fails the
// test, so that a new method cannot be forgotten.
func intrusions(a ofTenantA) map[string]foreign {
	ctx, page := context.Background(), ledger.Page{Limit: 1000}
	fresh, stolen := sample("b", "made"), rendering(a.waiting)
	fresh.RequestSum, stolen.Tenant = sum([]byte("another request")), "b"
	const notFound, nothing = "not found", "nothing of a"
	return map[string]foreign{
		"Accept":     {[]any{ctx, noon, []ledger.Letter{fresh}}, nothing},
		"Record":     {[]any{ctx, noon, []ledger.Rendering{stolen}}, nothing},
		"Fail":       {[]any{ctx, noon, "b", a.waiting.ID, "x", true}, notFound},
		"Retry":      {[]any{ctx, noon, "b", a.failed.ID}, notFound},
		"Void":       {[]any{ctx, noon, "b", a.made.ID, "x"}, notFound},
		"Supersede":  {[]any{ctx, noon, "b", a.made.ID, fresh.ID}, notFound},
		"Hold":       {[]any{ctx, noon, "b", a.made.Piece.ID, "x"}, notFound},
		"Release":    {[]any{ctx, noon, "b", a.held.Piece.ID}, notFound},
		"Move":       {[]any{ctx, noon, "b", []ledger.Move{{Piece: a.made.Piece.ID, To: ledger.Held, Reason: "x"}}}, notFound},
		"RecordRead": {[]any{ctx, noon, "b", a.made.ID, "pdf"}, notFound},
		"Letter":     {[]any{ctx, "b", a.made.ID}, notFound},
		"Audit":      {[]any{ctx, "b", a.made.ID}, notFound},
		"Letters":    {[]any{ctx, ledger.Filter{Tenant: "b", Kind: a.made.Kind, Page: ledger.Page{After: a.cursor}}}, nothing},
		"Pieces":     {[]any{ctx, ledger.PieceFilter{Tenant: "b", Letter: a.made.ID, Page: ledger.Page{After: a.pieceCursor}}}, nothing},
		"Unfinished": {[]any{ctx, "b", page}, nothing},
		"Find":       {[]any{ctx, "b", []string{a.made.ID, a.waiting.ID}}, nothing},
		"ByID":       {[]any{ctx, "b", []string{a.made.ID, a.waiting.ID}}, nothing},
		"Events":     {[]any{ctx, "b", int64(0), 1000}, nothing},
		"Keys":       {[]any{ctx, "b"}, nothing},
		"RevokeKey":  {[]any{ctx, noon, "b", "key-of-a"}, notFound},
		"AuditSince": {[]any{ctx, "b", time.Time{}, page}, nothing},

		"RecordRegenerated": {[]any{ctx, noon, "b", a.made.ID, "x"}, notFound},

		"AddKey":   {want: "makes a key of the tenant that it names"},
		"KeyOf":    {want: "the secret says whose it is"},
		"AnyKey":   {want: "says whether the installation is new"},
		"Alone":    {want: "waits and tells nothing"},
		"Stranded": {want: "is for whoever makes letters of all tenants"},
		"Check":    {want: "is about the database"},
		"Native":   {want: "is the database"},
		"Writers":  {want: "is about the database"},
		"Waiting":  {want: "is for whoever keeps the service running"},
		"KeyUsed":  {want: "is told after the key's secret was"},
		"Schema":   {want: "is about the database"},
		"Backup":   {want: "copies the database"},
		"Close":    {want: "is about the database"},
		"Write":    {want: "is tried through the methods of Tx"},
	}
}

// newTenantA gives tenant a one of everything, and b a letter under the same key.
func newTenantA(d desk) (a ofTenantA) {
	ctx := context.Background()
	a.made, a.waiting, a.failed, a.held = d.issued("a", "made"), sample("a", "waiting"), sample("a", "failed"), d.issued("a", "held")
	d.accept(a.waiting)
	d.accept(a.failed)
	d.must(d.Fail(ctx, noon, "a", a.failed.ID, "no font", true))
	d.must(d.Hold(ctx, noon, "a", a.held.Piece.ID, "asked for"))
	d.must(d.Write(ctx, func(tx *ledger.Tx) error {
		return tx.AddKey(ctx, noon, ledger.Key{ID: "key-of-a", Tenant: "a", Roles: []string{"read"}}, "hash-of-a")
	}))
	_, cursor, err := d.Letters(ctx, ledger.Filter{Tenant: "a", Page: ledger.Page{Limit: 1}})
	d.must(err)
	_, pieceCursor, err := d.Pieces(ctx, ledger.PieceFilter{Tenant: "a", Page: ledger.Page{Limit: 1}})
	d.must(err)
	a.cursor, a.pieceCursor = cursor, pieceCursor
	d.issued("b", "own")
	return a
}

// everythingOf is all that a tenant is shown, as text.
func (d desk) everythingOf(tenant string) string {
	d.t.Helper()
	ctx, page := context.Background(), ledger.Page{Limit: 1000}
	letters, _, err := d.Letters(ctx, ledger.Filter{Tenant: tenant, Page: page})
	d.must(err)
	pieces, _, err := d.Pieces(ctx, ledger.PieceFilter{Tenant: tenant, Page: page})
	d.must(err)
	keys, err := d.Keys(ctx, tenant)
	d.must(err)
	events, err := d.Events(ctx, tenant, 0, 1000)
	d.must(err)
	done, _, err := d.AuditSince(ctx, tenant, time.Time{}, page)
	d.must(err)
	all := []any{letters, pieces, keys, events, done}
	for _, l := range letters {
		full, err := d.Letter(ctx, tenant, l.ID)
		d.must(err)
		history, err := d.Audit(ctx, tenant, l.ID)
		d.must(err)
		all = append(all, full, history)
	}
	return fmt.Sprintf("%+q", all)
}

// No method shows or changes what is another tenant's.
func testIsolation(t *testing.T, fresh database) {
	d := newDesk(t, fresh)
	a := newTenantA(d)
	before := d.everythingOf("a")
	for name, c := range intrusions(a) {
		if c.args == nil {
			continue
		}
		if m := reflect.ValueOf(d.Ledger).MethodByName(name); m.IsValid() {
			c.intrude(t, "Ledger."+name, a, m)
		}
		err := d.Write(context.Background(), func(tx *ledger.Tx) error {
			if m := reflect.ValueOf(tx).MethodByName(name); m.IsValid() {
				c.intrude(t, "Tx."+name, a, m)
			}
			return nil
		})
		if err != nil && fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after := d.everythingOf("a"); after != before {
		t.Errorf("what is a's was changed:\n%s\n%s", before, after)
	}
	wantNothingOf(t, "b", a, d.everythingOf("b"))
}

// intrude calls a method and checks what it tells.
func (c foreign) intrude(t *testing.T, name string, a ofTenantA, method reflect.Value) {
	t.Helper()
	args := make([]reflect.Value, method.Type().NumIn())
	for i := range args {
		args[i] = reflect.Zero(method.Type().In(i)) // what the case leaves out
		if i < len(c.args) {
			args[i] = reflect.ValueOf(c.args[i])
		}
	}
	var told []any
	var err error
	for _, v := range method.Call(args) {
		if e, ok := v.Interface().(error); ok {
			err = e
			continue
		}
		told = append(told, v.Interface())
	}
	if c.want == "not found" {
		wantKind(t, err, fault.NotFound)
	} else if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	wantNothingOf(t, name, a, fmt.Sprintf("%+q", told))
}

func wantNothingOf(t *testing.T, what string, a ofTenantA, told string) {
	t.Helper()
	for _, l := range []ledger.Letter{a.made, a.waiting, a.failed, a.held} {
		for _, id := range []string{l.ID, l.Piece.ID, l.RequestSum, `"a"`, "key-of-a", "hash-of-a"} {
			asked := what == "Ledger.Record" || what == "Tx.Record" // it answers by the id that it was asked with
			if id != "" && !asked && strings.Contains(told, id) {
				t.Errorf("%s tells %s: %s", what, id, told)
			}
		}
	}
}

// Every method has its case.
func TestEveryMethodIsHeldToTenants(t *testing.T) {
	cases := intrusions(ofTenantA{})
	for _, of := range []reflect.Type{reflect.TypeFor[*ledger.Ledger](), reflect.TypeFor[*ledger.Tx]()} {
		for i := range of.NumMethod() {
			if _, ok := cases[of.Method(i).Name]; !ok {
				t.Errorf("%v.%s has no case in intrusions: how would another tenant call it?", of, of.Method(i).Name)
			}
		}
	}
}
