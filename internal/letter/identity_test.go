package letter

import (
	"slices"
	"testing"

	"github.com/google/uuid"
)

// Ids must never change: archives and ledgers are full of them.
func TestIDIsFixed(t *testing.T) {
	if got, want := ID("default", "enroll-2025-000123"), "8e42ef06-e2aa-5e97-8f85-7b0286bf3316"; got != want {
		t.Errorf("id = %s, want %s", got, want)
	}
}

func TestIDsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, tenant := range []string{"default", "a", "a-b"} {
		for _, key := range []string{"1", "b", "b:1", "a"} {
			id := ID(tenant, key)
			if u, err := uuid.Parse(id); err != nil || u.Version() != 5 || !ValidID(id) || seen[id] {
				t.Errorf("id of %s, %s = %s", tenant, key, id)
			}
			seen[id] = true
		}
	}
}

func TestObjectKey(t *testing.T) {
	if got, want := ObjectKey("default", Date{2025, 2, 3}, "x"), "default/2025/02/x.pdf"; got != want {
		t.Errorf("object key = %s, want %s", got, want)
	}
}

func TestFullName(t *testing.T) {
	tests := map[string]struct {
		name Name
		want string
	}{
		"last alone":      {Name{Last: "Sample"}, "Sample"},
		"all parts":       {Name{Prefix: "Ms.", First: "Ana", Middle: "B.", Last: "Sample", Suffix: "II"}, "Ms. Ana B. Sample II"},
		"spaces":          {Name{First: " Ana ", Middle: " ", Last: "Sample"}, "Ana Sample"},
		"display exactly": {Name{Display: "ANA  SAMPLE", First: "Ana", Last: "Sample"}, "ANA  SAMPLE"},
	}
	for name, tt := range tests {
		if got := tt.name.Full(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestAddressBlock(t *testing.T) {
	street := []string{"12 Example Street", "Apt 2"}
	tests := map[string]struct {
		address Address
		names   []string
		want    []string
	}{
		"plain": {Address{Lines: street[:1], City: "Sampleton", State: "CT", PostalCode: "06032"}, []string{"Ana Sample"},
			[]string{"ANA SAMPLE", "12 EXAMPLE STREET", "SAMPLETON CT 06032"}},
		"everything": {Address{"Pat Example", "Urb Las Muestras", street, "San Juan", "PR", "009011234"}, []string{"Ana Núñez", "Example Clinic"},
			[]string{"ANA NÚÑEZ", "EXAMPLE CLINIC", "C/O PAT EXAMPLE", "URB LAS MUESTRAS", "12 EXAMPLE STREET", "APT 2", "SAN JUAN PR 00901-1234"}},
		"already care of": {Address{CareOf: "c/o Pat Example", Lines: street[:1], City: "Sampleton", State: "CT", PostalCode: "06032-1234"}, nil,
			[]string{"C/O PAT EXAMPLE", "12 EXAMPLE STREET", "SAMPLETON CT 06032-1234"}},
		"care of as a sign": {Address{CareOf: "% Pat Example", Lines: street[:1], City: "Sampleton", State: "CT", PostalCode: "06032"}, []string{""},
			[]string{"% PAT EXAMPLE", "12 EXAMPLE STREET", "SAMPLETON CT 06032"}},
		"military": {Address{Lines: []string{"PSC 1  Box 2"}, City: "APO", State: "AE", PostalCode: "09012"}, []string{"Jörg Straße"},
			[]string{"JÖRG STRASSE", "PSC 1 BOX 2", "APO AE 09012"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.address.Block(tt.names...); !slices.Equal(got, tt.want) {
				t.Errorf("block\n got %q\nwant %q", got, tt.want)
			}
		})
	}
}
