import { Agent, request } from 'undici'
import type { Anything } from '../support/anything.ts'
import { withClient } from '../support/database.ts'
import { ofRun } from './checker.ts'
import type { Field } from './field.ts'
import { pause, type Chance } from './random.ts'

/** A consumer of the event log that dies at random, and goes on with what it had kept. */
export interface Consumer {
  /** Reads to the end of the log, in peace; answers what may not be. */
  finish (databaseUrl: string): Promise<string[]>
}

/** What a consumer keeps: what it did with events, and how far it was, in one transaction as it is told to. */
interface Kept { next: string, ids: string[], moves: Map<string, string[]> }

interface Page { data: Anything[], next: string, more: boolean }

/** A page, or undefined when the API or its database is just not there. */
async function read (
  field: Field, baseUrl: string, agent: Agent, after: string, limit: number
): Promise<Page | undefined> {
  const answer = await request(`${baseUrl}/api/v3/events?limit=${limit}&after=${after}`, {
    dispatcher: agent, headers: { authorization: `Bearer ${field.token}` }
  }).catch(() => undefined)
  const text = await answer?.body.text().catch(() => '') ?? ''
  if (answer === undefined || answer.statusCode >= 500 || text === '') return undefined
  if (answer.statusCode !== 200) throw new Error(`The event log answered ${answer.statusCode}: ${text}`)
  return JSON.parse(text)
}

export function startConsumer (field: Field, random: Chance): Consumer {
  const agent = new Agent({ connections: 2, headersTimeout: 10_000, bodyTimeout: 10_000, connect: { timeout: 2_000 } })
  let kept: Kept = { next: '0', ids: [], moves: new Map() }
  let finishing = false

  /** One page; a death before it is kept loses all of it, and the next life reads it again. */
  async function consume (mayDie: boolean): Promise<Page | undefined> {
    const page = await read(field, random.pick(field.baseUrls), agent, kept.next, random.between(1, 60))
    if (page === undefined || (mayDie && random.happens(0.3))) return page
    const moves = new Map(kept.moves)
    for (const { type, subject } of page.data) {
      if (type.startsWith('task.')) moves.set(subject, [...moves.get(subject) ?? [], type])
    }
    kept = { next: page.next, ids: [...kept.ids, ...page.data.map(({ id }) => id)], moves }
    return page
  }

  const running = (async () => {
    while (!finishing) {
      await consume(true)
      await pause(random.between(5, 120))
    }
  })()
  running.catch(() => {}) // told by finish

  return {
    async finish (databaseUrl) {
      finishing = true
      await running
      await untilPlaced(databaseUrl)
      for (let page = await consume(false); page === undefined || page.more || page.data.length > 0;) {
        page = await consume(false)
      }
      await agent.close()
      return complaints(kept, databaseUrl)
    }
  }
}

async function untilPlaced (databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async client => {
    while ((await client.query('select from event where position is null limit 1')).rowCount !== 0) await pause(50)
  })
}

/** Every task of the seed, none twice, none missing, each from its beginning to its end. */
async function complaints ({ ids, moves }: Kept, databaseUrl: string): Promise<string[]> {
  const tasks = await withClient(databaseUrl, async client => (await client.query(
    `select id, state from task where ${ofRun}`
  )).rows)
  const inOrder = ids.every((id, index) => Number(id) === index + 1)
  return [
    ...inOrder ? [] : [`the event log was not read as 1, 2, 3 …: ${ids.slice(0, 200).join(' ')}`],
    ...tasks.filter(({ id }) => !moves.has(id)).map(({ id }) => `the event log does not know task ${id}`),
    ...[...moves.keys()].filter(id => !tasks.some(task => task.id === id))
      .map(id => `event of ${id}, which is no task`),
    ...[...moves].flatMap(([id, types]) => {
      const times = (type: string): number => types.filter(each => each === type).length
      const isOver = tasks.some(task => task.id === id && task.state === 'finished')
      return types[0] === 'task.accepted' && times('task.accepted') === 1 && times('task.started') <= 1 &&
        (!isOver || (types.at(-1) === 'task.finished' && times('task.finished') === 1))
        ? []
        : [`the event log tells of task ${id}: ${types.join(', ')}`]
    })
  ]
}
