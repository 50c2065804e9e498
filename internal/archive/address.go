package archive

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"letterpress/internal/fault"
)

// address is where an archive is: the place of a folder, or of a bucket.
type address struct {
	dir string // the folder; empty for a bucket

	bucket    string
	prefix    string // of all keys in the bucket, without slashes at its ends
	endpoint  string // of a server other than AWS; empty: from the environment
	pathStyle bool   // the bucket in the path instead of the host name
	region    string // empty: from the environment
	terms     terms  // that each object is kept on
}

// parseAddress reads an address as Open describes it, and names all its faults
// at once.
func parseAddress(s string) (address, error) {
	if dir, ok := strings.CutPrefix(s, "file:"); ok {
		return parseFile(dir)
	}
	if !strings.Contains(s, "://") {
		return folderAt(s)
	}
	u, err := url.Parse(s)
	if err != nil {
		return address{}, badAddress(errors.New("it is not a URL"))
	}
	if u.Scheme != "s3" {
		return address{}, badAddress(fmt.Errorf("there is no archive of kind %s://", u.Scheme))
	}
	return parseS3(u)
}

func parseFile(dir string) (address, error) {
	if rest, ok := strings.CutPrefix(dir, "//"); ok {
		if !strings.HasPrefix(rest, "/") {
			return address{}, badAddress(errors.New("a file: address has no host"))
		}
		dir = rest
	}
	return folderAt(dir)
}

func folderAt(dir string) (address, error) {
	if strings.TrimSpace(dir) == "" || strings.ContainsRune(dir, 0) {
		return address{}, badAddress(errors.New("it names no folder"))
	}
	return address{dir: filepath.Clean(dir)}, nil
}

func parseS3(u *url.URL) (address, error) {
	at := address{bucket: u.Host, prefix: strings.Trim(u.Path, "/")}
	faults := []error{at.checkNames()}
	if u.User != nil {
		faults = append(faults, errors.New("credentials do not belong in it: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"))
	}
	if u.Fragment != "" {
		faults = append(faults, errors.New("it has a fragment"))
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		faults = append(faults, errors.New("its parameters are malformed"))
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		faults = append(faults, at.set(name, query[name]))
	}
	faults = append(faults, at.terms.check())
	if err := errors.Join(faults...); err != nil {
		return address{}, badAddress(err)
	}
	return at, nil
}

// maxPrefix leaves room for the longest key in S3's 1,024 bytes.
const maxPrefix = 1024 - maxKey - 1

// checkNames holds the bucket to S3's rules for new buckets, and the prefix to
// the alphabet of keys.
func (a *address) checkNames() error {
	var faults []error
	if n := len(a.bucket); n < 3 || n > 63 || !validSegment(strings.ReplaceAll(a.bucket, ".", "-")) {
		faults = append(faults, errors.New("a bucket is 3 to 63 of a-z, 0-9, hyphen and dot"))
	}
	segments := strings.Split(a.prefix, "/")
	if a.prefix != "" && (len(a.prefix) > maxPrefix || !all(segments, validSegment)) {
		faults = append(faults, fmt.Errorf("a prefix is segments of 1 to %d of a-z, 0-9 and hyphen, %d bytes in all", maxSegment, maxPrefix))
	}
	return errors.Join(faults...)
}

func all(segments []string, ok func(string) bool) bool {
	return !slices.ContainsFunc(segments, func(s string) bool { return !ok(s) })
}

// parameters are all that an address of a bucket may have.
var parameters = []string{"endpoint", "path-style", "region", "retention", "lock", "sse", "kms-key"}

// set takes one parameter. An unknown one is refused, because a misspelt
// setting that is ignored is a setting that is off.
func (a *address) set(name string, values []string) error {
	if len(values) != 1 || values[0] == "" {
		return fmt.Errorf("%q must have one value", name)
	}
	v := values[0]
	switch name {
	case "endpoint":
		a.endpoint = strings.TrimSuffix(v, "/")
		return checkEndpoint(v)
	case "path-style":
		a.pathStyle = v == "1" || v == "true"
		if !a.pathStyle && v != "0" && v != "false" {
			return errors.New("path-style is 1 or 0")
		}
		return nil
	case "region":
		a.region = v
		if !validSegment(v) {
			return errors.New("region is a name such as us-east-1")
		}
		return nil
	case "retention", "lock", "sse", "kms-key":
		return a.terms.set(name, v)
	}
	return fmt.Errorf("there is no parameter %q: only %s", name, strings.Join(parameters, ", "))
}

func checkEndpoint(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" ||
		u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("endpoint is http://HOST:PORT or https://HOST:PORT")
	}
	return nil
}

func badAddress(err error) error {
	return (&fault.Error{Kind: fault.Usage, Message: "archive address", Err: err}).
		WithHint("a folder, or s3://BUCKET/PREFIX?endpoint=URL&path-style=1&region=NAME&retention=10y&lock=governance&sse=aws:kms&kms-key=ID")
}

// String returns the address for messages: no parameters, so nothing that was
// put there by mistake.
func (a address) String() string {
	if a.bucket == "" {
		return a.dir
	}
	s := "s3://" + a.bucket
	if a.prefix != "" {
		s += "/" + a.prefix
	}
	return s
}
