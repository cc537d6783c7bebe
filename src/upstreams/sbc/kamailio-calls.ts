import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FaultKind, UpstreamFault } from '../../problems.ts'
import type { SbcConnection } from './sbc.ts'
import { Wire } from './wire.ts'

const Answer = Type.Object({
  result: Type.Optional(Type.Unknown()),
  error: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.String() }))
})
const Tables = Type.Array(Type.Object({ name: Type.String(), dbtable: Type.Optional(Type.String()) }))
const Entry = Type.Object({ name: Type.String(), value: Type.Union([Type.String(), Type.Number()]) })
const Dump = Type.Array(Type.Object({ slot: Type.Array(Entry) }))
const Info = Type.Object({ version: Type.Optional(Type.String()) })

const methodNotFound = -32601

/** Commands of a Kamailio by JSON-RPC over HTTP (docs/wire/kamailio.md). */
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

  async version (): Promise<string | undefined> {
    return this.#read(Info, await this.#must('core.info'), 'core.info').version
  }

  async tableNames (): Promise<string[]> {
    return (await this.#tables()).map(({ name }) => name)
  }

  /** The entries of a hash table; undefined when there is no such table. */
  async entries (table: string): Promise<Array<Static<typeof Entry>> | undefined> {
    const answer = await this.#call('htable.dump', table)
    if (answer.error?.message === 'No such htable') return undefined
    // An empty table is no list.
    const slots = Array.isArray(this.#result(answer, 'htable.dump'))
      ? this.#read(Dump, answer.result, 'htable.dump')
      : []
    return slots.flatMap(({ slot }) => slot)
  }

  async set (table: string, key: string, value: string): Promise<void> {
    await this.#must('htable.sets', table, key, value)
  }

  async delete (table: string, key: string): Promise<void> {
    await this.#must('htable.delete', table, key)
  }

  async #tables (): Promise<Static<typeof Tables>> {
    const answer = await this.#call('htable.listTables')
    if (answer.error?.message === 'No htables') return []
    return this.#read(Tables, this.#result(answer, 'htable.listTables'), 'htable.listTables')
  }

  /**
   * A table without a database is kept in memory only, on purpose; a server older than the command writes it when it
   * ends.
   */
  async save (plan: string): Promise<void> {
    const table = (await this.#tables()).find(({ name }) => name === plan)
    if (table?.dbtable === undefined || table.dbtable === '') return
    const answer = await this.#call('htable.store', plan)
    if (answer.error?.code !== methodNotFound) this.#result(answer, 'htable.store')
  }

  async #must (method: string, ...params: string[]): Promise<unknown> {
    return this.#result(await this.#call(method, ...params), method)
  }

  #result (answer: Static<typeof Answer>, method: string): unknown {
    if (answer.error === undefined) return answer.result
    const hint = answer.error.code === methodNotFound
      ? ' Its configuration must load the modules jsonrpcs and htable.'
      : ''
    throw this.fault(
      hint === '' ? 'busy' : 'unexpected', `${this.name} fails at ${method}: ${answer.error.message}.${hint}`
    )
  }

  #read<Schema extends TSchema> (schema: Schema, value: unknown, method: string): Static<Schema> {
    if (Value.Check(schema, value)) return value
    throw this.fault('unexpected', `${this.name} answers ${method} in a form that is not known.`)
  }

  /**
   * An error of a command comes with status 500 and a body that says so; anything else with 500 is no answer of the
   * server.
   */
  async #call (method: string, ...params: string[]): Promise<Static<typeof Answer>> {
    const id = ++this.#count
    const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params.length > 0 && { params }), id })
    const { status, text } = await this.#wire.request(
      'POST', '/RPC', body, { 'content-type': 'application/json' }, text => read(text) !== undefined
    )
    const answer = read(text)
    if (answer === undefined) {
      throw this.fault(
        'unexpected',
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
