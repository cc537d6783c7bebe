import t from 'tap'
import { editScript } from '../../src/upstreams/sbc/mediant-scripts.ts'
import { builtInTemplates } from '../../src/sites/schemas/built-in-templates.ts'
import { operatorConnectPlan, type DeviceConfiguration } from '../../src/upstreams/sbc/sbc.ts'
import { ruleFor } from '../../src/numbers/tasks/number-rules.ts'
import { missingOf } from '../../src/sites/tasks/row-script.ts'
import { removedRows, wantedRows } from '../../src/sites/tasks/site-rows.ts'
import { parseTemplate, previewOf, valuesOf } from '../../src/sites/tasks/site-script.ts'

const values = valuesOf(
  {
    name: 'Site2',
    msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
    enableCac: true,
    carrierRegistration: true,
    parameters: {
      ProxySet: 'SIPTrunk', OnlinePstnGateway: 'Site2.sbc.example', CarrierUserName: 'u', CarrierHostName: 'h'
    }
  },
  { CarrierUserPassword: 'p' },
  []
)

function template (script: string, scriptType = 1, customerVariables: string[] = []) {
  const parsed = parseTemplate({ script, scriptType, customerVariables })
  if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
  return parsed.template
}

function faults (script: string, scriptType = 1): Array<[number, number, string]> {
  const parsed = parseTemplate({ script, scriptType, customerVariables: [] })
  return 'faults' in parsed ? parsed.faults.map(({ line, column, message }) => [line, column, message]) : []
}

/** A device with these rows. */
function device (rows: Record<string, Array<Record<string, string>>> = {}): DeviceConfiguration {
  return {
    rows: table => (rows[table] ?? []).map((columns, index) => ({ index, columns })), rules: () => undefined,
    plans: () => []
  }
}

const row = (lines: string): string => `configure voip\nip-group new\n${lines}\nexit\nexit`

t.test('every built-in template can be parsed', async t => {
  for (const stored of builtInTemplates) {
    if (stored.script !== null) t.match(parseTemplate(stored), { template: {} }, stored.name)
  }
})

t.test('the built-in onboarding makes IP groups, proxy sets and the account of a site, and its cleanup removes ' +
  'them', async t => {
  const [onboarding, cleanup] = [7, 700].map(id => builtInTemplates.find(stored => stored.id === id)?.script ?? '')
  const rows = wantedRows(template(onboarding ?? ''), values)
  t.same(rows.map(({ table, way, name }) => `${table} ${way} ${name}`), [
    'proxy-set shared SIPTrunk', 'proxy-set shared Teams-OC', 'ip-group new Site2-c', 'ip-group new Site2-t',
    'sip-definition account new Site2'
  ], 'the rows of a site are these')
  const script = missingOf(device(), rows, [])
  t.ok(
    script?.includes('tags "Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1"' as never),
    'the IP group has the trunk of the tenant'
  )
  t.ok(script?.includes('password "p"' as never), 'the account has the password')
  t.notOk(script?.some(line => line.startsWith('contact-user')), 'a line without a value is left out')
  t.same(removedRows(template(cleanup ?? '', 2), values).map(({ table, name }) => `${table} ${name}`), [
    'sip-definition account Site2', 'ip-group Site2-t', 'ip-group Site2-c'
  ], 'the cleanup removes the rows of the site')
})

t.test('the built-in templates for numbers show what a device is sent for a number', async t => {
  const number = { SiteName: 'Site2', MsTenantId: values['MsTenantId'] ?? '', Number: '+61395556880' }
  const rule = { ...ruleFor(number.Number, number.SiteName, number.MsTenantId), index: 17 }
  /** As it is shown, with the index of the plan in the place of its name. */
  const shown = (id: number): string[] =>
    previewOf(template(builtInTemplates.find(stored => stored.id === id)?.script ?? '', 0), number)
      .map(line => line.trim()).map(line =>
        line === `sbc dial-plan "${operatorConnectPlan}"` ? 'sbc dial-plan 3' : line
      )
  t.same(shown(5000), editScript(3, [rule], []), 'the template for adding shows the script')
  const assured = ['dial-plan-rule 17', `prefix "${number.Number}"`, 'activate', 'exit', 'no dial-plan-rule 17']
  t.same(
    shown(5001).flatMap(line => line === `no dial-plan-rule "${number.Number}"` ? assured : [line]),
    editScript(3, [], [rule]), 'a rule is removed by its index, which is assured first'
  )
})

