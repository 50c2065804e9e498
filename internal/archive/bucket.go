package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go/logging"

	"letterpress/internal/fault"
)

// patience bounds how long a call may take when the server is slow, silent or
// gone.
type patience struct {
	attempts int           // of one request, the first included
	pause    time.Duration // longest between two attempts
	dial     time.Duration // to connect
	attempt  time.Duration // one request with its answer
	call     time.Duration // everything
}

// defaultPatience gives a restarting server some ten seconds, and a person at a
// terminal an answer within two minutes whatever happens.
var defaultPatience = patience{
	attempts: 5,
	pause:    4 * time.Second,
	dial:     5 * time.Second,
	attempt:  20 * time.Second,
	call:     2 * time.Minute,
}

// rounds is how often a put is begun again when the store says that the key is
// taken and then that there is no such object.
const rounds = 4

// bucket is the archive in S3 or a server that speaks its protocol.
//
// A put carries If-None-Match: * and the SHA-256, which the server checks.
// "Taken" (412, or 409 while another writer is at it) is no error until the
// bytes differ: when the answer to a put is lost, its repetition meets the
// object of the first attempt.
type bucket struct {
	client *s3.Client
	at     address
	prefix string
	call   time.Duration
	now    func() time.Time // from which locks count
	proven atomic.Bool      // the server was seen to keep the terms of the address
}

// openBucket makes the client. It reads the AWS environment and configuration
// files, and does not contact the server.
func openBucket(ctx context.Context, at address, p patience) (*bucket, error) {
	b := &bucket{at: at, call: p.call, now: time.Now}
	if at.prefix != "" {
		b.prefix = at.prefix + "/"
	}
	options := []func(*config.LoadOptions) error{
		config.WithLogger(logging.Nop{}),
		config.WithHTTPClient(newHTTPClient(p)),
		config.WithRetryer(func() aws.Retryer { return newRetryer(p) }),
	}
	if at.region != "" {
		options = append(options, config.WithRegion(at.region))
	}
	cfg, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, failure(fault.Usage, b, "AWS configuration", err)
	}
	if cfg.Region == "" && at.endpoint == "" {
		return nil, failure(fault.Usage, b, "no region", nil).WithHint("add region=NAME to the address, or set AWS_REGION")
	}
	cfg.Credentials = aws.NewCredentialsCache(namedCredentials{cfg.Credentials})
	b.client = s3.NewFromConfig(cfg, at.apply)
	return b, nil
}

// apply puts the address's settings over those of the environment.
func (a address) apply(o *s3.Options) {
	o.UsePathStyle = a.pathStyle
	o.DisableLogOutputChecksumValidationSkipped = true
	if a.endpoint != "" {
		o.BaseEndpoint = aws.String(a.endpoint)
	}
	if o.Region == "" {
		o.Region = "us-east-1" // servers other than AWS take any
	}
}

func newHTTPClient(p patience) *awshttp.BuildableClient {
	return awshttp.NewBuildableClient().
		WithTimeout(p.attempt).
		WithDialerOptions(func(d *net.Dialer) { d.Timeout = p.dial }).
		WithTransportOptions(func(t *http.Transport) { t.MaxIdleConnsPerHost = 64 })
}

// newRetryer retries each call on its own account. The SDK's shared budget
// would let one burst of 503 fail letters that a second attempt stores.
func newRetryer(p patience) aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = p.attempts
		o.MaxBackoff = p.pause
		o.RateLimiter = ratelimit.None
		o.Retryables = append(o.Retryables, retry.RetryableHTTPStatusCode{
			Codes: map[int]struct{}{http.StatusConflict: {}},
		})
	})
}

// String returns bucket, prefix and, when it is not AWS, the server.
func (b *bucket) String() string {
	if b.at.endpoint == "" {
		return b.at.String()
	}
	return b.at.String() + " at " + b.at.endpoint
}

// PutOnce implements Archive.
func (b *bucket) PutOnce(ctx context.Context, key string, data []byte, sum [sha256.Size]byte) (bool, error) {
	if err := admit(ctx, b, key); err != nil {
		return false, err
	}
	if err := b.prove(ctx); err != nil {
		return false, err
	}
	return b.putOnce(ctx, key, data, sum)
}

