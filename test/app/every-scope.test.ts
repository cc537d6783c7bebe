import t from 'tap'
import { readDocument, type Operation } from '../support/documents.ts'
import { mutations, type Mutation } from '../support/mutations.ts'
import { demo, profiles, type Answer } from '../support/stack.ts'
import {
  dataSyncId, serviceId, strangers, strangersScene, strangeTenant, templateId, theirProviders, theirs, type Stranger
} from '../support/strangers.ts'
import { until } from '../support/until.ts'

t.setTimeout(240_000) // every operation, as each of the strangers

const everybody = Object.entries(strangers) as Array<[Stranger, typeof strangers[Stranger]]>

/** What is put in the place of parameters of paths and queries: all of it somebody else's. */
const values: Record<string, string> = {
  customerGuid: theirs.customer, umpCustomerGuid: theirs.customer, msTenantId: theirs.tenant,
  phonenumber: theirs.number, telephoneNumber: theirs.number, number: `${theirs.rule}1`, siteGuid: theirs.site,
  taskid: theirs.task, taskId: theirs.task, jobid: theirs.job, leadid: theirs.lead, civicaddressid: theirs.address,
  channelid: String(demo.channelId), id: String(demo.channelId), sbcId: '8', templateId: String(templateId),
  dialPlanId: 'CustDialPlan', companyName: theirs.company, allocationId: theirs.allocation, callerId: theirs.caller,
  operatorTenantId: '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40', syncId: dataSyncId,
  tenantId: theirs.tenant, orderId: theirs.task
}

/** Operations whose path takes another thing by the name of a parameter. */
const special: Record<string, Record<string, string>> = {
  getOvocService: { id: String(serviceId) }, getNumberImport: { taskid: theirs.import },
  getNumberImportResult: { taskid: theirs.import }, getNumberRelease: { orderId: theirs.import },
  listCatalogueChanges: { modelType: 'PartnerOperatorConsents' }
}

/** An operation as it can be asked for what is somebody else's: plainly, and by each parameter that names it. */
function waysToAsk (operation: Operation): string[] {
  const known = { ...values, ...special[operation.operationId] }
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(known[name] ?? name))
  const filters = operation.parameters?.filter(({ in: place, name }) => place === 'query' && name in known)
    .map(({ name }) => `${name}=${encodeURIComponent(known[name] ?? '')}`) ?? []
  const details = operation.parameters?.some(({ name }) => name === 'allDetails') === true ? ['allDetails=true'] : []
  return [...new Set(['', ...filters, ...details])].map(query => `${path}?${query}`)
}

/** Those of the words that an answer holds, although its request did not. */
const found = (words: readonly string[], url: string, { body }: Answer): string[] => {
  const [asked, text] = [decodeURIComponent(url), JSON.stringify(body ?? null)]
  return words.filter(word => text.includes(word) && !asked.includes(word))
}

const ofCustomers: readonly string[] = Object.values(theirs)
const all = [...ofCustomers, ...Object.values(theirProviders)]

/** What no row of a customer is in, so that nothing of it can be seen. */
const plain = [
  'listCallingProfiles', // Microsoft's own, the same for everybody
  'getRemovalSummary', 'getLicenseInfo', 'getSbcHealth', 'validateTenant', 'matchDialPlan', 'getOvocChannel',
  'listDialPlans', 'listNumberUsageCapabilities',
  'listAuditEntries', 'exportAuditEntries' // requests, not what they were about
]

