import { Agent, request } from 'undici'
import type { Anything } from '../support/anything.ts'
import { tenants } from '../support/stack.ts'
import type { Field } from './field.ts'
import { pause, type Chance } from './random.ts'

/** Somebody who looks through the lists of tasks all the time. */
export interface ListReader {
  /** Looks once more, in peace; answers what was wrong. `tasks`: all that clients were told of. */
  finish (tasks: readonly string[]): Promise<string[]>
}

const day = 86_400_000
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString()
const tenant = tenants.australian

/** A filter, and whether a task fits it. */
const filters: ReadonlyArray<readonly [query: () => string, fits: (task: Anything) => boolean]> = [
  [() => '', () => true],
  [() => 'status=InProgress', task => task.status === 'InProgress'],
  [() => 'status=Failed', task => task.status === 'Failed'],
  [() => 'kind=upload-numbers', task => task.kind === 'upload-numbers'],
  [() => 'kind=add-channel', task => task.kind === 'add-channel'],
  [() => `msTenantId=${tenant}`, () => true],
  [() => 'parked=true', task => task.parked],
  [() => `createdUntil=${ago(300)}&createdSince=${ago(310)}`, task => task.createTime < ago(299)],
  [() => `finishedSince=${ago(1)}`, task => task.completeTime !== null],
  [() => 'PageNumber=40', () => true]
]

export function startListReader (field: Field, random: Chance, startedAt: Date): ListReader {
  const agent = new Agent({ connections: 2, headersTimeout: 10_000, bodyTimeout: 10_000, connect: { timeout: 2_000 } })
  const complaints = new Set<string>()
  let finishing = false

  /** A page, or undefined when the API or its database is just not there. */
  async function page (baseUrl: string, query: string): Promise<Anything> {
    const answer = await request(`${baseUrl}/api/v3/task?PageSize=50&${query}`, {
      dispatcher: agent, headers: { authorization: `Bearer ${field.token}` }
    }).catch(() => undefined)
    const text = await answer?.body.text().catch(() => '') ?? ''
    if (answer === undefined || answer.statusCode >= 500 || text === '') return undefined
    if (answer.statusCode === 200) return JSON.parse(text)
    complaints.add(`the list ${query} was answered ${answer.statusCode}: ${text}`)
    return undefined
  }

  /** Some pages of a list, as far as they can be had: each task fits, and none comes twice. */
  async function look (): Promise<void> {
    const [query, fits] = random.pick(filters)
    const baseUrl = random.pick(field.baseUrls)
    const seen = new Set<string>()
    let cursor = ''
    for (let pages = random.between(1, 4); pages > 0; pages--) {
      const found = await page(baseUrl, `${query()}${cursor}`)
      if (found === undefined) return
      for (const task of found.data) {
        if (!fits(task)) complaints.add(`${query()} shows ${task.id}, ${task.kind}, ${task.status}`)
        if (seen.has(task.id)) complaints.add(`${query()} shows ${task.id} twice`)
        seen.add(task.id)
      }
      if (found.next === undefined) return
      cursor = `&cursor=${found.next}`
    }
  }

  const running = (async () => {
    for (; !finishing; await pause(random.between(30, 300))) await look()
  })()
  running.catch(() => {}) // told by finish

  /** All tasks of this run, by cursor. */
  async function all (): Promise<string[]> {
    const ids: string[] = []
    for (let cursor = ''; ;) {
      const found = await page(random.pick(field.baseUrls), `createdSince=${startedAt.toISOString()}${cursor}`)
      if (found === undefined) {
        if (complaints.size > 0) return ids
        await pause(100)
        continue
      }
      ids.push(...found.data.map((task: Anything) => task.id))
      if (found.next === undefined) return ids
      cursor = `&cursor=${found.next}`
    }
  }

  return {
    async finish (tasks) {
      finishing = true
      await running
      const listed = await all()
      await agent.close()
      const times = new Map<string, number>()
      for (const id of listed) times.set(id, (times.get(id) ?? 0) + 1)
      return [
        ...complaints,
        ...tasks.filter(id => !times.has(id)).map(id => `the list of tasks lacks ${id}`),
        ...[...times].filter(([, count]) => count > 1).map(([id]) => `the list of tasks has ${id} twice`)
      ]
    }
  }
}