func (b *bucket) putOnce(ctx context.Context, key string, data []byte, sum [sha256.Size]byte) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, b.call)
	defer cancel()
	var err error
	for range rounds {
		if err = b.put(ctx, key, data, sum); err == nil {
			return true, nil
		}
		taken := isTaken(err)
		if !taken && !b.mayBeLocked(err) {
			return false, b.failPut(ctx, key, err)
		}
		found := b.confirm(ctx, key, sum)
		if !taken && !isSettled(found) {
			return false, b.failPut(ctx, key, err) // refused, and not because it is there
		}
		if err = found; fault.KindOf(err) != fault.NotFound {
			return false, err
		}
	}
	return false, b.fail(ctx, "store "+key+": the key is neither free nor taken", err)
}

func (b *bucket) put(ctx context.Context, key string, data []byte, sum [sha256.Size]byte) error {
	in := &s3.PutObjectInput{
		Bucket:         &b.at.bucket,
		Key:            aws.String(b.prefix + key),
		Body:           bytes.NewReader(data),
		ContentLength:  aws.Int64(int64(len(data))),
		ContentType:    aws.String(contentType(key)),
		ChecksumSHA256: aws.String(base64.StdEncoding.EncodeToString(sum[:])),
		IfNoneMatch:    aws.String("*"),
	}
	b.at.terms.ask(in, b.now())
	out, err := b.client.PutObject(ctx, in)
	if err != nil {
		return err
	}
	return b.at.terms.encrypted(out.ServerSideEncryption, out.SSEKMSKeyId)
}

// confirm returns nil when the object under key has the hash sum and is kept on
// the terms of the address, fault.Conflict when it has another hash, and
// fault.NotFound when there is none.
func (b *bucket) confirm(ctx context.Context, key string, sum [sha256.Size]byte) error {
	head, err := b.head(ctx, key)
	if err != nil {
		return err
	}
	_, have, err := b.sumOf(ctx, key, head)
	if err != nil {
		return err
	}
	if have != sum {
		return conflict(b, key)
	}
	if err := b.at.terms.kept(head); err != nil {
		return b.failPut(ctx, key, err)
	}
	return nil
}

// Get implements Archive. The SDK checks the bytes against the checksum that
// the server keeps.
func (b *bucket) Get(ctx context.Context, key string) ([]byte, error) {
	if err := admit(ctx, b, key); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, b.call)
	defer cancel()
	var data []byte
	var err error
	for range rounds { // the SDK retries requests, not an answer that breaks off
		var broken bool
		if data, broken, err = b.get(ctx, key); !broken || ctx.Err() != nil {
			break
		}
	}
	if isMissing(err) {
		return nil, notFound(b, key)
	}
	if err != nil {
		return nil, b.fail(ctx, "read "+key, err)
	}
	return data, nil
}

// get makes one request; broken means that its answer began and did not end
// well.
func (b *bucket) get(ctx context.Context, key string) (data []byte, broken bool, err error) {
	out, err := b.client.GetObject(ctx, &s3.GetObjectInput{
		Bucket:       &b.at.bucket,
		Key:          aws.String(b.prefix + key),
		ChecksumMode: types.ChecksumModeEnabled,
	})
	if err != nil {
		return nil, false, err
	}
	defer out.Body.Close()
	data, err = io.ReadAll(out.Body)
	return data, err != nil, err
}

// Stat implements Archive. It asks for the checksum that the server keeps, and
// reads the object only when there is none of the whole.
func (b *bucket) Stat(ctx context.Context, key string) (int64, [sha256.Size]byte, error) {
	if err := admit(ctx, b, key); err != nil {
		return 0, [sha256.Size]byte{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, b.call)
	defer cancel()
	head, err := b.head(ctx, key)
	if err != nil {
		return 0, [sha256.Size]byte{}, err
	}
	return b.sumOf(ctx, key, head)
}

func (b *bucket) head(ctx context.Context, key string) (*s3.HeadObjectOutput, error) {
	head, err := b.client.HeadObject(ctx, &s3.HeadObjectInput{
		Bucket:       &b.at.bucket,
		Key:          aws.String(b.prefix + key),
		ChecksumMode: types.ChecksumModeEnabled,
	})
	if isMissing(err) {
		return nil, notFound(b, key)
	}
	if err != nil {
		return nil, b.fail(ctx, "look at "+key, err)
	}
	return head, nil
}

func (b *bucket) sumOf(ctx context.Context, key string, head *s3.HeadObjectOutput) (int64, [sha256.Size]byte, error) {
	kept, err := base64.StdEncoding.DecodeString(aws.ToString(head.ChecksumSHA256))
	if err == nil && len(kept) == sha256.Size && head.ContentLength != nil {
		return *head.ContentLength, [sha256.Size]byte(kept), nil
	}
	data, err := b.Get(ctx, key)
	if err != nil {
		return 0, [sha256.Size]byte{}, err
	}
	return int64(len(data)), sha256.Sum256(data), nil
}