t.test('only rows that differ from the device are written', async t => {
  const rows = wantedRows(
    template(row('name "{{SiteName}}-c"\ntags "Trunk={{MsTenantId}}"\ncontact-user "{{CarrierMailLine}}"')), values
  )
  const there = { name: 'Site2-c', tags: `Trunk=${values['MsTenantId']}` }
  t.equal(missingOf(device({ 'ip-group': [there] }), rows, []), undefined, 'a row that is there needs no script')
  t.same(
    missingOf(device({ 'ip-group': [{ name: 'other' }, { ...there, tags: 'old', 'contact-user': '5' }] }), rows, []),
    [
      'configure voip', 'ip-group 1', 'name "Site2-c"', `tags "${there.tags}"`, 'contact-user ""', 'activate', 'exit',
      'exit'
    ], 'only the row that differs is written'
  )
  t.same(
    missingOf(device({ 'ip-group': [{ name: 'other' }, there] }), [], [{
      section: 'voip', table: 'ip-group', name: 'Site2-c'
    }]),
    ['configure voip', 'ip-group 1', 'name "Site2-c"', 'activate', 'exit', 'no ip-group 1', 'exit'],
    'a row is removed by its index'
  )
  t.equal(
    missingOf(device(), [], [{ section: 'voip', table: 'ip-group', name: 'Site2-c' }]), undefined,
    'a row that is not there needs no removal'
  )
})

t.test('a password that a device shows in its own way is not written again', async t => {
  const rows = wantedRows(
    template(
      'configure voip\nsip-definition account new\naccount-name "{{SiteName}}"\npassword ' +
      '"{{CarrierUserPassword}}"\nexit\nexit'
    ),
    values
  )
  t.equal(
    missingOf(device({ 'sip-definition account': [{ 'account-name': 'Site2', password: '$1$xyz' }] }), rows, []),
    undefined, 'a password that is there is left alone'
  )
  t.same(missingOf(device({ 'sip-definition account': [{ 'account-name': 'Site2' }] }), rows, []), [
    'configure voip', 'sip-definition account 0', 'account-name "Site2"', 'password "p"', 'activate', 'exit', 'exit'
  ], 'a missing password is written')
})

t.test('a value is a word or a part of one, whatever it holds', async t => {
  const evil = 'x" \\ {{MsTenantId}} exit activate'
  const script = missingOf(
    device(),
    wantedRows(template(row('name {{SiteName}}\ncontact-user {{CarrierMailLine}}')), {
      SiteName: 'a', CarrierMailLine: evil
    }),
    []
  )
  t.same(script, [
    'configure voip', 'ip-group new', 'name "a"', 'contact-user "x\\" \\\\ {{MsTenantId}} exit activate"', 'activate',
    'exit', 'exit'
  ], 'the value is one quoted word')
  t.throws(
    () => missingOf(device(), wantedRows(template(row('name {{SiteName}}')), { SiteName: 'a\nexit' }), []),
    'a line break cannot be written at all'
  )
})

t.test('customer variables are known by their place and by their name', async t => {
  const own = valuesOf(
    {
      name: 'S', msTenantId: 't', enableCac: true, carrierRegistration: true,
      parameters: {}
    },
    { 'CustomVar.Variable1': 'proxy', 'CustomVar.Variable2': '5061' },
    ['IPPBX-ProxyAddress', 'Port']
  )
  const text =
    'configure voip\nproxy-set new\nproxy-name "{{SiteName}}"\nproxy-ip 0\nproxy-address ' +
    '"{{IPPBX-ProxyAddress}}:{{CustomVar.Variable2}}"\nactivate\nexit\nactivate\nexit\nexit'
  t.same(missingOf(device(), wantedRows(template(text, 1, ['IPPBX-ProxyAddress', 'Port']), own), []), [
    'configure voip', 'proxy-set new', 'proxy-name "S"', 'proxy-ip 0', 'proxy-address "proxy:5061"', 'activate', 'exit',
    'activate', 'exit', 'exit'
  ], 'both spellings have the value')
})

