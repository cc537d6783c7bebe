import { randomUUID } from 'node:crypto'

/** What the load generator sends. Every upload names numbers that none before it named. */
export type Request =
  | { kind: 'upload', token: string, numbers: number, idempotent: boolean }
  | { kind: 'get', token: string, paths: readonly string[] }

const tenant = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
const profile = '5f3fbb3b-df9b-483d-b294-c7eb01e22aac'

let uploaded = 0

export function requestOf (request: Request): () => Buffer {
  return request.kind === 'upload' ? uploads(request) : gets(request)
}

function uploads ({ token, numbers, idempotent }: Extract<Request, { kind: 'upload' }>): () => Buffer {
  const key = randomUUID().slice(0, 24)
  let sent = 0
  return () => {
    const phoneNumbers = Array.from(
      { length: numbers }, () => `+6139${String(uploaded++ % 10_000_000).padStart(7, '0')}`
    )
    const body = JSON.stringify({
      callingProfile: profile, usage: 'CallingUserAssignment', capabilities: ['InboundCalling', 'OutboundCalling'],
      phoneNumbers, workflowVersion: '3', country: 'AU'
    })
    const idempotency = idempotent ? `idempotency-key: ${key}${String(sent++).padStart(12, '0')}\r\n` : ''
    return Buffer.from(
      `POST /api/v3/oc/numbers/action/upload?msTenantId=${tenant} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ` +
      `${token}\r\n` +
        `${idempotency}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    )
  }
}

function gets ({ token, paths }: Extract<Request, { kind: 'get' }>): () => Buffer {
  const prepared = paths.map(path =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\n\r\n`)
  )
  let sent = 0
  return () => prepared[sent++ % prepared.length] ?? Buffer.alloc(0)
}
