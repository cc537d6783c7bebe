import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FaultKind, UpstreamFault } from '../../problems.ts'
import type { SbcConnection } from './sbc.ts'
import { Wire } from './wire.ts'

const Answer = Type.Object({
  result: Type.Optional(Type.Unknown()),
  error: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.String() }))
})
const Table = Type.Object({
  name: Type.String(), dbtable: Type.Optional(Type.String()), expire: Type.Optional(Type.Integer())
})
const Info = Type.Object({ version: Type.Optional(Type.String()) })
const Uptime = Type.Object({ up_since: Type.Optional(Type.String()) })

/** A hash table as the server declares it. */
export type Table = Static<typeof Table>

/** What the server has for one key: the row in its database, and the entry in memory that calls are routed by. */
export interface KeyState { readonly stored?: string, readonly memory?: string }

/** An answer of the routes in `deploy/kamailio/dialplane.cfg`, whose last line proves that it is whole. */
interface Lines { readonly status: number, readonly lines: readonly string[], readonly isLast: boolean }

/** Commands of a Kamailio by JSON-RPC, and its rows by routes of its configuration (docs/wire/kamailio.md). */
export class KamailioCalls {
  readonly #wire: Wire
  #count = 0

  constructor (connection: SbcConnection) {
    this.#wire = new Wire(connection)
  }

  /** How messages call the server. */
  get name (): string {
    return this.#wire.name
  }

  get certificateEnds (): string | undefined {
    return this.#wire.certificateEnds?.toISOString()
  }

  async version (): Promise<string | undefined> {
    return this.#read(Info, this.#result(await this.#call('core.info'), 'core.info'), 'core.info').version
  }

  /** When it started; undefined where it does not say. */
  async upSince (): Promise<string | undefined> {
    const { result } = await this.#call('core.uptime')
    return Value.Check(Uptime, result) ? result.up_since : undefined
  }

  async tables (): Promise<Table[]> {
    const answer = await this.#call('htable.listTables')
    if (answer.error?.message === 'No htables') return []
    return this.#read(Type.Array(Table), this.#result(answer, 'htable.listTables'), 'htable.listTables')
  }

  async state (table: string, key: string): Promise<KeyState> {
    return stateOf(await this.#rows('get', table, key))
  }

  /** Makes the row and then the entry where there is none; `isRefused`: the database does not take the row. */
  async add (table: string, key: string, value: string): Promise<KeyState & { readonly isRefused: boolean }> {
    const answer = await this.#rows('add', table, key, value)
    return { ...stateOf(answer), isRefused: answer.lines.includes('refused') }
  }

  /** Removes the row and the entry where they have this value. */
  async remove (table: string, key: string, value: string): Promise<KeyState> {
    return stateOf(await this.#rows('remove', table, key, value))
  }

  /** All rows of a table, page by page: in the order of their ids, so that none is missed while others come and go. */
  async * pages (table: string): AsyncGenerator<Array<{ key: string, value: string }>> {
    for (let after = '0'; ;) {
      const { lines, isLast } = await this.#rows('list', table, after)
      const before = after
      const found: Array<{ key: string, value: string }> = []
      for (const text of lines) {
        const [, id, key, value] = /^row (\d+) (\S*) (.*)$/.exec(text) ?? []
        if (id === undefined || key === undefined || value === undefined) {
          throw this.#unknownForm('/dialplane/list')
        }
        found.push({ key, value })
        after = id
      }
      if (found.length > 0) yield found
      if (isLast) return
      if (after === before) throw this.#unknownForm('/dialplane/list')
    }
  }

  /** Whether the routes serve a table. Only a whole answer of theirs proves that they do not. */
  async isOffered (table: string): Promise<boolean> {
    const { status, lines, isWhole } = await this.#ask('get', table, '0')
    if (isWhole && status === 200) return true
    if (isWhole && lines[0] === 'no such table') return false
    throw this.fault(
      'busy',
      `${this.name} does not answer at /dialplane/get as the routes of dialplane.cfg do (${status}); its ` +
        'configuration must include them.'
    )
  }

  async #rows (operation: string, table: string, key: string, value = ''): Promise<Lines> {
    const answer = await this.#ask(operation, table, key, value)
    if (!answer.isWhole) {
      throw this.fault(
        'busy', `${this.name} answers only a part at /dialplane/${operation}; nothing is concluded from it.`
      )
    }
    if (answer.status !== 200) {
      throw this.fault(
        'unexpected', `${this.name} refuses /dialplane/${operation} (${answer.status}): ${answer.lines[0]}.`
      )
    }
    return answer
  }

  async #ask (operation: string, table: string, key: string, value = ''): Promise<Lines & { isWhole: boolean }> {
    const path = `/dialplane/${operation}/${encodeURIComponent(table)}/${key}`
    const { status, text } = await this.#wire.request('POST', path, value, { 'content-type': 'text/plain' })
    const lines = text.split('\n')
    const isWhole = lines.pop() === '' && /^(end|more)$/.test(lines.at(-1) ?? '')
    return { status, isWhole, isLast: lines.pop() === 'end', lines }
  }

  #result (answer: Static<typeof Answer>, method: string): unknown {
    if (answer.error === undefined) return answer.result
    // -32601 in the sources, 500 in what runs
    const isUnknown = answer.error.code === -32601 || /^method not found$/i.test(answer.error.message)
    throw this.fault(
      isUnknown ? 'unexpected' : 'busy',
      `${this.name} fails at ${method}: ${answer.error.message}.` +
        (isUnknown ? ' Its configuration must load the modules kex, jsonrpcs and htable.' : '')
    )
  }

  #read<Schema extends TSchema> (schema: Schema, value: unknown, method: string): Static<Schema> {
    if (Value.Check(schema, value)) return value
    throw this.#unknownForm(method)
  }

  #unknownForm (method: string): UpstreamFault {
    return this.fault('busy', `${this.name} answers ${method} in a form that is not known.`)
  }

  /**
   * An error of a command comes with status 500 and a body that says so; anything else with 500 is no answer of the
   * server.
   */
  async #call (method: string): Promise<Static<typeof Answer>> {
    const body = JSON.stringify({ jsonrpc: '2.0', method, id: ++this.#count })
    const { status, text } = await this.#wire.request(
      'POST', '/RPC', body, { 'content-type': 'application/json' }, text => read(text) !== undefined
    )
    const answer = read(text)
    if (answer === undefined) {
      throw this.fault(
        'busy',
        `${this.name} does not answer JSON-RPC at /RPC (${status}); its base URL may lead to something else.`
      )
    }
    return answer
  }

  fault (kind: FaultKind, message: string): UpstreamFault {
    return this.#wire.fault(kind, message)
  }

  close (): Promise<void> {
    return this.#wire.close()
  }
}

function stateOf ({ lines }: Lines): KeyState {
  const side = (name: string): string | undefined =>
    lines.find(text => text.startsWith(`${name} `))?.slice(name.length + 1)
  const [stored, memory] = [side('stored'), side('memory')]
  return { ...(stored !== undefined && { stored }), ...(memory !== undefined && { memory }) }
}

function read (text: string): Static<typeof Answer> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(Answer, value) && (value.error !== undefined || value.result !== undefined || 'jsonrpc' in value)
      ? value
      : undefined
  } catch {
    return undefined
  }
}