t.test('no answer shows a caller anything of others', async t => {
  const { stack, records } = await strangersScene(t)
  await stack.startApi()
  await stack.startWorker()
  const ask = (method: string, url: string, role: 'admin' | typeof strangers[Stranger]): Promise<Answer> =>
    stack.call(method, url, { role, headers: { prefer: 'wait=5' } })

  for (const version of ['v3', 'v2', 'ovoc'] as const) {
    const { operations } = await readDocument(stack, version)
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const { operationId } = operation
      await t.test(`${version} ${operationId}`, async t => {
        const ways = waysToAsk(operation)
        for (const [stranger, role] of everybody) {
          const words = stranger === 'another provider' ? all : ofCustomers
          for (const url of ways) {
            const answer = await ask('GET', url, role)
            t.same(found(words, url, answer), [], `to ${stranger}: ${url}: ${answer.status}`)
          }
        }
        if (plain.includes(operationId)) return
        const seen = await Promise.all(ways.map(async url => found(all, url, await ask('GET', url, 'admin'))))
        t.ok(seen.flat().length > 0, 'although there is something that its own provider sees')
      })
    }
  }

  await t.test('in the count of numbers on their way out', async t => {
    for (const role of ['admin', ...everybody.map(([, role]) => role)] as const) {
      for (const query of ['', `?msTenantId=${theirs.tenant}`]) {
        const { body } = await ask('GET', `/api/v3/oc/numbers/removal-status/summary${query}`, role)
        t.equal(body.totalCount, role === 'admin' ? 1 : 0, `${role} ${query}`)
      }
    }
  })

  await t.test('by asking for another channel than the own one', async t => {
    for (const path of ['customer', 'oc/lead', 'oc/numbers', 'oc/numbers/export']) {
      const { status } = await stack.call('GET', `/api/v3/${path}`, {
        role: 'channel', headers: { 'x-ovoc-channel-id': String(demo.channelId) }
      })
      t.equal(status, 403, path)
    }
  })

  await t.test('of whose a tenant is that is validated', async t => {
    const toldTo = async (role: 'admin' | typeof strangers[Stranger]): Promise<unknown> => {
      const { body } = await ask('GET', `/api/v3/oc/tenant/validation?msTenantId=${theirs.tenant}`, role)
      return { leads: body.leadIds?.length, customer: body.umpCustomerGuid }
    }
    t.same(await toldTo('admin'), { leads: 1, customer: theirs.customer }, 'its own provider is told')
    for (const [stranger, role] of everybody) t.same(await toldTo(role), { leads: 0, customer: null }, stranger)
  })

  await t.test('of whose numbers are that are validated', async t => {
    for (const [stranger, role] of everybody) {
      const { body } = await stack.call('POST', '/api/v3/oc/numbers/action/number-status', {
        role, body: { msTenantId: theirs.tenant, telephoneNumbers: [theirs.number, '+97239760009'] }
      })
      t.match(body.telephoneNumbers, [{ telphoneNumberDetail: { numberFound: false } }, {}], stranger)
      const [their, nobodys] = body.telephoneNumbers
      t.same({ ...their, telephoneNumber: '' }, { ...nobodys, telephoneNumber: '' }, 'as if nobody had it')
    }
  })

  await t.test('of the civic addresses of another tenant that Microsoft is asked for', async t => {
    for (const [stranger, role] of everybody) {
      const { status, body } = await ask(
        'GET', `/api/v3/oc/civicaddress?msTenantId=${theirs.tenant}&checkOnline=true`, role
      )
      t.match({ status, body }, { status: 400, body: { errors: { MsTenantId: [/not one of your/] } } }, stranger)
    }
    t.same(await records.query("select id from task where kind = 'pull-civic-addresses'"), [], 'Microsoft is not asked')
  })

  await t.test('by a file of numbers, whose rows are refused like those of an unknown tenant', async t => {
    const file = [
      'telephoneNumber,msTenantId,callingProfileId,usage',
      `+97239760009,${theirs.tenant},${profiles.withoutSbc},CallingUserAssignment`, ''
    ].join('\r\n')
    for (const [stranger, role] of everybody) {
      const accepted = await stack.call('POST', '/api/v3/oc/numbers/import', {
        role, body: file, headers: { 'content-type': 'text/csv' }
      })
      const { taskId } = accepted.body
      await until(
        'it is so', async () => (await ask('GET', `/api/v3/task/${taskId}`, role)).body.status !== 'InProgress'
      )
      const { body } = await ask('GET', `/api/v3/oc/numbers/import/${taskId}`, role)
      t.match(body.errors, [{ column: /msTenantId/ }], stranger)
      t.same(body.uploads, [], 'and nothing is uploaded')
    }
  })

  await t.test('of the history of a number before it was the own one', async t => {
    await records.query(
      `insert into number_history (provider_id, number, change, after)
        select 1, $1, 'uploaded', jsonb_build_object('msTenantId', ms_tenant_id) from customer
        where short_name = 'Stranger'`,
      [theirs.number]
    )
    for (const role of ['channel', 'customer'] as const) {
      const { body } = await ask('GET', `/api/v3/oc/numbers/${theirs.number}/history`, role)
      t.equal(body.totalRecords, 1, role)
    }
  })
})

