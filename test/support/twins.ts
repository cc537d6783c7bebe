import { randomUUID } from 'node:crypto'
import type { Mutation } from './mutations.ts'
import { profiles, type Answer } from './stack.ts'

// The same request about things that do not exist. Its answer is what a stranger gets for things that do.

const names = [
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, /\+\d{8,15}/g, /\b(?:wup|imp)_[\w-]+/g,
  /(?<=\/(?:sbc|scripttemplates|channels?|services)\/)\d+/g, /(?<=\/user\/)[^/?"]+/g
]
/** What everybody knows. */
const common: readonly string[] = Object.values(profiles)

function another (name: string): string {
  if (name.startsWith('+')) return `${name.slice(0, -4)}9${String(Math.floor(Math.random() * 1000)).padStart(3, '0')}`
  if (/^\d+$/.test(name)) return '987654'
  if (/^(wup|imp)_/.test(name)) return `${name.slice(0, 3)}_${randomUUID()}`
  return name.length === 36 ? randomUUID() : 'sip:nobody@nowhere.example'
}

export interface Twin { readonly request: Mutation, readonly rename: (text: string) => string }

export function twinOf (request: Mutation): Twin {
  const text = JSON.stringify([request.path, request.query ?? '', request.body ?? null])
  const found = [...new Set(names.flatMap(pattern => text.match(pattern) ?? []))].filter(name => !common.includes(name))
  const others = found.map(name => [name, another(name)] as const)
  const rename = (text: string): string => others.reduce(
    (renamed, [name, other]) => renamed.replaceAll(new RegExp(name.replaceAll(/[.+]/g, '\\$&'), 'gi'), other), text
  )
  const [path, query, body] = JSON.parse(rename(text)) as [string, string, unknown]
  return { request: { ...request, path, query, ...(request.body !== undefined && { body }) }, rename }
}

/** An answer without what differs between any two. */
export function comparable ({ status, body }: Answer, rename = (text: string): string => text): unknown {
  const text = rename(JSON.stringify(body ?? null))
  return { status, ...asObject(text), traceId: undefined, errorTicket: undefined, instance: undefined }
}

function asObject (text: string): Record<string, unknown> {
  const value = JSON.parse(text) as unknown
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : { answer: value }
}
