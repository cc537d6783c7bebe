import type { Test } from 'tap'
import { openRecords, type Records } from './records.ts'
import { profiles, startStack, tenants, type Mock, type Stack } from './stack.ts'
import type { Anything } from './anything.ts'

export const number = '+61395556880'
export const upload = { method: 'POST', path: 'UploadTelephoneNumbers$' }
export const script = { method: 'PUT', path: 'cliScript/incremental$' }

export interface Scene {
  stack: Stack
  records: Records
  post(numbers?: string[]): Promise<string>
  effects(mock: Mock, kind: string): Promise<Anything[]>
}

/** `open` is that of `stackOfFile` where the tests of a file share a stack. */
export async function scene (t: Test, open: (t: Test) => Promise<Stack> = startStack): Promise<Scene> {
  const stack = await open(t)
  stack.env['WORKER_LEASE_SECONDS'] = '1'
  await stack.startApi()
  return {
    stack,
    records: await openRecords(t, stack.databaseUrl),
    async post (numbers = [number]) {
      const { status, body } = await stack.call(
        'POST',
        `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`,
        {
          body: {
            callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
            capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: numbers
          }
        }
      )
      t.equal(status, 200, 'the upload is accepted')
      return body.taskId
    },
    effects: async (mock, kind) =>
      (await mock.control('GET', '/_mock/state')).effects.filter((effect: { kind: string }) => effect.kind === kind)
  }
}

/** The number once at Microsoft and on both devices, saved, and nothing left behind. */
export async function heldOnce (t: Test, { stack, records, effects }: Scene): Promise<void> {
  t.same(
    (await effects(stack.microsoft, 'upload')).flatMap(effect => effect.telephoneNumbers), [number], 'uploaded once'
  )
  for (const sbc of stack.sbcs) {
    t.match(await effects(sbc, 'add'), [{ prefix: number }], 'programmed once')
    const { dialPlans, saved } = await sbc.control('GET', '/_mock/state')
    t.same(saved.OCDialPlan, dialPlans.OCDialPlan, 'and saved')
  }
  t.same(await records.query('select * from upstream_permit'), [], 'no permit is left')
  t.same(await records.query('select * from task_item where active'), [], 'no number is held')
}
