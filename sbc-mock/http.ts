import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Level } from './access.ts'
import type { Device } from './device.ts'
import { HttpRefusal } from './refusal.ts'

export interface Call {
  device: Device
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: Buffer
  /** Sequence of the request in the log. */
  request: number
  failAfterLines?: number | undefined
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  /** Objects are sent as JSON, strings and buffers as they are. */
  body?: unknown
}

export interface Verb {
  level: Level
  /** Changes the device: counted as a writer, and refused during HA synchronization. */
  write?: boolean
  run (call: Call, parameter: string): Reply
}

export interface Route {
  path: RegExp
  verbs: Record<string, Verb>
}

/** Answers of the device always carry a description. */
export function say (status: number, description: string): Reply {
  return { status, body: { description } }
}

/** What a device answers when a list is empty differs between manuals (docs/wire/mediant.md#requests-and-users). */
export function nothing (device: Device): Reply {
  const { emptyStatus } = device.behaviour
  return emptyStatus === 204 ? { status: 204 } : say(emptyStatus, 'There is no content')
}

const longestBody = 64 * 1024 * 1024

export async function readBody (request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > longestBody) throw new HttpRefusal(413, 'body is too large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

export function readJson (body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new HttpRefusal(400, 'body is not JSON')
  }
}

export function send (response: ServerResponse, { status, headers = {}, body }: Reply): void {
  if (response.destroyed) return
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const content = body === undefined ? Buffer.alloc(0) : raw ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
  response.writeHead(status, {
    ...(content.length > 0 && !raw ? { 'content-type': 'application/json' } : {}),
    ...(status === 204 ? {} : { 'content-length': String(content.length) }),
    ...headers
  })
  response.end(status === 204 ? undefined : content)
}
