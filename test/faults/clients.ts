import { Agent, request } from 'undici'
import { profiles, tenants } from '../support/stack.ts'
import type { Field } from './field.ts'
import { pause, type Chance } from './random.ts'

/** One upload or release that a client wants; it asks with the same key until it knows what became of it. */
export interface Wish {
  readonly key: string
  readonly action: 'upload' | 'release'
  readonly tenant: string
  readonly numbers: readonly string[]
  readonly cancelAfter: number | undefined
  /** Every task id that was answered; more than one would be a doubled task. */
  readonly taskIds: Set<string>
  /** A refusal is final for that attempt only: of two requests with one key, one may come too early. */
  refused: boolean
}

export interface Clients {
  readonly wishes: readonly Wish[]
  /** What clients saw that may never be seen. */
  readonly complaints: string[]
  /** No new wishes; resolves when every answer is known. */
  finish (): Promise<void>
}

/** Few enough that requests overlap, and enough that most do not. */
const poolSize = 160
/** Seconds after which a client gives up, once everything works again. */
const patience = 30
const pools = [
  { tenant: tenants.australian, numberAt: (index: number) => `+6139555${String(6000 + index)}` },
  { tenant: tenants.israeli, numberAt: (index: number) => `+97235550${String(100 + index)}` }
]

const settings = {
  callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', capabilities: ['InboundCalling', 'OutboundCalling']
}

export function startClients (
  field: Field, random: Chance, seed: number, cancel: (taskId: string) => Promise<unknown>
): Clients {
  const agent = new Agent({ connections: 20, headersTimeout: 10_000, bodyTimeout: 10_000, connect: { timeout: 2_000 } })
  const ways = random.fork()
  const wishes: Wish[] = []
  const complaints: string[] = []
  const seen = new Map<string, string>()
  const cancels: Array<Promise<unknown>> = []
  let finishing = false
  let deadline = Infinity

  async function ask (wish: Wish): Promise<boolean> {
    const accepted = wish.taskIds.size > 0
    const answer = await request(
      `${ways.pick(field.baseUrls)}/api/v3/oc/numbers/action/${wish.action}?msTenantId=${wish.tenant}`,
      {
        method: 'POST',
        dispatcher: agent,
        headers: {
          authorization: `Bearer ${field.token}`, 'content-type': 'application/json', 'idempotency-key': wish.key
        },
        body: JSON.stringify(
          wish.action === 'release' ? { phoneNumbers: wish.numbers } : { ...settings, phoneNumbers: wish.numbers }
        )
      }
    ).catch(() => undefined)
    if (answer === undefined) return false
    const text = await answer.body.text().catch(() => '')
    if (answer.statusCode === 200 && text !== '') wish.taskIds.add(JSON.parse(text).taskId)
    else if (answer.statusCode === 409 && accepted) {
      complaints.push(`request ${wish.key} was accepted, and refused when it was repeated: ${text}`)
    } else if (answer.statusCode === 409) wish.refused = true
    else if (answer.statusCode === 429) wish.refused = true // too many releases of one caller
    else if (answer.statusCode < 500) {
      complaints.push(`the ${wish.action} of ${wish.numbers.join(' ')} was answered ${answer.statusCode}: ${text}`)
    } else return false
    return true
  }

  async function insist (wish: Wish): Promise<void> {
    while (!await ask(wish)) {
      await pause(100)
      if (!finishing || performance.now() < deadline) continue
      complaints.push(`request ${wish.key} got no answer for ${patience} s of peace`)
      return
    }
    const [taskId] = wish.taskIds
    if (taskId !== undefined && wish.cancelAfter !== undefined) {
      // a cancel may be lost with the database
      cancels.push(pause(wish.cancelAfter).then(() => cancel(taskId)).catch(() => {}))
    }
  }

  /** A client that follows its tasks: what was over must stay over, what exists must not be unknown. */
  async function look (chances: Chance): Promise<void> {
    const ids = wishes.flatMap(wish => [...wish.taskIds])
    if (ids.length === 0) return
    const id = chances.pick(ids)
    const answer = await request(`${ways.pick(field.baseUrls)}/api/v3/task/${id}`, {
      dispatcher: agent, headers: { authorization: `Bearer ${field.token}` }
    }).catch(() => undefined)
    const text = await answer?.body.text().catch(() => '') ?? ''
    if (answer?.statusCode === 404) complaints.push(`task ${id} was accepted and is not known`)
    if (answer?.statusCode !== 200 || text === '') return
    const { status } = JSON.parse(text)
    const before = seen.get(id)
    if (before !== undefined && before !== 'InProgress' && before !== status) {
      complaints.push(`task ${id} went from ${before} to ${status}`)
    }
    seen.set(id, status)
  }

  async function client (name: string, chances: Chance): Promise<void> {
    for (let count = 0; !finishing; count++) {
      const wish = makeWish(`${seed}-${name}-${count}`, chances)
      wishes.push(wish)
      // An impatient one sends it twice at once.
      await Promise.all(chances.happens(0.2) ? [insist(wish), insist(wish)] : [insist(wish)])
      await look(chances)
      if (chances.happens(0.15)) await insist(chances.pick(wishes)) // long after: still the same answer
      await pause(chances.between(20, 250))
    }
  }

  const running = ['a', 'b', 'c', 'd', 'e'].map(name => client(name, random.fork()))
  return {
    wishes,
    complaints,
    async finish () {
      finishing = true
      deadline = performance.now() + patience * 1000
      await Promise.all(running)
      await Promise.all(cancels)
      await agent.close()
    }
  }
}

function makeWish (key: string, random: Chance): Wish {
  const pool = random.pick(pools)
  const first = random.between(0, poolSize - 1)
  const count = random.happens(0.08) ? 30 : random.between(1, 5)
  const numbers = Array.from({ length: count }, (_, index) => pool.numberAt((first + index) % poolSize))
  const action = random.happens(0.2) ? 'release' : 'upload'
  // What Microsoft has released cannot be taken back, so canceling a release leaves it where it came to.
  const cancelAfter = action === 'upload' && random.happens(0.2) ? random.between(0, 1500) : undefined
  return { key, action, tenant: pool.tenant, numbers, cancelAfter, taskIds: new Set(), refused: false }
}
