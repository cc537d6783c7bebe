import fc from 'fast-check'
import t from 'tap'
import { requestsOf, type GeneratedRequest, type RealValues } from '../support/generated-requests.ts'
import { readDocument, type Document } from '../support/documents.ts'
import { demo, profiles, tenants, type Answer } from '../support/stack.ts'
import { strangersScene, templateId, theirs } from '../support/strangers.ts'

t.setTimeout(3_600_000)

/** So many in every run, and FUZZ_REQUESTS=50000 at night. FUZZ_SEED repeats a run. */
const count = Number(process.env['FUZZ_REQUESTS'] ?? 5000)
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
const roles = ['admin', 'admin', 'admin', 'admin', 'admin', 'channel', 'customer', 'operator', 'monitor'] as const

const real: RealValues = {
  customerGuid: [theirs.customer, demo.australianCustomer], umpCustomerGuid: [theirs.customer, demo.australianCustomer],
  msTenantId: Object.values(tenants), tenantId: [...Object.values(tenants), crypto.randomUUID()],
  phonenumber: [theirs.number], telephoneNumbers: [theirs.number], phoneNumbers: [theirs.number, '+61395556999'],
  siteGuid: [theirs.site], sbcSiteGuid: [theirs.site], taskid: [theirs.task, theirs.import], taskId: [theirs.task],
  jobid: [theirs.job], leadid: [theirs.lead], civicaddressid: [theirs.address], civicAddressId: [theirs.address],
  channelid: [demo.channelId], channelId: [demo.channelId], id: [demo.channelId], sbcId: [8, 11],
  templateId: [templateId, 7], onboardingScript: [7], dialPlanId: ['CustDialPlan', 'OCDialPlan'],
  correlationId: [theirs.correlation], allocationId: [theirs.allocation],
  rangeId: [theirs.range],
  callerId: [theirs.caller], callingProfile: Object.values(profiles),
  callingProfileId: Object.values(profiles), operatorTenantId: ['0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'],
  statusChange: ['OCEssential'], configurationName: ['OcEssential_TENANT_TYPE'], fqdn: ['fuzz.sbc.example']
}

/** Answers to requests that wait for a task, which nobody runs here. */
const withoutWorker = ['task_unfinished', 'sbc_unavailable', 'microsoft_unavailable']

/** What a request may write although it is refused: that it was there. */
const notes = ['rate_use', 'minute_use', 'changed', 'credential', 'audit_entry', 'audit_head', 'audit_pending']

t.test('no request is answered with an internal error or an answer that its document does not know, and none that is ' +
  'refused changes anything', async t => {
  t.comment(`FUZZ_SEED=${seed} FUZZ_REQUESTS=${count}`)
  const { stack, records } = await strangersScene(t)
  await stack.startApi() // and no worker: a task stays as it was made
  const documents = await Promise.all((['v3', 'v2', 'ovoc'] as const).map(version => readDocument(stack, version)))
  await records.query('create unlogged table changed (name text not null)')
  await records.query(`create function note_change() returns trigger language plpgsql security definer as $$ begin
    if exists (select from changed_rows) then insert into changed values (tg_table_name); end if;
    return null;
  end $$`)
  await records.query(`do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'public' and tablename <> all ('{${notes}}') loop
      execute format('create trigger zz_insert after insert on %I referencing new table as changed_rows
        for each statement execute function note_change()', name);
      execute format('create trigger zz_update after update on %I referencing new table as changed_rows
        for each statement execute function note_change()', name);
      execute format('create trigger zz_delete after delete on %I referencing old table as changed_rows
        for each statement execute function note_change()', name);
    end loop;
  end $$`)
  const send = ({ method, url, body, contentType }: GeneratedRequest, role: typeof roles[number]): Promise<Answer> =>
    stack.call(method, url, {
      role, ...(body !== undefined && { body }), headers: { 'content-type': contentType, prefer: 'wait=0' }
    })
  /** What one request began is in the way of the next. */
  const clear = async (): Promise<void> => {
    await records.query(`update task set state = 'finished', status = 'CompletedSuccess', finished_at = now()
      where state <> 'finished'`)
    await records.query('update task_item set active = false where active')
    for (const table of ['number_sync', 'rate_use', 'customer_leaving', 'changed']) {
      await records.query(`delete from ${table}`)
    }
  }
  const faults = new Map<string, string>()
  let accepted = 0
  const anyRequest = fc.tuple(
    fc.oneof(
      ...documents.map((document, index) => ({
        weight: [6, 2, 1][index] ?? 1,
        arbitrary: requestsOf(document, real).map(request => ({ request, document }))
      }))
    ),
    fc.constantFrom(...roles)
  )
  const requests = fc.sample(anyRequest, { numRuns: count, seed })
  for (const [index, [{ request, document }, role]] of requests.entries()) {
    if (index % 25 === 0) await clear()
    const answer = await send(request, role)
    const [{ names }] = await records.query(
      'with gone as (delete from changed returning name) select array_agg(distinct name) as names from gone'
    )
    if (answer.status < 300) accepted += 1
    for (const fault of faultsOf(document, request, answer, names)) {
      const { operation, method, url, body } = request
      const what = `${operation.operationId} ${answer.status}: ${fault.slice(0, 200)}`
      if (!faults.has(what)) {
        faults.set(what, `${role} ${method} ${url} ${body ?? ''} → ${JSON.stringify(answer.body)}`.slice(0, 1500))
      }
    }
  }
  t.same([...faults].map(([what, request]) => `${what}\n  ${request}`), [], `FUZZ_SEED=${seed}`)
  t.ok(accepted > count / 10, `${accepted} of ${count} reached the inside`)
})

function faultsOf (
  document: Document, { operation }: GeneratedRequest, { status, headers, body }: Answer, changed: string[] | null
): string[] {
  const faults: string[] = []
  if (status >= 500 && !withoutWorker.includes(body?.errorCode)) faults.push('an internal error')
  if (status >= 400 && status < 500 && changed !== null) faults.push(`refused, but changed ${changed}`)
  const isFromRouter = ['route_not_found', 'method_not_allowed'].includes(body?.errorCode)
  const response = operation.responses[status]
  if (isFromRouter) return faults
  if (response === undefined) return [...faults, 'the status is not documented']
  const type = String(headers['content-type']).split(';')[0] ?? ''
  const media = response.content?.[type]
  if (media === undefined) return [...faults, `${type} is not documented`]
  const misfits = type.includes('json') ? document.faults(media.schema, body) : []
  if (misfits.length > 0) faults.push(JSON.stringify(misfits[0]))
  return faults
}