t.test('a part under a condition counts only when its placeholder has a value', async t => {
  const text =
    'configure voip\n{{#if CacProfile}}\nsbc cac-profile existing\nname "{{CacProfile}}"\nexit\n{{/if}}\nip-group ' +
    'new\nname "{{SiteName}}"\nexit\nexit'
  t.same(wantedRows(template(text), values).map(row => row.table), ['ip-group'], 'the part is left out without a value')
  t.same(wantedRows(template(text), { ...values, CacProfile: '10 sessions' }).map(row => row.name), [
    '10 sessions', 'Site2'
  ], 'the part is there with a value')
  t.notMatch(previewOf(template(text), values).join('\n'), /cac-profile/, 'the preview leaves it out too')
})

t.test('each fault of a script is reported with its line and column', async t => {
  const cases: Array<[text: string, line: number, column: number, message: RegExp, type?: number]> = [
    [row('name "{{Nobody}}"'), 3, 6, /\{\{Nobody\}\} is unknown/],
    [row('name "open'), 3, 6, /never closed/],
    [row('name "a"b'), 3, 9, /quote begins or ends inside/],
    [row('name a"b"'), 3, 7, /quote begins or ends inside/],
    [row('name "{{SiteName"'), 3, 6, /not closed or not opened/],
    [row('name "é"'), 3, 7, /printable ASCII/],
    [row('name "a\u2028b"'), 3, 8, /printable ASCII/],
    [row('name a b'), 3, 1, /takes one value/],
    [row('{{SiteName}} x'), 3, 1, /begins with a keyword/],
    [row('"name" x'), 3, 1, /begins with a keyword/],
    [row('tags "x"'), 3, 1, /first line of a row of ip-group names it: name/],
    [row('activate'), 2, 1, /no line that names it/],
    [row('name "x"\nno tags'), 4, 1, /removed by its name/],
    ['configure voip\nip-group 3\nname x\nexit\nexit', 2, 10, /new, shared or existing/],
    ['configure voip\nip-gruop new\nname x\nexit\nexit', 2, 1, /ip-gruop is no table of voip/],
    ['configure voip\nsbc dial-plan new\nname x\nexit\nexit', 2, 1, /Dial plans belong in number scripts/],
    ['configure voip\nno sbc dial-plan "OCDialPlan"\nexit', 2, 1, /never removed/, 0],
    ['configure voip\nno ip-group 3\nexit', 2, 1, /removed by its name/],
    ['configure voip\nip-group new\nname x\nexit\nexit', 2, 1, /only removes rows/, 2],
    ['configure everything\nexit', 1, 1, /configure voip/],
    ['ip-group new', 1, 1, /Outside of blocks/],
    ['configure voip', 1, 1, /never left/],
    ['exit', 1, 1, /leaves nothing/],
    ['configure voip\nexit now', 2, 6, /exit stands alone/],
    ['configure voip\n{{#if CacProfile}}\nexit\n{{/if}}', 3, 1, /not closed before exit/],
    ['{{/if}}', 1, 1, /closes nothing/],
    ['{{#each Number}}', 1, 1, /is unknown; there are/],
    ['{{#if Nothing}}\n{{/if}}', 1, 1, /\{\{Nothing\}\} is unknown/],
    ['# nothing at all', 1, 1, /does nothing/]
  ]
  for (const [text, line, column, message, type] of cases) {
    t.match(faults(text, type)[0], [line, column, message], `${message.source} at ${line}:${column}`)
  }
  for (const command of ['reload', 'write', 'erase', 'copy', 'reset', 'admin', 'do', 'show', 'factory', 'ssh']) {
    t.match(
      faults(`configure voip\n  ${command} now\nexit`)[0], [2, 3, new RegExp(`${command} is forbidden`)],
      `${command} is forbidden outside of rows`
    )
    t.match(
      faults(row(`name "x"\n${command} x`))[0], [4, 1, new RegExp(`${command} is forbidden`)],
      `${command} is forbidden inside of rows`
    )
  }
  t.equal(faults('{{/if}}\nreload\nexit').length, 3, 'all of it at once')
})
