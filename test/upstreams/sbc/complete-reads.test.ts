import t from 'tap'
import { request } from 'undici'
import { MediantConfiguration } from '../../../src/upstreams/sbc/mediant-configuration.ts'
import { examine } from '../../../src/upstreams/sbc/examination.ts'
import type { Rule } from '../../../src/upstreams/sbc/sbc.ts'
import { connectionTo, openDevice, type Device } from './device.ts'

// What is not on a device counts as absent only when all of its configuration was read and understood.

const plan = 'OCDialPlan'
const rule = (number: number, tag = `Trunk=${number}`): Rule => ({ name: 'acme', prefix: `+614000000${number}`, tag })
const transient = { name: 'UpstreamFault', kind: 'busy', isTransient: true }

async function shown (url: string): Promise<string> {
  const answer = await request(`${url}/api/v1/files/cliScript`, {
    headers: { authorization: `Basic ${Buffer.from('dialplane:demo-sbc-password').toString('base64')}` }
  })
  return answer.body.text()
}

/** The next downloads of the configuration are answered with 200 and this. */
const answerWith = (mock: Device['mock'], fault: object): Promise<unknown> =>
  mock('POST', 'faults', { method: 'GET', path: 'cliScript$', ...fault })

t.test('a configuration that is cut anywhere neither shows a rule as gone nor a plan as absent', async t => {
  const { sbc, mock, url } = await openDevice(t)
  await sbc.apply(plan, { add: [rule(1), rule(2)], remove: [] })
  const whole = (await shown(url)).trimEnd()
  const places = [...whole].flatMap((character, at) => character === '\n' ? [at, at + 1] : [])
  const few = [0, ...places.filter((_, index) => index % 3 === 0), whole.length - 1]
  const { saves } = await written(mock)
  for (const truncateAfter of few) {
    await answerWith(mock, { truncateAfter })
    await t.rejects(sbc.apply(plan, { add: [], remove: [rule(1), rule(2)] }), transient, `cut after ${truncateAfter}`)
  }
  for (const truncateAfter of [40, whole.length - 2]) {
    await answerWith(mock, { truncateAfter })
    await t.rejects(sbc.rules(plan), { ...transient, message: /only a part of its configuration/ })
    await answerWith(mock, { truncateAfter })
    await t.rejects(sbc.readRules(plan, async () => {}), { ...transient, message: /only a part of its configuration/ })
    await answerWith(mock, { truncateAfter })
    await t.rejects(sbc.configuration(), { ...transient, inDetail: /lines/ })
  }
  t.equal((await written(mock)).saves, saves, 'nothing was written')
  t.same(
    (await sbc.apply(plan, { add: [], remove: [rule(1), rule(2)] })).map(({ outcome }) => outcome),
    ['removed', 'removed'], 'the rules are removed when the device shows all again'
  )
})

async function written (mock: Device['mock']): Promise<{ saves: number }> {
  const requests: Array<{ method: string }> = await mock('GET', 'requests')
  return { saves: requests.filter(({ method }) => method !== 'GET').length }
}

t.test('a page of something else, an empty answer and a cut read-back are no plan without rules', async t => {
  const { sbc, mock } = await openDevice(t)
  for (const body of ['', '\n', '<!DOCTYPE html>\n<html><body>Please log in</body></html>', '{"description":"busy"}']) {
    await answerWith(mock, { status: 200, body })
    await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [] }), transient, JSON.stringify(body))
    await answerWith(mock, { status: 200, body })
    t.match(
      await examine(sbc, connectionTo('http://127.0.0.1')), {
        usable: false,
        findings: [{}, {}, {}, { check: 'dial-plans', result: 'failed', message: /part of its configuration/ }]
      }, 'a test of the connection says so'
    )
  }
  await answerWith(mock, { after: 1, truncateAfter: 60 })
  await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [] }), transient, 'the reading after the script is cut')
  t.same((await sbc.apply(plan, { add: [rule(1)], remove: [] })).map(({ outcome }) => outcome), ['unchanged'])
  t.equal((await sbc.status()).saveNeeded, false, 'what was written is saved in the end')
})

const rules = ['acme +613 Trunk=1', ' +614 x']
const inside = `sbc dial-plan 0
name "OCDialPlan"
dial-plan-rule 0
name "acme"
prefix "+613"
tag "Trunk=1"
activate
exit
dial-plan-rule 7
prefix "+614"
tag "x"
activate
exit
activate
exit`
const other = 'ip-group 0\nname "g"\nsbc-dial-plan-name "OCDialPlan"\nactivate\nexit'
const flat = `configure voip\n${other}\n${inside}\nexit\n`
const indentedBy = (step: string): string => {
  let depth = 0
  return flat.split('\n').map(text => {
    if (text === 'exit') depth -= 1
    const line = step.repeat(Math.max(depth, 0)) + text
    if (/^(configure|ip-group|sbc|dial-plan-rule)\s/.test(text)) depth += 1
    return line
  }).join('\n')
}
const nested = indentedBy('  ')

