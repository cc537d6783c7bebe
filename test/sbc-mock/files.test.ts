import t from 'tap'
import { bootOne, rule } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => {
  await sbc.mock('POST', 'reset')
  await sbc.behave({ restartSeconds: 0 })
})

const header = 'DialPlanName,Name,Prefix,Tag'

async function csv (...rows: string[]) {
  return sbc.call('PUT', '/api/v1/files/dialplan', [header, ...rows, ''].join('\r\n'), { 'content-type': 'text/csv' })
}

t.test('a dial plan file replaces the plans it names, and only those', async (t) => {
  await sbc.inPlan(...rule(0, '1'), ...rule(1, '2'), 'exit', 'sbc dial-plan 1', ...rule(0, '9'))
  t.equal((await csv('OCDialPlan,acme,2,a', 'OCDialPlan,acme,3,"b;c=d"')).status, 200, 'the file is accepted')
  t.strictSame(await sbc.prefixes(), ['3', '2'], 'the named plan has the rules of the file')
  t.strictSame(await sbc.prefixes('CustDialPlan'), ['9'], 'the other plan is as before')
  t.strictSame((await sbc.state()).effects.slice(3).map(({ kind, prefix }) => [kind, prefix]), [['remove', '1'], [
    'add', '3'
  ]], 'only the differences are effects')
})

t.test('a device that merges keeps the other rules', async (t) => {
  await sbc.behave({ csvImport: 'merge' })
  await sbc.inPlan(...rule(0, '1'), ...rule(1, '2'))
  await csv('OCDialPlan,acme,2,changed', 'OCDialPlan,acme,3,a')
  t.match(await sbc.rules(), [{ prefix: '1' }, { prefix: '2', tag: 'changed' }, { prefix: '3' }])
})

t.test('a device that accepts duplicates keeps them, and the lowest index wins', async (t) => {
  await sbc.behave({ duplicatePrefix: 'accept' })
  await sbc.inPlan(...rule(0, '1', 'old'), ...rule(1, '1', 'older'), ...rule(2, '1', 'oldest'))
  t.equal((await csv('OCDialPlan,acme,1,a', 'OCDialPlan,acme,1,b')).status, 200, 'duplicates are accepted')
  t.strictSame(
    (await sbc.rules()).map(({ index, tag }) => [index, tag]), [[0, 'a'], [1, 'b']], 'both duplicates are kept'
  )
  t.match((await sbc.call('GET', '/_mock/match?number=12')).text, '"tag":"a"', 'the lowest index matches')
})

t.test('a row of an unknown plan is skipped, or refuses the file', async (t) => {
  t.equal((await csv('Nowhere,a,1,a', 'OCDialPlan,a,1,a')).status, 200, 'the row is skipped')
  t.strictSame(await sbc.prefixes(), ['1'], 'the other row is applied')
  await sbc.behave({ unknownPlan: 400 })
  const answer = await csv('OCDialPlan,a,2,a', 'Nowhere,a,1,a')
  t.match(answer, { status: 400, text: /line 3: dial plan \\"Nowhere\\" does not exist/ })
  t.strictSame(await sbc.prefixes(), ['1'], 'nothing of the file was applied')
})

t.test('a dial plan file with a mistake changes nothing', async (t) => {
  const good = 'OCDialPlan,a,1,a'
  for (
    const row of ['OCDialPlan,a,2', 'OCDialPlan,a,2,a,a', 'OCDialPlan,"a,2,a', 'OCDialPlan,a,not a prefix,a', good]
  ) {
    t.match(await csv(good, row), { status: 400, text: /provided Dial Plan file is incorrect/ }, row)
  }
  t.equal(
    (await sbc.call('PUT', '/api/v1/files/dialplan', `Name,Prefix\r\n${good}`, { 'content-type': 'text/csv' })).status,
    400, 'a file with other columns is refused'
  )
  await sbc.behave({ maxRules: 1 })
  t.equal((await csv(good, 'OCDialPlan,a,2,a')).status, 400, 'a file with too many rules is refused')
  t.strictSame(await sbc.prefixes(), [], 'no rule is there')
})

t.test('a dial plan file can be read back only where the device allows it', async (t) => {
  await sbc.inPlan('dial-plan-rule 0', 'name "a \\"b\\", c"', 'prefix 1', 'tag t', 'activate')
  t.equal((await sbc.call('GET', '/api/v1/files/dialplan')).status, 405, 'the file cannot be read by default')
  await sbc.behave({ csvGet: true })
  const { text } = await sbc.call('GET', '/api/v1/files/dialplan')
  t.equal(text, `${header}\r\n"OCDialPlan","a ""b"", c","1","t"\r\n`, 'the file has the rules in quotes')
  const before = await sbc.rules()
  await sbc.call('PUT', '/api/v1/files/dialplan', text, { 'content-type': 'text/csv' })
  t.strictSame(await sbc.rules(), before, 'the file read back gives the same rules')
})

