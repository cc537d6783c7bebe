import { request } from 'undici'
import type { Anything } from '../support/anything.ts'

/** What one mock answers is looked into, not typed. */
export interface MockProcess {
  readonly url: string
  control(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Anything>
}

export async function control (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body: unknown
): Promise<Anything> {
  const answer = await request(url, {
    method, ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.statusCode}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
