import { tagOfNumbers, type Finding } from './device-traits.ts'
import type { Rule, RuleOutcome, Way } from './sbc.ts'

// The rules that a qualification writes for a moment: one as long as those of numbers, and longer ones one measure at a
// time. Country code 999 is nobody's, so that no call meets them.

const probeName = 'dialplane-probe'

/** Whether a rule is one of these, which stand there for a moment and are nobody's. */
export const isProbe = ({ name, prefix }: Pick<Rule, 'name' | 'prefix'>): boolean =>
  name.startsWith(probeName) && prefix.startsWith('+999')

/** What the rules of numbers need: the name of a SIP connection, `+` and fifteen digits, `Trunk=` and a tenant id. */
const needed = { nameLength: 15, prefixLength: 16, tagLength: tagOfNumbers }

/** What newer firmware takes, and is measured only. */
const longer: ReadonlyArray<Partial<typeof needed>> = [
  { nameLength: 31 }, { prefixLength: 32 }, { prefixLength: 50 }, { tagLength: 64 }
]

export const probeOfNumbers = probe(needed, 0).prefix

/** Each has a prefix of its own. The first one stands for numbers. */
export const ladder: readonly Rule[] = [needed, ...longer.map(more => ({ ...needed, ...more }))].map(probe)

function probe ({ nameLength, prefixLength, tagLength }: typeof needed, index: number): Rule {
  return {
    name: probeName.padEnd(nameLength, '-'), prefix: `+999${index}`.padEnd(prefixLength, '0'),
    tag: `Trunk=${'0'.repeat(tagLength - 6)}`
  }
}

/** What came of the probes. A device must take the first one; that it takes no longer ones is only measured. */
export function verdict (outcomes: readonly RuleOutcome[], ways: readonly Way[]): Finding[] {
  return outcomes.flatMap(({ rule, outcome, reason = 'it gives no reason' }): Finding[] => {
    const isOfNumbers = rule.prefix === probeOfNumbers
    const find = (result: Finding['result'], message: string): Finding[] => [{ check: 'probe', result, message }]
    const what = isOfNumbers ? `A rule like those of numbers (${measures(rule)})` : `A rule of ${measures(rule)}`
    if (outcome !== 'added' && outcome !== 'unchanged') {
      return isOfNumbers ? find('failed', `${what} was not taken: ${reason}`) : []
    }
    const blind = ways.filter(({ rules }) => !rules.some(one => one.prefix === rule.prefix && one.tag === rule.tag))
    if (blind.length > 0 || ways.length === 0) {
      const where = blind.map(({ name }) => name).join(' and ')
      return find(
        isOfNumbers ? 'failed' : 'warning', `${what} was written, but ${where} does not show it as it was written.`
      )
    }
    if (!isOfNumbers) return []
    const names = ways.map(({ name }) => name).join(' and ')
    if (!ways.some(({ isSaved }) => isSaved)) {
      return find('warning', `${what} was found by ${names}; whether it is saved the device does not tell.`)
    }
    return ways.length > 1
      ? find('ok', `${what} was written, found by ${names}, and saved.`)
      : find('warning', `${what} was written and saved, but found by ${names} alone.`)
  })
}

function measures ({ name, prefix, tag }: Rule): string {
  return `${name.length} characters of name, ${prefix.length} of prefix and ${tag.length} of tag`
}
