package main

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
)

// freshDatabase makes an empty database on the server and returns its address.
func freshDatabase(ctx context.Context, server string) (string, error) {
	c, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer c.Close(ctx)
	name := fmt.Sprintf("bench_%d", time.Now().UnixNano())
	if _, err := c.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		return "", err
	}
	u, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// under returns the address of a place of its own in an archive's bucket.
func under(archive, prefix string) string {
	u, err := url.Parse(archive)
	if err != nil {
		return archive // the service says what is wrong with it
	}
	u.Path = "/" + prefix
	return u.String()
}
