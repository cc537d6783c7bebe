import t, { type Test } from 'tap'
import { bootOne, rule, type Sbc } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

t.test('a rule is added, changed and removed by its index', async (t) => {
  t.equal(
    (await sbc.inPlan(...rule(17, '+4561000001#', 'Trunk=0f3c'), 'exit', 'exit')).status, 'success',
    'the script succeeds'
  )
  t.strictSame(
    await sbc.rules(), [{ index: 17, name: 'acme', prefix: '+4561000001#', tag: 'Trunk=0f3c' }],
    'the rule is there under its index'
  )

  await sbc.inPlan('dial-plan-rule 17', 'tag "Trunk=2222"', 'activate', 'exit')
  t.match(await sbc.rules(), [{ index: 17, name: 'acme', tag: 'Trunk=2222' }], 'what was not named stays')

  await sbc.inPlan('no dial-plan-rule 17')
  t.strictSame(await sbc.rules(), [], 'no rule is there')
  t.strictSame(
    (await sbc.state()).effects.map(({ kind }) => kind), ['add', 'change', 'remove'], 'each change is an effect'
  )
})

t.test('the device gives new rules the lowest free index', async t => {
  await sbc.inPlan(
    ...rule(0, '1'), ...rule(2, '2'), ...rule('new', '3'), ...rule('new', '4'), 'no dial-plan-rule 0',
    ...rule('new', '5')
  )
  t.strictSame((await sbc.rules()).map(({ index, prefix }) => [index, prefix]), [[0, '5'], [1, '3'], [2, '2'], [
    3, '4'
  ]], 'new rules fill the gaps')
})

t.test('a script stops at its first error, and the lines before it stay applied', async (t) => {
  const answer = await sbc.inPlan(...rule(0, '1'), ...rule(1, '2'), ...rule(2, 'not a prefix'), ...rule(3, '3'))
  t.equal(answer.status, 'failure', 'the script fails')
  t.match(answer.output, /^Error at line 17: prefix "not a prefix"/, 'the error names its line')
  t.strictSame(await sbc.prefixes(), ['1', '2'], 'the rules before the error are there')
  t.equal((await sbc.state()).saveNeeded, true, 'they are not saved yet')
})

t.test('a device that goes on after errors applies the other rules and still says failure', async (t) => {
  await sbc.behave({ continueAfterError: true })
  const answer = await sbc.inPlan(...rule(0, '1'), 'no dial-plan-rule 5', ...rule(1, '2'))
  t.equal(answer.status, 'failure', 'the script fails')
  t.match(answer.output, /Error at line 9: dial-plan-rule 5 does not exist/, 'the error names its line')
  t.strictSame(await sbc.prefixes(), ['1', '2'], 'the rules after the error are there too')
})

t.test('a row that is left without activate is lost with a warning', async (t) => {
  const lines = ['dial-plan-rule 4', 'prefix "1"', 'exit', 'exit', 'exit']
  const answer = await sbc.inPlan(...lines)
  t.equal(answer.status, 'success', 'the script succeeds')
  t.match(answer.output, /left without activate/, 'the warning is given')
  t.strictSame(await sbc.rules(), [], 'no rule is there')

  await sbc.behave({ exitActivates: true })
  await sbc.inPlan(...lines)
  t.strictSame(await sbc.prefixes(), ['1'], 'a device that activates on exit keeps it')
})

async function refuses (t: Test, sbc: Sbc, line: string, message: RegExp): Promise<void> {
  const answer = await sbc.inPlan(...rule(0, '1'), ...line.split('\n'))
  t.equal(answer.status, 'failure', line)
  t.match(answer.output, message, `the reason for ${line} is given`)
}

