import t from 'tap'
import { demo, startStack } from '../support/stack.ts'

// Names of sites, rules of dial plans and texts of templates are refused or stand on the device as data; nothing else
// changes there. Parameters of sites are tried in injection.test.ts.

const corpus = [
  '"', '"\nexit\nexit\nno ip-group 0', 'x" activate', 'a\r\nexit', '\nno sbc dial-plan 1', 'x\\', '\\"', '\\\\" exit "',
  'exit', 'activate', 'no ip-group 0', '; reload', '`reboot`', '$(reload)', '{{SiteName}}', '{{#if SiteName}}', '{{',
  '}}', '%0aexit', 'x\u2028exit', 'x\u2029exit', 'x\u0085exit', 'x\u000bexit', 'x\u000cexit', 'x\u0000exit', 'é',
  '\u202e', '! remark', '# remark', '\texit', ' '
]

t.test('a text of a caller never becomes a command', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const [sbc] = stack.sbcs
  const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`
  const foreign = {
    'voip ip-group': [{ name: 'Foreign', tags: 'hand=made' }], 'voip sbc cac-profile': [{ name: '10 sessions' }]
  }
  await sbc.control('PUT', '/_mock/state', {
    rows: foreign,
    dialPlans: {
      OCDialPlan: [{ name: 'oc', prefix: '+61', tag: 'a' }],
      CustDialPlan: [{ name: 'theirs', prefix: '+9724', tag: 'b' }]
    }
  })
  const look = async (): Promise<
    {
      rows: Record<string, Array<Record<string, string>>>
      dialPlans: Record<string, Array<Record<string, string>>>
      restarts: number
    }
  > => sbc.control('GET', '/_mock/state')
  /** That what is not ours stands as it stood, and scripts wrote no other tables than those of the template. */
  const untouched = async (what: string): Promise<void> => {
    const { rows, dialPlans, restarts } = await look()
    t.match(
      rows['voip ip-group']?.filter(row => row['name'] === 'Foreign'), [{ name: 'Foreign', tags: 'hand=made' }], what
    )
    t.same(rows['voip sbc cac-profile'], [{ index: 0, name: '10 sessions' }], what)
    t.match(dialPlans['OCDialPlan'], [{ name: 'oc', prefix: '+61', tag: 'a' }], what)
    t.match(dialPlans['CustDialPlan']?.filter(rule => rule['name'] === 'theirs'), [{ prefix: '+9724', tag: 'b' }], what)
    t.same(Object.keys(rows).filter(table => !/ip-group|cac-profile|proxy-set|account$/.test(table)), [], what)
    t.equal(restarts, 0, what)
  }
  const nameOf = (value: string): string =>
    JSON.stringify(value).replace(/[^\x20-\x7e]/g, character => `U+${character.charCodeAt(0).toString(16)}`)

  await t.test('a text in the name of a SIP connection never becomes a command', async t => {
    for (const siteLocationName of corpus) {
      t.match(
        (await stack.call('POST', sites, {
          body: { siteLocationName: `ab${siteLocationName}`.slice(0, 15), sbcId: 8 }
        })).status,
        /^exit$|^activate$/.test(siteLocationName) ? 200 : 400,
        nameOf(siteLocationName)
      )
    }
  })

  await t.test('a text in a rule of a dial plan never becomes a command', async t => {
    const [site] = (await stack.call('GET', sites)).body
    const path = `${sites}/${site.id}/dialplan`
    // NUL refuses the whole body, wherever it stands.
    const rules = corpus.filter(value => !value.includes('\0')).flatMap((
      value, index
    ) => [{ prefix: value, name: 'n', tag: 't' }, { prefix: `5${index}`, name: value.slice(0, 15), tag: 't' }, {
      prefix: `6${index}`, name: 'n', tag: value
    }])
    const { body: { errors } } = await stack.call('PATCH', `${path}/CustDialPlan`, { body: { add: rules } })
    const left = rules.filter((_, index) => !Object.keys(errors).some(field => field.startsWith(`add[${index}].`)))
    for (const rule of rules) {
      if (/[^\x20-\x7e]/.test(Object.values(rule).join(''))) {
        t.notOk(left.includes(rule), `${nameOf(JSON.stringify(rule))} is refused`)
      }
    }
    t.ok(left.length > corpus.length / 2, 'quotes and backslashes in a name are data')
    const answer = await stack.call('PATCH', `${path}/CustDialPlan`, { body: { add: left } })
    const task = await stack.finished(answer.body.taskId)
    const { dialPlans } = await look()
    for (const { outcome, name, prefix, tag } of task.outputData.rules) {
      const there = dialPlans['CustDialPlan']?.some(rule =>
        rule['name'] === name && rule['prefix'] === prefix && rule['tag'] === tag
      )
      t.equal(there, outcome === 'added', `${nameOf(JSON.stringify({ name, prefix, tag }))} is ${outcome}`)
    }
    t.same(
      dialPlans['CustDialPlan']?.length,
      1 + task.outputData.rules.filter((rule: { outcome: string }) => rule.outcome === 'added').length,
      'and nothing more is there'
    )
    const named = await Promise.all(
      corpus.map(async value =>
        [
          value,
          await stack.call('PATCH', `${path}/${encodeURIComponent(value)}`, {
            body: { add: [{ prefix: '7', tag: 't' }] }
          })
        ] as const
      )
    )
    for (const [value, { status, body }] of named) {
      if (status === 200) {
        t.equal((await stack.finished(body.taskId)).status, 'Failed', `there is no plan ${nameOf(value)}`)
      } else t.ok(status >= 400 && status < 500, nameOf(value))
    }
    await untouched('after rules')
  })

  await t.test('a text in a template never becomes a command that templates may not have', async t => {
    for (const value of corpus) {
      for (
        const script of [
          `configure voip\nip-group new\nname "{{SiteName}}"\ntags ${value}\nexit\nexit`,
          `configure voip\nip-group new\nname "{{SiteName}}"\nexit\n${value}\nexit`
        ]
      ) {
        const { status, body } = await stack.call('POST', '/api/v3/scripttemplates/preview', { body: { script } })
        if (status === 400) continue
        const commands = body.preview.map((line: string) => line.trim().split(' ')[0])
        t.ok(
          commands.every((command: string) =>
            ['configure', 'ip-group', 'name', 'tags', 'activate', 'exit'].includes(command)
          ),
          `${nameOf(script)}: ${commands.join(' ')}`
        )
      }
    }
  })
})