/** What a node may do for itself, whoever it is. */
const ofTheirOwn: Record<Stranger, readonly string[]> = {
  'another channel': ['createLead', 'importNumbers'],
  'another customer': ['importNumbers'],
  'another provider': [
    'addChannel', 'addOperatorTenant', 'createLead', 'createScriptTemplate', 'importNumbers', 'registerSbc',
    'synchronizeLeads'
  ]
}

/** What is no affair of customers, whosever the lead is. */
const neverOfCustomers = ['createCustomer', 'createLead', 'licenseLead']

t.test('no request changes anything of others', async t => {
  const { stack, records } = await strangersScene(t)
  await stack.startApi() // and no worker: a task stays as it was made
  let serial = 100
  const send = (
    { method, path, query = '', body, headers = {} }: Mutation, role: 'admin' | typeof strangers[Stranger]
  ): Promise<Answer> =>
    stack.call(method, `${path}?${query}`, {
      role, ...(body !== undefined && { body }), headers: { prefer: 'wait=0', ...headers }
    })
  /** What one request began is in the way of the next. */
  const clear = async (): Promise<void> => {
    await records.query(
      "update task set state = 'finished', status = 'CompletedSuccess', finished_at = now() where state <> 'finished'"
    )
    await records.query('update task_item set active = false where active')
    await records.query('delete from lead where is_direct and company_name <> $1', [theirs.company])
    await records.query('delete from number_sync')
  }
  const isAccepted = ({ status, body }: Answer): boolean =>
    [200, 201].includes(status) || body?.errorCode === 'task_unfinished'

  for (const [operationId, way] of Object.entries(mutations)) {
    await t.test(operationId, async t => {
      await clear()
      const request = await way({ stack, records, serial: ++serial })
      for (const [stranger, role] of everybody) {
        if (ofTheirOwn[stranger].includes(operationId)) continue
        const before = await records.counts()
        const answer = await send(request, role)
        t.ok(
          answer.status >= 400 && answer.status < 500,
          `refused to ${stranger}: ${answer.status} ${JSON.stringify(answer.body)}`
        )
        if (stranger === 'another customer' && neverOfCustomers.includes(operationId)) {
          t.match(answer, { status: 403, body: { errorCode: 'out_of_scope' } }, 'as to every customer')
        }
        t.same(await records.counts(), before, 'and nothing is made')
      }
      const own = await send(request, 'admin')
      t.ok(isAccepted(own), `its own provider may: ${own.status} ${JSON.stringify(own.body)}`)
    })
  }
})

t.test('nobody reaches a number of others under a tenant of its own', async t => {
  const { stack, records } = await strangersScene(t)
  await stack.startApi()
  const numbers = '/api/v3/oc/numbers/action'
  const requests: Record<string, object> = {
    release: [theirs.number], unassign: [theirs.number],
    'update-capabilities': { phoneNumbers: [theirs.number], capabilities: ['InboundCalling'] }
  }
  for (const [action, body] of Object.entries(requests)) {
    await t.test(action, async t => {
      const before = await records.counts()
      for (const role of ['channel', 'customer'] as const) {
        const answer = await stack.call('POST', `${numbers}/${action}?msTenantId=${strangeTenant}`, { role, body })
        t.match(answer, { status: 400, body: { errors: { PhoneNumbers: [/^\+97239760001/] } } }, role)
      }
      t.same(await records.counts(), before)
    })
  }
})