t.test('limits, duplicates and unknown words are refused with the line and the reason', async t => {
  await refuses(
    t, sbc, rule(1, '1').join('\n'), /line 13: dial-plan-rule 1: prefix "1" already exists in rule 0 of "OCDialPlan"/
  )
  await refuses(t, sbc, 'dial-plan-rule 1\nname "sixteen-letters!"', /name .* longer than 15/)
  await refuses(t, sbc, `dial-plan-rule 1\nprefix "${'1'.repeat(51)}"`, /prefix .* longer than 50/)
  await refuses(t, sbc, `dial-plan-rule 1\ntag "${'t'.repeat(65)}"`, /tag .* longer than 64/)
  await refuses(t, sbc, 'dial-plan-rule 1\ntag "Belgium;England"', /at most one tag may be without a value/)
  await refuses(t, sbc, 'dial-plan-rule 1\ntag "a=1;;b"', /must be a list/)
  await refuses(t, sbc, 'dial-plan-rule 1\nactivate', /prefix is missing/)
  await refuses(t, sbc, 'dial-plan-rule x', /"x" is not an index/)
  await refuses(t, sbc, 'colour "red"', /Invalid command: colour red/)
  await refuses(t, sbc, 'show running-config voip', /Invalid command/)
  await refuses(t, sbc, 'exit\nsbc dial-plan 9', /dial-plan 9 does not exist/)
  await refuses(t, sbc, 'name "a/b"', /must not contain/)
  await refuses(t, sbc, 'name "Zoom"\nactivate', /already exists/)
  t.strictSame(await sbc.prefixes(), ['1'], 'only the good rule is there')
})

t.test('tags with several values are accepted as the manual prints them', async t => {
  const tags = [
    'Belgium;Country1=England;Country2=India', 'sandbox1.audiocodes.be', 'Trunk=0f3c1a52-5b63-4b3f-9a52-0d6c5f2a1b11',
    'cost$'
  ]
  const answer = await sbc.inPlan(...tags.flatMap((tag, index) => rule(index, String(index), tag)))
  t.equal(answer.status, 'success', answer.output)
  t.strictSame((await sbc.rules()).map(({ tag }) => tag), tags, 'the tags are kept as they are')
})

t.test('quotes delimit words, and a backslash escapes quotes and backslashes only', async (t) => {
  await sbc.inPlan('dial-plan-rule 0', 'name "a \\"b\\" \\\\c"', 'prefix 1', 'activate', 'exit')
  t.match(await sbc.rules(), [{ name: 'a "b" \\c', prefix: '1' }])
  for (const line of ['name "open', 'name "a"b', 'name a"b"', 'name "a\\n"', 'name a b', 'name']) {
    t.equal((await sbc.inPlan('dial-plan-rule 1', line)).status, 'failure', line)
  }
})

t.test('commands that ask back, take long or move files are refused', async t => {
  for (
    const line of ['copy firmware from http://127.0.0.1/x', 'reload now', 'write', 'ping 127.0.0.1', 'debug sip 5']
  ) {
    t.match(await sbc.script(line), { status: 'failure', output: /not supported in a script/ }, `${line} is refused`)
  }
})

t.test('a session that was closed runs nothing more', async (t) => {
  t.equal((await sbc.script('configure voip', 'exit', 'exit', '')).status, 'success', 'a session may end with exit')
  t.match(await sbc.script('configure voip', 'exit', 'exit', 'configure voip'), {
    status: 'failure', output: /line 4: the session was closed/
  })
})

t.test('dial plans are made, renamed and removed', async t => {
  await sbc.script(
    'configure voip', 'sbc dial-plan new', 'name "Fifth"', ...rule('new', '7'), 'exit', 'sbc dial-plan 4',
    'name "Renamed"', 'exit', 'exit'
  )
  t.strictSame(await sbc.prefixes('Renamed'), ['7'], 'the renamed plan has its rule')
  await sbc.script('configure voip', 'no sbc dial-plan 4')
  t.notOk('Renamed' in (await sbc.state()).dialPlans, 'the plan is gone')
  await sbc.behave({ maxPlans: 4 })
  t.match(await sbc.script('configure voip', 'sbc dial-plan new', 'name "Sixth"', 'activate'), {
    status: 'failure', output: /table is full/
  })
})

t.test('a full device refuses more rules', async (t) => {
  await sbc.behave({ maxRules: 2 })
  t.match(await sbc.inPlan(...rule(0, '1'), ...rule(1, '2'), ...rule(2, '3')), {
    status: 'failure', output: /at most 2 dial plan rules/
  })
  t.strictSame(await sbc.prefixes(), ['1', '2'], 'the rules that had room are there')
})

