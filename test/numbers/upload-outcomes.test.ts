import t from 'tap'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'

t.test('each number of an upload has its own outcome', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const [, worker] = await Promise.all([stack.startApi(), stack.startWorker()])
  const [, sbc11] = stack.sbcs

  async function finished (phoneNumbers: string[]): Promise<Anything> {
    const answer = await upload(stack, uploadBody({ phoneNumbers }))
    t.equal(answer.status, 200, JSON.stringify(answer.body))
    const task = await stack.finished(answer.body.taskId)
    const items = await records.query(
      'select key as number, outcome, error_code, active from task_item where task_id = $1 order by ordinal',
      [answer.body.taskId]
    )
    t.notOk(items.some(item => item.active), 'the numbers are free for other tasks')
    return {
      ...task,
      items: Object.fromEntries(
        items.map(
          item => [item.number, item.error_code === null ? item.outcome : `${item.outcome}: ${item.error_code}`]
        )
      )
    }
  }

  async function whereIs (number: string): Promise<string[]> {
    const microsoft = await stack.microsoft.control('GET', '/_mock/state')
    const holders = Object.entries<{ numbers: Array<{ telephoneNumber: string }> }>(microsoft.tenants)
      .filter(([, { numbers }]) => numbers.some(held => held.telephoneNumber === number)).map(([tenant]) =>
        `Microsoft ${tenant}`
      )
    const devices = await Promise.all(stack.sbcs.map(async (sbc, index) => {
      const { dialPlans } = await sbc.control('GET', '/_mock/state')
      return dialPlans.OCDialPlan.filter((rule: { prefix: string }) => rule.prefix === number).map((
        rule: { tag: string }
      ) => `SBC ${[8, 11][index]} ${rule.tag}`)
    }))
    const kept = await records.query('select ms_tenant_id from number where number = $1', [number])
    return [...holders, ...devices.flat(), ...kept.map(row => `records ${row.ms_tenant_id}`)]
  }
  const everywhere = (
    tenant: string
  ): string[] => [`Microsoft ${tenant}`, `SBC 8 Trunk=${tenant}`, `SBC 11 Trunk=${tenant}`, `records ${tenant}`]

  await t.test('a number that Microsoft holds for this tenant already is unchanged, and is programmed all the ' +
    'same', async t => {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { numbers: [{ telephoneNumber: '+61395560001' }] } }
    })
    const task = await finished(['+61395560001'])
    t.match(task, {
      status: 'CompletedSuccess', details: ['NumbersUnchanged'],
      outputData: { OcUploadNumberResult: 'NumbersUnchanged', SbcIdList: [8, 11] }
    })
    t.same(
      task.items, { '+61395560001': 'unchanged: found_at_microsoft' },
      'the number is unchanged, and where it came from is said'
    )
    t.match(messagesOf(task), ['Input is valid.', '1 number is already present in Microsoft context: +61395560001.'])
    t.same(
      await whereIs('+61395560001'), everywhere(tenants.australian),
      'the number is at Microsoft, on both SBCs and in the records'
    )
  })

  await t.test('the same upload again changes nothing and says so', async t => {
    t.match(await finished(['+61395560002']), { details: ['NumbersUploaded'] })
    const { effects } = await stack.microsoft.control('GET', '/_mock/state')
    const again = await finished(['+61395560002', '+61395560002'])
    t.match(again, {
      status: 'CompletedSuccess', details: ['NumbersUnchanged'], items: { '+61395560002': 'unchanged' }
    })
    t.match(again.executionMessages[1], {
      level: 'Warning', message: 'Named more than once and taken once: +61395560002.'
    })
    t.equal(
      (await stack.microsoft.control('GET', '/_mock/state')).effects.length, effects.length,
      'nothing was sent to Microsoft'
    )
    const kept = async (): Promise<unknown> =>
      records.query(
        "select usage, additional_usages, capabilities, calling_profile_id from number where number = '+61395560002'"
      )
    const before = await kept()
    const { body } = await upload(
      stack, uploadBody({ phoneNumbers: ['+61395560002'], usage: 'FirstPartyAppAssignment', capabilities: undefined })
    )
    t.match(await stack.finished(body.taskId), { details: ['NumbersUnchanged'] })
    t.same(await kept(), before, 'and what was asked for this time is not what the number is')
  })

  await t.test('numbers of another tenant fail, at Microsoft or in our records, and the others are ' +
    'uploaded', async t => {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.israeli]: { numbers: [{ telephoneNumber: '+61395560010' }] } }
    })
    await records.query(
      "insert into number (provider_id, number, source, ms_tenant_id) values (1, '+61395560011', 'webapi', $1)",
      [tenants.israeli]
    )
    const task = await finished(['+61395560010', '+61395560011', '+61395560012'])
    t.match(task, {
      status: 'CompletedWithErrors', details: ['NumbersPartiallyUploaded'],
      outputData: { OcUploadNumberResult: 'NumbersPartiallyUploaded' }
    })
    t.same(task.items, {
      '+61395560010': 'failed: TelephoneNumberOwnedByAnotherTenant', '+61395560011': 'failed: number_owned_elsewhere',
      '+61395560012': 'succeeded'
    }, 'each number has its outcome')
    t.ok(
      task.executionMessages.some((entry: { level: string, message: string }) =>
        entry.level === 'Error' && entry.message.includes('+61395560011')
      ), 'an error names the number of our records'
    )
    t.same(
      await whereIs('+61395560010'), [`Microsoft ${tenants.israeli}`],
      'the first number stays with the other tenant at Microsoft'
    )
    t.same(
      await whereIs('+61395560011'), [`records ${tenants.israeli}`],
      'the second number stays with the other tenant in the records'
    )
    t.same(await whereIs('+61395560012'), everywhere(tenants.australian), 'the third number is everywhere')
  })

  await t.test('a number that Microsoft refuses fails with its reason, and the others are uploaded', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', {
      numberErrors: { '+61395560021': 'UnableToMatchGeographyEntry' }
    })
    const task = await finished(['+61395560020', '+61395560021'])
    t.match(task, { status: 'CompletedWithErrors', details: ['NumbersPartiallyUploaded'] })
    t.same(
      task.items, { '+61395560020': 'succeeded', '+61395560021': 'failed: UnableToMatchGeographyEntry' },
      'each number has its outcome'
    )
    t.ok(
      messagesOf(task).some(message => message.startsWith('+61395560021 was refused by Microsoft')),
      'the refusal of Microsoft is in the messages'
    )
    t.same(await whereIs('+61395560020'), everywhere(tenants.australian), 'the good number is everywhere')
    t.same(await whereIs('+61395560021'), [], 'the refused number is nowhere')
  })

  await t.test('a number that an SBC refuses is taken back from Microsoft and the other SBC, and the task says ' +
    'so', async t => {
    const { dialPlans } = await sbc11.control('GET', '/_mock/state')
    await sbc11.control('PUT', '/_mock/state', {
      dialPlans: {
        ...dialPlans,
        OCDialPlan: [...dialPlans.OCDialPlan, { name: 'somebody', prefix: '+61395560031', tag: 'Trunk=somebody-else' }]
      }
    })
    const task = await finished(['+61395560030', '+61395560031'])
    t.match(task, {
      status: 'CompletedWithErrors', details: ['NumbersPartiallyUploaded'], outputData: { SbcIdList: [8, 11] }
    })
    t.same(
      task.items, { '+61395560030': 'succeeded', '+61395560031': 'failed: refused_by_sbc' },
      'each number has its outcome'
    )
    t.ok(
      messagesOf(task).includes(
        'SBC 11 did not take +61395560031: +61395560031 is there already: another tenant has it, or it was made by ' +
        'hand.'
      ),
      messagesOf(task).join('\n')
    )
    t.ok(
      messagesOf(task).some(message =>
        /taken back from Microsoft, because an SBC did not take it: \+61395560031/.test(message)
      ), 'the task says that the number is taken back'
    )
    t.same(await whereIs('+61395560030'), everywhere(tenants.australian), 'the good number is everywhere')
    t.same(await whereIs('+61395560031'), ['SBC 11 Trunk=somebody-else'], 'the rule of the other is untouched')
    const alone = await finished(['+61395560031'])
    t.match(alone, { status: 'Failed', details: ['NumbersNotUploaded'] })
    t.same(alone.outputData.SbcIdList, [], 'what SBC 8 had is taken back')
  })

  await t.test('an upload of which no number succeeds has failed and left nothing', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', {
      numberErrors: { '+61395560041': 'UnableToMatchGeographyEntry', '+61395560042': 'UnableToMatchGeographyEntry' }
    })
    const task = await finished(['+61395560041', '+61395560042'])
    t.match(task, {
      status: 'Failed', details: ['NumbersNotUploaded'], outputData: { OcUploadNumberResult: 'NumbersNotUploaded' }
    })
    t.same(task.outputData.SbcIdList, [], 'on no SBC either')
    t.same(task.items, {
      '+61395560041': 'failed: UnableToMatchGeographyEntry', '+61395560042': 'failed: UnableToMatchGeographyEntry'
    }, 'each number has its outcome')
    t.same(await whereIs('+61395560041'), [], 'the number is nowhere')
  })

  await t.test('an upload that Microsoft refuses as a whole fails with its reason and leaves nothing', async t => {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { consent: { status: 'Suspended' } } }
    })
    const task = await finished(['+61395560051', '+61395560052'])
    t.match(task, { status: 'Failed', details: ['NumbersNotUploaded'] })
    t.same(task.outputData.SbcIdList, [], 'no SBC is named')
    t.ok(
      task.executionMessages.some((entry: { level: string, message: string }) =>
        entry.level === 'Error' && /ConsentSuspended/.test(entry.message)
      ),
      messagesOf(task).join('\n')
    )
    for (const number of ['+61395560051', '+61395560052']) {
      t.match(task.items[number], /^(failed|rolled-back)/, `${number} is not uploaded`)
      t.same(await whereIs(number), [], `${number} is nowhere`)
    }
  })

  await t.test('an upload whose facts changed before the work began fails before anything is touched', async t => {
    await worker.stop()
    const answer = await upload(stack, uploadBody({ phoneNumbers: ['+61395560061'] }))
    await records.query("update lead set status = 'Suspended' where ms_tenant_id = $1", [tenants.australian])
    await stack.startWorker()
    const task = await stack.finished(answer.body.taskId)
    t.match(task, { status: 'Failed', details: ['NumbersNotUploaded'] })
    t.ok(
      task.executionMessages.some((entry: { level: string, message: string }) =>
        entry.level === 'Error' && /^Input is not valid any more: .*Suspended/.test(entry.message)
      ),
      messagesOf(task).join('\n')
    )
    t.match(
      await upload(stack, uploadBody({ phoneNumbers: ['+61395560061'] })), { status: 400 },
      'and a new request is refused at the door'
    )
  })
})
