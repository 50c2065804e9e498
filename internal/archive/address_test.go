package archive

import (
	"strings"
	"testing"

	"letterpress/internal/fault"
)

func TestParseAddress(t *testing.T) {
	for in, want := range map[string]address{
		"data/archive":          {dir: "data/archive"},
		"./data/archive/":       {dir: "data/archive"},
		"/srv/letters":          {dir: "/srv/letters"},
		"file:data/archive":     {dir: "data/archive"},
		"file:///srv/letters":   {dir: "/srv/letters"},
		"s3://letters":          {bucket: "letters"},
		"s3://letters/":         {bucket: "letters"},
		"s3://my.letters/a/b-2": {bucket: "my.letters", prefix: "a/b-2"},
		"s3://letters?endpoint=http://127.0.0.1:7070&path-style=1": {
			bucket: "letters", endpoint: "http://127.0.0.1:7070", pathStyle: true},
		"s3://letters/p?endpoint=https%3A%2F%2Fs3.example.test/&path-style=false&region=us-gov-west-1": {
			bucket: "letters", prefix: "p", endpoint: "https://s3.example.test", region: "us-gov-west-1"},
	} {
		got, err := parseAddress(in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", in, got, want)
		}
	}
}

func TestParseAddressRefuses(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "names no folder",
		"  ":                       "names no folder",
		"file:":                    "names no folder",
		"file://host/dir":          "has no host",
		"gs://letters":             "no archive of kind gs://",
		"http://127.0.0.1/letters": "no archive of kind http://",
		"s3://":                    "a bucket is",
		"s3://Letters":             "a bucket is",
		"s3://letters:7070":        "a bucket is",
		"s3://letters/a/../b":      "a prefix is",
		"s3://letters/a//b":        "a prefix is",
		"s3://letters/" + strings.Repeat("a/", 300): "a prefix is",
		"s3://me:secret@letters":                    "credentials do not belong",
		"s3://letters#x":                            "fragment",
		"s3://letters?path_style=1":                 `no parameter "path_style"`,
		"s3://letters?path-style=yes":               "path-style is 1 or 0",
		"s3://letters?path-style=1&path-style=0":    "must have one value",
		"s3://letters?region=":                      "must have one value",
		"s3://letters?region=US":                    "region is a name",
		"s3://letters?endpoint=127.0.0.1:7070":      "endpoint is",
		"s3://letters?endpoint=ftp://h":             "endpoint is",
		"s3://letters?endpoint=http://u:p@h":        "endpoint is",
		"s3://letters?endpoint=http://h/path":       "endpoint is",
		"s3://letters?a;b":                          "malformed",
		"s3://letters/%zz":                          "not a URL",
	} {
		_, err := parseAddress(in)
		wantKind(t, err, fault.Usage)
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", in, err, want)
		}
		if fault.HintOf(err) == "" {
			t.Errorf("%s: no hint", in)
		}
	}
}

func TestParseAddressNamesAllFaults(t *testing.T) {
	_, err := parseAddress("s3://me:secret@L/A?endpoint=x&path-style=2&colour=red")
	for _, want := range []string{"bucket", "prefix", "credentials", "endpoint", "path-style", "colour"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no word of %s in: %v", want, err)
		}
	}
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("the error repeats a secret: %v", err)
	}
}

// The hint for a bad address is a pattern with every parameter that there is.
func TestParseAddressHintsAtAllParameters(t *testing.T) {
	_, err := parseAddress("s3://letters?colour=red")
	hint := fault.HintOf(err)
	for _, name := range parameters {
		if !strings.Contains(hint, name+"=") || !strings.Contains(err.Error(), name) {
			t.Errorf("no word of %s in %v, hint %s", name, err, hint)
		}
	}
	_, filled, _ := strings.Cut(strings.NewReplacer("BUCKET/PREFIX", "letters/p", "URL", "http://h:1", "NAME", "us-east-1", "ID", "1").Replace(hint), ", or ")
	if at, err := parseAddress(filled); err != nil || at.terms.kmsKey != "1" || at.region != "us-east-1" {
		t.Errorf("%s: %+v, %v", filled, at, err)
	}
}

func FuzzParseAddress(f *testing.F) {
	for _, s := range []string{"data", "file:///x", "s3://letters/p?endpoint=http://h:1&path-style=1", "s3://a:b@c#d", "s3://?%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := parseAddress(s)
		if err != nil {
			wantKind(t, err, fault.Usage)
			return
		}
		if (at.dir == "") == (at.bucket == "") {
			t.Fatalf("%q: a folder or a bucket, not %+v", s, at)
		}
		if at.dir != "" {
			return // a folder may have any name, even file:x
		}
		again, err := parseAddress(at.String())
		if err != nil || again.bucket != at.bucket || again.prefix != at.prefix {
			t.Fatalf("%q: %q reads as %+v, %v", s, at.String(), again, err)
		}
	})
}