t.test('onboarding scripts may fill other tables', async t => {
  await sbc.script(
    'configure voip', 'ip-group new', 'name "acme-c"', 'tags "Trunk=1"', 'activate', 'exit', 'exit',
    'configure network', 'nat-translation 0', 'src-interface-name "IF-WAN"', 'target-ip-address "203.0.113.5"',
    'activate', 'exit', 'exit'
  )
  const { output } = await sbc.script('show running-config')
  t.match(
    output, /configure network\r\n {2}nat-translation 0\r\n {4}src-interface-name "IF-WAN"/,
    'the row of the network section is shown'
  )
  t.match(output, /configure voip\r\n {2}ip-group 0\r\n {4}name "acme-c"/, 'the row of the voip section is shown')
  t.match(
    (await sbc.call('GET', '/api/v1/kpi/current/sbc/callStats/ipGroup')).text, /acme-c/, 'the IP group has its KPIs'
  )
})

t.test('rows can be nested, and are shown as blocks of their own', async (t) => {
  const rows = async (): Promise<unknown> => (await sbc.state()).rows['voip proxy-set']
  const proxy = (
    place: string, address: string
  ): string[] => [`proxy-ip ${place}`, `proxy-address "${address}"`, 'activate', 'exit']
  await sbc.script(
    'configure voip', 'proxy-set new', 'proxy-name "a"', ...proxy('0', 'x'), ...proxy('new', 'y'), 'exit',
    'proxy-set new', 'proxy-name "b"', 'activate', 'exit', 'exit'
  )
  t.strictSame(await rows(), [{
    index: 0, 'proxy-name': 'a', 'proxy-ip 0 proxy-address': 'x', 'proxy-ip 1 proxy-address': 'y'
  }, { index: 1, 'proxy-name': 'b' }], 'both rows have their nested rows')
  const { text } = await sbc.call('GET', '/api/v1/files/cliScript')
  t.match(
    text,
    /proxy-set 0\r?\n {4}proxy-name "a"\r?\n {4}proxy-ip 0\r?\n {6}proxy-address "x"\r?\n {6}activate\r?\n {4}exit\r?\n {4}proxy-ip 1\r?\n/,
    'the nested rows are shown as blocks'
  )
  const before = await rows()
  t.equal((await sbc.script(text)).status, 'success', 'the shown configuration can be run again')
  t.strictSame(await rows(), before, 'it changes nothing')
  await sbc.script('configure voip', 'proxy-set 0', 'no proxy-ip 1', 'exit')
  t.strictSame(await rows(), [{ index: 0, 'proxy-name': 'a', 'proxy-ip 0 proxy-address': 'x' }, {
    index: 1, 'proxy-name': 'b'
  }], 'the nested row is removed')
  t.match(await sbc.script('configure voip', 'proxy-set 0', 'no proxy-ip 1'), {
    status: 'failure', output: /proxy-ip 1 does not exist/
  })
  t.match(await sbc.script('configure voip', 'proxy-set 1', 'proxy-name "a"', 'activate'), {
    status: 'failure', output: /proxy-name "a" already exists in row 0/
  }, 'and no two rows have one name')
})

t.test('the shown configuration can be run again and gives the same plans', async t => {
  await sbc.inPlan(
    ...rule(3, '+4561000001#', 'a=1;b', 'q'), 'dial-plan-rule 5', 'name "\\"\\\\"', 'prefix "532[1-9](4)#"', 'activate'
  )
  const before = (await sbc.state()).dialPlans
  const { text } = await sbc.call('GET', '/api/v1/files/cliScript')
  t.equal((await sbc.script(text)).status, 'success', 'the script succeeds')
  t.strictSame((await sbc.state()).dialPlans, before, 'the plans are as before')

  await sbc.behave({ restartSeconds: 0 })
  await sbc.mock('PUT', 'state', { plans: [] })
  t.equal((await sbc.upload('/api/v1/files/cliScript', text)).status, 200, 'the full script is accepted')
  t.strictSame((await sbc.state()).dialPlans, before, 'the plans are the same after it')
})
