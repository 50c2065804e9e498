package press_test

import (
	"fmt"
	"net/url"
	"os"
	"testing"
	"time"

	"letterpress/internal/archive"
	"letterpress/internal/press"
	"letterpress/internal/press/presstest"
)

// The same requests give the same answers and the same bytes in S3 as in a
// folder, also when the run is cut short and done again.
func TestBucketAsFolder(t *testing.T) {
	address := os.Getenv("LETTERPRESS_TEST_S3")
	if address == "" {
		t.Skip("LETTERPRESS_TEST_S3 is not set: letters in S3 were not tested")
	}
	u, err := url.Parse(address)
	must(t, err)
	u.Path += fmt.Sprintf("/press-%d", time.Now().UnixNano()) // a place of its own in a bucket that may not be empty
	bucket, err := archive.Open(t.Context(), u.String(), "")
	must(t, err)
	folder := newDesk(t)
	inBucket := newDesk(t, func(o *press.Options) { o.Archive = bucket })

	_, requests := inOrder(sampleRequests(t))
	requests = append(requests, presstest.Requests(11, 40)...)
	cut := inBucket.again(func(o *press.Options) { o.Archive = bucket }, after(func(n int, _ string) error {
		if n > 30 {
			return lost
		}
		return nil
	}))
	if _, err := cut.IssueChunk(t.Context(), requests); err == nil {
		t.Error("the run was not cut short")
	}
	want := folder.issue(requests...)
	inBucket.issue(requests...)
	for i, o := range inBucket.issue(requests...) {
		w := want[i]
		w.Repeated = true
		if got, want := asJSON(t, o), asJSON(t, w); got != want {
			t.Errorf("in the bucket\n%s, in the folder\n%s", got, want)
		}
		data, err := inBucket.PDF(t.Context(), o.Letter)
		if err != nil || sum(data) != w.Sum {
			t.Errorf("%s: other bytes in the bucket, error %v", o.Key, err)
		}
	}
}