t.test('an INI file holds both tables, and an upload restarts the device with nothing else', async (t) => {
  await sbc.inPlan(...rule(4, '+45610[1-3]#', 'a=1;b', 'x'), 'exit', 'sbc dial-plan 2', ...rule(0, '7'))
  const before = (await sbc.state()).dialPlans
  await sbc.mock('PUT', 'state', { parameters: { firmware: '7.20A.258.559' } })
  const { text } = await sbc.call('GET', '/api/v1/files/ini')
  t.match(text, 'DialPlanRule 0, 4 = "x", "+45610[1-3]#", "a=1;b";', 'the file has the rule')
  await sbc.mock('PUT', 'state', { plans: [] })
  t.match(await sbc.upload('/api/v1/files/ini', text), {
    status: 200, text: /will reset now to activate new configuration/
  })
  t.match(await sbc.state(), { dialPlans: before, saved: before, saveNeeded: false, restarts: 1 })

  await sbc.upload('/api/v1/files/ini', '[SYSTEM Params]\r\nSyslogServerIP = 127.0.0.1\r\n')
  t.strictSame((await sbc.state()).dialPlans, {}, 'what a full file does not name is gone')
})

t.test('firmware of 7.4 names the plan of a rule in its INI file', async (t) => {
  await sbc.inPlan(...rule(0, '+45610', 'a=1', 'x'))
  const { text } = await sbc.call('GET', '/api/v1/files/ini')
  t.match(text, '[ DialPlan ]')
  t.match(text, 'DialPlanRule 0 = "OCDialPlan", "x", "+45610", "a=1";')
  t.match(text, 'PrefixCaseSensitivity = 1')
  await sbc.mock('PUT', 'state', { dialPlans: { OCDialPlan: [] } })
  t.equal((await sbc.upload('/api/v1/files/ini/incremental', text)).status, 200)
  t.strictSame(await sbc.prefixes(), ['+45610'], 'and reads it back')
})

t.test('an incremental INI table replaces the whole table without a restart', async (t) => {
  await sbc.inPlan(...rule(0, '1'), ...rule(1, '2'))
  t.equal(
    (await sbc.upload(
      '/api/v1/files/ini/incremental', '[ DialPlanRule ]\nDialPlanRule 0, 0 = "n", "5", "t";\n[ \\DialPlanRule ]\n'
    )).status,
    200, 'the table is accepted'
  )
  t.strictSame(await sbc.prefixes(), ['5'], 'the table has the new rows only')
  t.equal(
    (await sbc.upload('/api/v1/files/ini/incremental', '[ DialPlanRule ]\nDialPlanRule 9, 0 = "n", "5", "t";\n'))
      .status,
    400, 'a table without an end is refused'
  )
  t.strictSame(await sbc.prefixes(), ['5'], 'the table is as before')
  t.equal((await sbc.state()).restarts, 0, 'the device was not restarted')
})

t.test('a full script with a mistake changes nothing', async (t) => {
  await sbc.inPlan(...rule(0, '1'))
  t.match(await sbc.upload('/api/v1/files/cliScript', 'configure voip\nnonsense'), {
    status: 400, text: /Error at line 2/
  })
  t.strictSame(await sbc.prefixes(), ['1'], 'the rule is as before')
})

t.test('old firmware mixes other texts into what it sends', async (t) => {
  await sbc.behave({ pollutedGet: true })
  t.match(
    (await sbc.call('GET', '/api/v1/files/cliScript')).text, /GET \/topAreaStaus\.json/,
    'the first download carries a request line'
  )
  t.match(
    (await sbc.call('GET', '/api/v1/files/cliScript')).text, /\[ DialPlanRule \]/,
    'the second download carries an INI file'
  )
})

t.test('old firmware breaks lines with dots and leaves the status out', async (t) => {
  await sbc.behave({ dottedOutput: true, missingStatusKey: true })
  const answer = await sbc.script('show system version')
  t.equal(answer.status, undefined, 'the answer has no status')
  t.match(answer.output, /^\. Version info:\. -+\. ;Board: Mediant SW\. /, 'dots stand for line ends')
})

t.test('other files are accepted and forgotten', async (t) => {
  t.equal((await sbc.upload('/api/v1/files/prt', 'x')).status, 200, 'the file is accepted')
  t.equal((await sbc.call('GET', '/api/v1/files/prt')).status, 405, 'the file cannot be read')
  t.match(
    (await sbc.upload('/api/v1/files/software', 'x')).text, /activate new software load/,
    'a software load says that it restarts'
  )
  t.equal((await sbc.state()).restarts, 1, 'the device was restarted')
})
