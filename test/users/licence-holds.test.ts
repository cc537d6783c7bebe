import { pino } from 'pino'
import t from 'tap'
import { recordsOfProvider } from '../../src/database/reach.ts'
import { connect } from '../../src/database/connect.ts'
import { holdLicence, licencesInUse } from '../../src/users/records/licence-holds.ts'
import { demo, startStack, tenants } from '../support/stack.ts'

const key = { providerId: 1, msTenantId: tenants.australian }
const userOf = (n: number): string => `5d5d5d5d-0000-4000-8000-${String(n).padStart(12, '0')}`

t.test('of many tasks that want a licence at the same time, as many get one as there are', async t => {
  const stack = await startStack(t)
  const db = connect(stack.databaseUrl, 12, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({
    text: 'update customer set licensed_users_count = 5 where id = $1', values: [demo.australianCustomer]
  })
  await db.query({
    text:
      `insert into task (provider_id, id, kind, partition_key, step, input, caller, state) select 1, 'tsk_' || n,
        'provision-user', 'one', 'validate', '{}', 'somebody', 'ready' from generate_series(1, 24) n`
  })
  await db.query({
    text: `insert into tenant_user (provider_id, ms_tenant_id, id, user_principal_name, account_enabled,
      is_resource_account, has_teams, has_teams_phone, number, number_type, round)
      values (1, $1, $2, 'one', true, false, true, true, '+61395550001', 'operatorConnect', 1), (1, $1, $3, 'robot',
        true, true, true, true, '+61395550002', 'operatorConnect', 1)`,
    values: [tenants.australian, userOf(101), userOf(102)]
  })
  const hold = (n: number, seen: string[] = []): ReturnType<typeof holdLicence> =>
    holdLicence(db, key, `tsk_${n}`, userOf(n), seen)

  const records = recordsOfProvider(db, key.providerId)
  // All connections at once, or else they are opened one after another, and nobody meets.
  await Promise.all(Array.from({ length: 12 }, () => db.query({ text: 'select pg_sleep(0.2)' })))
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => hold(index + 1)))
  t.equal(
    answers.filter(({ held }) => held).length, 4, "one of the five is a user's already; a resource account has none"
  )
  t.same(
    answers.find(({ held }) => !held), { held: false, licences: 5 },
    'a refused task is told how many licences there are'
  )
  t.equal(await licencesInUse(records, key.msTenantId), 5, 'all five licences are in use')

  const lucky = answers.findIndex(({ held }) => held) + 1
  t.same(await hold(lucky), { held: true }, 'a step that runs twice takes one')
  t.same(
    await holdLicence(db, key, 'tsk_24', userOf(lucky), []), { held: true }, 'nor do two tasks for one user take two'
  )
  t.equal(await licencesInUse(records, key.msTenantId), 5, 'still five licences are in use')

  await db.query({
    text: "update task set state = 'finished' where id = any ($1)", values: [[`tsk_${lucky}`, 'tsk_24']]
  })
  t.equal(
    await licencesInUse(records, key.msTenantId), 4,
    'a task that is over holds none, even when it could not give it back'
  )
  t.same(await hold(21, [userOf(103)]), { held: false, licences: 5 }, 'users that only Microsoft shows count')
  t.same(
    await hold(21, [userOf(101), userOf(102)]), { held: true }, 'nobody counts twice, and a resource account not at all'
  )
})
