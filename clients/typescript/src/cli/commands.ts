import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Dialplane } from '../client.ts'
import { followEvents, readEvents } from '../events.ts'
import { operationTable, type OperationId } from '../operations.ts'
import { watch } from './progress.ts'
import { Mistake } from './session.ts'

type Options = Readonly<Record<string, string | boolean | undefined>>

export interface Command {
  readonly usage: string
  readonly options: Readonly<Record<string, { type: 'string' | 'boolean', short?: string }>>
  /** Answers the exit code. */
  run (client: Dialplane, options: Options, words: readonly string[]): Promise<number>
}

const print = (value: unknown): void => {
  process.stdout.write(`${typeof value === 'string' ? value.replace(/\n$/, '') : JSON.stringify(value)}\n`)
}

const string = { type: 'string' } as const
const boolean = { type: 'boolean' } as const

/** The given values, by their names in the API; what was not given is left out. */
function values (options: Options, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).flatMap(([option, name]) => {
    const value = options[option]
    return typeof value === 'string' ? [[name, value]] : []
  }))
}

function only (words: readonly string[], what: string): string {
  const [word, ...more] = words
  if (word === undefined || more.length > 0) throw new Mistake(`Name one ${what}.`)
  return word
}

/** 0: all of it is done; 2: some or none of it. */
async function ended (client: Dialplane, taskId: string): Promise<number> {
  const { status, details } = await watch(client, taskId)
  process.stderr.write(`${[status, ...details].join(' ')}\n`)
  return status === 'CompletedSuccess' ? 0 : 2
}

const upload: Command = {
  usage: 'upload [--tenant id] [--profile id] [--usage word] [--country AU] [--ticket id] [--wait] numbers.csv|-',
  options: {
    tenant: string, profile: string, usage: string, country: string, ticket: string, wait: boolean, key: string
  },
  async run (client, options, words) {
    const path = only(words, 'CSV file')
    const body = path === '-' ? await text(process.stdin) : new Blob([await readFile(path)])
    const { taskId } = await client.call('importNumbers', {
      body,
      query: values(options, {
        tenant: 'msTenantId', profile: 'callingProfileId', usage: 'usage', country: 'country', ticket: 'ticketId'
      }),
      ...typeof options['key'] === 'string' && { idempotencyKey: options['key'] }
    })
    if (options['wait'] !== true) return done({ taskId })
    const code = await ended(client, taskId)
    print(await client.call('getNumberImportResult', { path: { taskid: taskId } }))
    return code
  }
}

function done (value: unknown): number {
  print(value)
  return 0
}

const task: Command = {
  usage: 'task watch|show|items|cancel|retry|release <task id>',
  options: {},
  async run (client, _options, [verb, ...words]) {
    const path = { taskid: only(words, 'task id') }
    switch (verb) {
      case 'watch': return await ended(client, path.taskid)
      case 'show': return done(await client.call('getTask', { path }))
      case 'cancel': return done(await client.call('cancelTask', { path }))
      case 'retry': return done(await client.call('retryTask', { path }))
      case 'release': return done(await client.call('releaseTask', { path }))
      case 'items':
        for await (const item of client.each('listTaskItems', { path })) print(item)
        return 0
      default: throw new Mistake(`Usage: dialplane ${task.usage}`)
    }
  }
}

const numbers: Command = {
  usage: 'numbers [--tenant id] [--prefix +613] [--country AU] [--csv]',
  options: { tenant: string, prefix: string, country: string, csv: boolean },
  async run (client, options) {
    const query = values(options, { tenant: 'msTenantId', prefix: 'numberPrefix', country: 'country' })
    if (options['csv'] === true) return done(await client.call('exportNumbers', { query }))
    for await (const number of client.each('listNumbers', { query })) print(number)
    return 0
  }
}

const events: Command = {
  usage: 'events [--after id] [--types task.*,numbers.uploaded] [--follow]',
  options: { after: string, types: string, follow: { type: 'boolean', short: 'f' } },
  async run (client, { after, types, follow }) {
    const filter = {
      ...typeof after === 'string' && { after }, ...typeof types === 'string' && { types: types.split(',') }
    }
    for await (const event of (follow === true ? followEvents : readEvents)(client, filter)) print(event)
    return 0
  }
}

const drift: Command = {
  usage: 'drift [--tenant id] [--class missing_on_sbc] [--read]   (--read: reads all sides first)',
  options: { tenant: string, class: string, read: boolean },
  async run (client, options) {
    const query = values(options, { tenant: 'msTenantId', class: 'class' })
    if (options['read'] === true) {
      const { taskId } = await client.call('detectDrift', { query: values(options, { tenant: 'msTenantId' }) })
      const code = await ended(client, taskId)
      if (code !== 0) return code
    }
    let found = 0
    for await (const difference of client.each('listDrift', { query })) {
      print(difference)
      found++
    }
    return found === 0 ? 0 : 2
  }
}

const isOperation = (word: string | undefined): word is OperationId =>
  word !== undefined && Object.hasOwn(operationTable, word)

/** Everything else that the API has. */
const call: Command = {
  usage: 'call <operationId> [name=value …] [--body json]',
  options: { body: string },
  async run (client, { body }, [id, ...words]) {
    if (!isOperation(id)) throw new Mistake(`There is no operation ${id ?? ''}: see ${client.settings.baseUrl}/docs.`)
    const [, template] = operationTable[id]
    const pairs = words.map(word => /^([^=]+)=(.*)$/s.exec(word)?.slice(1) ?? [word, ''])
    const isInPath = ([name]: string[]): boolean => template.includes(`{${name}}`)
    return done(await client.callAny(id, {
      path: Object.fromEntries(pairs.filter(isInPath)),
      query: Object.fromEntries(pairs.filter(pair => !isInPath(pair))),
      ...typeof body === 'string' && { body: JSON.parse(body) }
    }))
  }
}

export const commands: Readonly<Record<string, Command>> = { upload, task, numbers, events, drift, call }
