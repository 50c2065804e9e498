// Typst as a peer: sources in, tagged PDFs (PDF/UA-1) out.
//
//   node render.mjs FONTS                  frames on standard input and output
//   node render.mjs FONTS IN.typ OUT.pdf   one document of a cold process
//
// A frame is its length in 4 bytes, the lowest first, and its bytes; an answer
// has a byte before, 0 for a PDF and 1 for what went wrong. The compiler is kept
// from document to document, and so is its cache, as far as Typst suggests.
import { readFileSync, writeFileSync, writeSync, readSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const [fonts, input, output] = process.argv.slice(2)
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] })

function render(source) {
  const pdf = compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp: 0 })
  compiler.evictCache(10)
  return pdf
}

function read(n) {
  const buffer = Buffer.alloc(n)
  for (let at = 0; at < n; ) {
    const got = readSync(0, buffer, at, n - at)
    if (got === 0) process.exit(0) // no more documents
    at += got
  }
  return buffer
}

function write(buffer) {
  for (let at = 0; at < buffer.length; ) at += writeSync(1, buffer, at)
}

function answer(code, body) {
  const head = Buffer.alloc(5)
  head[0] = code
  head.writeUInt32LE(body.length, 1)
  write(head)
  write(body)
}

if (input) {
  writeFileSync(output, render(readFileSync(input, 'utf8')))
  process.exit(0)
}
for (;;) {
  const source = read(read(4).readUInt32LE()).toString('utf8')
  let pdf
  try {
    pdf = render(source)
  } catch (e) {
    answer(1, Buffer.from(String(e)))
    continue
  }
  answer(0, pdf)
}