/** How firmware that nobody has seen may print the same. Each is read right, or is said not to be understood. */
const readRight: Record<string, string> = {
  'two blanks a level': nested,
  'one blank a level': indentedBy(' '),
  tabulators: indentedBy('\t'),
  'no indentation': flat,
  'lines that end with CR LF': nested.replaceAll('\n', '\r\n'),
  'values without quotes': nested.replaceAll('"', ''),
  'comments and empty lines': nested.replaceAll('\n', '\n!\n\n'),
  'another section before and after':
    `configure system\n  cli-settings\n    idle 3\n  exit\nexit\n${nested}configure network\nexit\n`,
  'a column that is new': nested.replaceAll('tag "', 'rank 3\n      tag "'),
  'rules in a second block':
    nested.replace('    dial-plan-rule 7', '  exit\n  sbc dial-plan 0\n    dial-plan-rule 7'),
  'rules in a second section':
    nested.replace('    dial-plan-rule 7', '  exit\nexit\nconfigure voip\n  sbc dial-plan 0\n    dial-plan-rule 7'),
  'bytes of another request behind it': `${nested}GET /topAreaStaus.json HTTP/1.1\r\n`,
  'an INI file behind it': `${nested};****\n;** Ini File **\n[ DialPlans ]\nDialPlans 0 = "OCDialPlan";\n`
}
const notUnderstood: Record<string, string> = {
  'a rule on one line': nested.replace(/dial-plan-rule 0\n\s+name "acme"\n\s+/, 'dial-plan-rule 0 name "acme" '),
  'columns with an equals sign': nested.replaceAll('prefix "', 'prefix = "'),
  'a block for the SBC': nested.replace('sbc dial-plan 0', 'sbc\n  dial-plan 0'),
  'a plan by its name': nested.replace('sbc dial-plan 0', 'sbc dial-plan "OCDialPlan"'),
  'a plan with its name in its first line':
    nested.replace('dial-plan 0\n    name "OCDialPlan"', 'dial-plan 0 name "OCDialPlan"'),
  'a table of rules of its own': nested.replaceAll('dial-plan-rule ', 'sbc dial-plan-rule 0/'),
  'another word for a plan': nested.replace('sbc dial-plan 0', 'sbc dialplan 0'),
  'another word for a rule': nested.replaceAll('dial-plan-rule', 'rule'),
  'another word for a prefix': nested.replaceAll('prefix "', 'pattern "'),
  'a prefix in capitals': nested.replaceAll('prefix "', 'PREFIX "'),
  'no plan at all': indentedBy('  ').replace(/ {2}sbc[^]*\n {2}exit\nexit/, 'exit'),
  'rules before the name': nested.replace('    name "OCDialPlan"\n', '')
    .replace('    activate\n  exit\nexit', '    name "OCDialPlan"\n  exit\nexit'),
  'sections that end without a line': nested.replace(/exit\n$/, ''),
  'two plans with one name': nested.replace(/\nexit\n$/, '\n  sbc dial-plan 1\n    name "OCDialPlan"\n  exit\nexit\n'),
  'a second configuration behind bytes of another request': `${nested}GET / HTTP/1.1\n${nested}`,
  'a quote that is not closed': nested.replace('"+613"', '"+613')
}

t.test('a layout is read right, or is said not to be understood', async t => {
  for (const [name, text] of Object.entries(readRight)) {
    const configuration = new MediantConfiguration(text)
    t.equal(configuration.doubt, undefined, `${name}: no doubt`)
    t.same(
      configuration.rules(plan)?.map(one => `${one.name} ${one.prefix} ${one.tag}`), rules,
      `${name}: both rules are read`
    )
  }
  for (const [name, text] of Object.entries(notUnderstood)) {
    t.not(text, nested, `${name}: it is another text`)
    t.ok(new MediantConfiguration(text).doubt, `${name}: it is doubted`)
  }
})

t.test('what is not understood changes nothing, and only the provider is shown the line', async t => {
  const { sbc, mock } = await openDevice(t)
  const body = notUnderstood['another word for a rule']
  await answerWith(mock, { status: 200, body })
  await t.rejects(sbc.apply(plan, { add: [rule(1)], remove: [rule(2)] }), {
    ...transient, retryAfterSeconds: 90, message: /^SBC 8 shows its dial plans in a layout that is not known; [^"]*$/,
    inDetail: /line \d+ \("rule 0"\) is no line of a dial plan/
  })
  t.equal((await written(mock)).saves, 0, 'nothing was written')
})
