import t from 'tap'
import { readDocument } from '../support/documents.ts'
import { mutations, type Mutation } from '../support/mutations.ts'
import { namesOf } from '../support/their-names.ts'
import { strangersScene, theirs } from '../support/strangers.ts'
import type { Answer } from '../support/stack.ts'
import { comparable } from '../support/twins.ts'

/** They change nothing. */
const without = ['previewScript', 'validateNumbers']
/** They hold prefixes of dial plans, which say what a device compares, character by character. */
const ofDevices = ['modifyDialPlan', 'planSbcChange']

/** How people and programs write the same number. */
const spellings: ReadonlyArray<[what: string, spell: (number: string) => string]> = [
  ['blanks and hyphens', number => `${number.slice(0, 4)} ${number.slice(4, 7)}-${number.slice(7)}`],
  ['a trunk prefix', number => number.replace(/^\+(61|972|44)/, '+$1 (0)')],
  ['marks of direction', number => `\u061c\u200e${number.slice(0, 5)}\u200b${number.slice(5)}\u202c`],
  ['digits of other scripts', number => number.replace('+', '\uff0b').replaceAll(/\d/g, (digit, at: number) =>
    String.fromCodePoint((at % 2 === 0 ? 0xff10 : 0x660) + Number(digit)))]
]

const e164 = /\+\d{8,15}/g

t.test('a number means the same in every spelling, wherever it is sent', async t => {
  const { stack, records } = await strangersScene(t)
  await stack.startApi() // and no worker: a task stays as it was made
  const { operations } = await readDocument(stack, 'v3')
  const ask = ({ method, path, query = '', body, headers = {} }: Mutation): Promise<Answer> =>
    stack.call(method, `${path}?${query}`, {
      ...(body !== undefined && { body }), headers: { ...headers, prefer: 'plan, wait=0' }
    })
  let serial = 700
  let walked = 0

  for (const { operationId, method } of operations) {
    if (method === 'GET' || [...without, ...ofDevices].includes(operationId)) continue
    const way = mutations[operationId]
    if (way === undefined) throw new Error(`Give ${operationId} a request in test/support/mutations.ts`)
    const request = await way({ stack, records, serial: ++serial })
    const text = JSON.stringify(request.body ?? null)
    if ((text + request.path).search(e164) < 0) continue
    walked++
    await t.test(operationId, async t => {
      const plain = await ask(request)
      for (const [what, spell] of spellings) {
        const body: unknown = request.body === undefined ? undefined : JSON.parse(text.replaceAll(e164, spell))
        const path = request.path.replaceAll(e164, number => encodeURIComponent(spell(number)))
        const answer = await ask({ ...request, path, ...(body !== undefined && { body }) })
        t.same(comparable(answer), comparable(plain), what)
      }
    })
  }
  t.ok(walked >= 15, `${walked} operations that change something take numbers`)

  for (const operation of operations.filter(({ method }) => method === 'GET')) {
    const { operationId, path, parameters = [] } = operation
    const names = parameters.map(({ name }) => name).filter(name => /^(phonenumber|telephoneNumber)$/.test(name))
    if (names.length === 0) continue
    await t.test(operationId, async t => {
      const asked = (number: string): Promise<Answer> => {
        const known = { ...namesOf(operation), ...Object.fromEntries(names.map(name => [name, number])) }
        const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(known[name] ?? name))
        const query = parameters.filter(({ in: place, name, required }) =>
          place === 'query' && (required === true || name === 'at' || names.includes(name)))
        return stack.call('GET', `${filled}?${query.map(({ name }) =>
          `${name}=${encodeURIComponent(known[name] ?? '2026-11-01T00:00:00Z')}`).join('&')}`)
      }
      const plain = await asked(theirs.number)
      t.ok([200, 404].includes(plain.status), JSON.stringify(plain.body))
      for (const [what, spell] of spellings) {
        t.same(comparable(await asked(spell(theirs.number))), comparable(plain), what)
      }
    })
  }
})
