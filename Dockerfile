# letterpress and nothing else: no shell, no package manager, no root.
#
#     docker build --tag letterpress .
#     docker run --volume letterpress:/data --publish 127.0.0.1:8080:8080 letterpress
#
# The database and the archive are in the volume /data, unless LETTERPRESS_DB and LETTERPRESS_ARCHIVE say otherwise.

FROM golang:1.26.8 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -ldflags=-s -o /out/letterpress ./cmd/letterpress
# A volume that is mounted here has the owner of the folder in the image.
RUN mkdir /out/data /out/tmp

FROM scratch
# Whom to trust, for S3 and PostgreSQL over TLS.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/letterpress /letterpress
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
USER 65532:65532
ENV LETTERPRESS_DATA=/data
ENV LETTERPRESS_LISTEN=0.0.0.0:8080
EXPOSE 8080
ENTRYPOINT ["/letterpress"]
CMD ["serve"]
