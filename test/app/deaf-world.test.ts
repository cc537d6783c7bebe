import t from 'tap'
import { taskKinds } from '../../src/app/domains.ts'
import type { AnyTaskKind } from '../../src/engine/define.ts'
import type { Stack } from '../support/stack.ts'
import type { Place } from './kinds/example.ts'
import { prepare, runKind, startGround, whereabouts } from './run-kind.ts'

// Microsoft and the SBCs say yes to everything, and do nothing. Whoever looks afterwards is not deceived.

t.setTimeout(1_200_000)

const tried = taskKinds.filter(kind => kind.name === (process.env['KIND'] ?? kind.name))

/** It gives up after seconds what it otherwise waits for an hour. */
const impatient = (kind: AnyTaskKind): AnyTaskKind => ({
  ...kind, conclude: kind.conclude.bind(kind),
  steps: kind.steps.map(step => ({ ...step, giveUpAfter: 2, undoFor: 2, attempts: 2 }))
})
const impatientKinds = taskKinds.map(impatient)

/** How often Microsoft and the SBCs were asked to change something. */
async function writes (stack: Stack): Promise<number> {
  const all = await Promise.all([
    stack.microsoft.control('GET', '/_mock/requests'), ...stack.sbcs.map(sbc => sbc.control('GET', '/_mock/requests'))
  ])
  return all.flatMap(found => Array.isArray(found) ? found : found.value).filter(
    ({ method, path }: { method: string, path: string }) =>
      method !== 'GET' && !/\/oauth2\/|\/authToken|saveConfiguration/.test(path)
  ).length
}

async function beDeaf (stack: Stack, deaf: boolean): Promise<void> {
  for (const mock of [stack.microsoft, ...stack.sbcs]) await mock.control('POST', '/_mock/behaviour', { deaf })
}

async function forgetRequests (stack: Stack): Promise<void> {
  for (const mock of [stack.microsoft, ...stack.sbcs]) await mock.control('DELETE', '/_mock/requests')
}

t.test('no kind says that it did what was not done', async t => {
  const ground = await startGround(t)
  const { stack } = ground
  let walked = 0
  for (const kind of tried) {
    const reference = await prepare(ground, kind)
    await forgetRequests(stack)
    const plain = await runKind(reference, kind)
    if (await writes(stack) === 0) continue
    walked++
    await t.test(kind.name, async t => {
      const wanted = JSON.stringify(await whereabouts(reference, kind))
      const own = await prepare(ground, kind)
      const comparable = async (place: Place): Promise<string> =>
        place.numbers.reduce(
          (text, number, index) => text.replaceAll(number, reference.numbers[index] ?? ''),
          JSON.stringify(await whereabouts(place, kind))
        )
      await beDeaf(stack, true)
      const told = await runKind(own, impatient(kind), impatientKinds).finally(() => beDeaf(stack, false))
      t.comment(`${plain.status} ${plain.details.join()}, to the deaf: ${told.status} ${told.details.join()}`)
      if (told.status === 'CompletedSuccess') t.equal(await comparable(own), wanted, 'a success is one')
      else t.match(told.status, /^(Failed|Parked|CompletedWithErrors)$/, 'it says that it failed')
    })
  }
  if (process.env['KIND'] === undefined) t.ok(walked > 15, `${walked} kinds change something at Microsoft or on SBCs`)
})
