import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'
import { badFile } from './bad-file.ts'
import type { Routes } from './routes.ts'

/** Types a CSV file, or a workbook, comes under: by the standard, as browsers on Windows name it, and as scripts do. */
const csvTypes = [
  'text/csv', 'application/csv', 'application/vnd.ms-excel', 'application/octet-stream', 'text/plain',
  'multipart/form-data', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
]

/** Bytes of a file at most: 100,000 rows with every cell filled fit. */
const largestFile = 64 * 1024 * 1024

/** Adds routes that take a file and nothing else: their body stays a stream, read as fast as it is used. */
export function takeFiles (routes: Routes, add: (files: Routes) => void): void {
  routes.below(scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser(csvTypes, (_request, payload, done) => done(null, payload))
  }, add)
}

export interface UploadedFile {
  readonly bytes: AsyncIterable<Uint8Array>
  /** The digest of the content, once it was read: requests with the same file have the same digest. */
  digest (): string
}

/** The file of a request: its body, or the first file of a form. Throws Problem body_too_large while it is read. */
export function fileOf (request: FastifyRequest): UploadedFile {
  if (!(request.body instanceof Readable)) {
    throw badFile('The body is empty; send the file as it is, or as a file of a form.')
  }
  const stream = request.body
  const hash = createHash('sha256')
  const isForm = /^multipart\/form-data/i.test(request.headers['content-type'] ?? '')
  const bytes = async function * (): AsyncGenerator<Uint8Array> {
    let size = 0
    for await (const chunk of isForm ? fileInForm(request, stream) : chunksOf(stream)) {
      size += chunk.length
      if (size > largestFile) throw tooLarge()
      hash.update(chunk)
      yield chunk
    }
  }
  if (Number(request.headers['content-length']) > largestFile) throw tooLarge()
  return { bytes: bytes(), digest: () => hash.copy().digest('hex') }
}

function tooLarge (): Problem {
  return new Problem('body_too_large', `A file may have at most ${largestFile} bytes. Split it.`)
}

/**
 * When we stop reading, the rest is read and dropped: a client whose socket is closed or full does not read its answer.
 */
async function * chunksOf (stream: Readable): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> = stream.iterator({ destroyOnReturn: false })
  try {
    yield * chunks
  } finally {
    stream.on('data', () => {})
  }
}

/** The first file of a form. Anything else in the form is refused: an option that we ignored would be worse. */
async function * fileInForm (request: FastifyRequest, stream: Readable): AsyncGenerator<Uint8Array> {
  const form = openForm(request)
  const strange: string[] = []
  let file: Readable | undefined
  let fail: (error: unknown) => void = () => {}
  const finished = new Promise<void>((resolve, reject) => {
    form.once('finish', resolve)
    fail = error => {
      reject(unreadable(error))
      file?.destroy(unreadable(error))
    }
  })
  finished.catch(() => {}) // awaited below, once the file is read
  const found = new Promise<void>(resolve => {
    form.on('file', (_field, part) => {
      file = part
      part.on('error', fail)
      resolve()
    })
  })
  form.on('field', name => strange.push(name))
  form.on('filesLimit', () => strange.push('a second file'))
  form.on('error', fail)
  stream.on('error', fail)
  stream.pipe(form)
  try {
    await Promise.race([found, finished])
    if (strange[0] === undefined && file !== undefined) yield * chunksOf(file)
    if (strange[0] === undefined) await finished
    if (strange[0] !== undefined) {
      throw badFile(
        `The form holds ${JSON.stringify(strange[0])}, which is not known here: one file, and options in the query.`
      )
    }
    if (file === undefined) throw badFile('The form holds no file.')
  } catch (error) {
    throw unreadable(error)
  } finally {
    stream.unpipe(form)
    stream.off('error', fail)
    stream.on('error', () => {}) // an error in the rest changes nothing
    stream.resume()
  }
}

function openForm (request: FastifyRequest): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: { files: 1, fieldSize: 1024 }
    })
  } catch (error) {
    throw unreadable(error)
  }
}

/** Errors of the form's parser become a Problem; an error with a code is one already, or is that of the connection. */
function unreadable (error: unknown): Error {
  if (error instanceof Error && 'code' in error) return error
  return badFile(`The form cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
}
