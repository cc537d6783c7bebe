import type { StoredTemplate } from '../schemas/built-in-templates.ts'
import type { ScriptParameters } from '../schemas/site.ts'
import { fill } from '../../upstreams/sbc/cli-script.ts'
import { scriptTypes, type Line, type ScriptTemplate } from './script-template.ts'
import { hasValue, textOf, type TemplateFault, type Values, type Word } from './script-words.ts'
import { readTemplate } from './template-reader.ts'

/** Placeholders that have a value for every site, some of them when the request gave it. */
const ofSites = [
  'SiteName', 'MsTenantId', 'ProxySet', 'CacProfile', 'OnlinePstnGateway', 'CarrierUserName', 'CarrierUserPassword',
  'CarrierMailLine', 'CarrierMainLine', 'CarrierHostName'
]
const ofNumbers = ['SiteName', 'MsTenantId', 'Number']

/** The placeholders a template may use: a customer variable by its place, `CustomVar.Variable1`, or by its name. */
export function placeholdersFor (
  { scriptType, customerVariables }: Pick<StoredTemplate, 'scriptType' | 'customerVariables'>
): string[] {
  if (scriptType === scriptTypes.numbers) return ofNumbers
  return [...ofSites, ...customerVariables.flatMap((name, index) => [`CustomVar.Variable${index + 1}`, name])]
}

export function parseTemplate (
  template: Pick<StoredTemplate, 'scriptType' | 'customerVariables' | 'script'>
): { template: ScriptTemplate } | { faults: readonly TemplateFault[] } {
  const known = new Set(placeholdersFor(template))
  return readTemplate(template.script ?? '', template.scriptType, name => known.has(name))
}

/** The values of placeholders for a site; `secrets` are those that were sealed, opened. */
export function valuesOf (
  site: {
    name: string
    msTenantId: string
    parameters: ScriptParameters
    enableCac: boolean
    carrierRegistration: boolean
  },
  secrets: Values,
  customerVariables: readonly string[]
): Values {
  const values: Record<string, string> = {
    ...site.parameters, ...secrets, SiteName: site.name, MsTenantId: site.msTenantId
  }
  if (!site.enableCac) delete values['CacProfile']
  if (!site.carrierRegistration) for (const name of ['CarrierUserName', 'CarrierUserPassword']) delete values[name]
  customerVariables.forEach((name, index) => {
    const value = values[`CustomVar.Variable${index + 1}`]
    if (value !== undefined && !ofSites.includes(name)) values[name] = value
  })
  return values
}

/** The script with these values, for people to read; it has names where the device has indices. */
export function previewOf (template: ScriptTemplate, values: Values): string[] {
  return template.lines.flatMap(line => previewLine(line, values) ?? [])
}

function previewLine ({ depth, words, conditions }: Line, values: Values): string | undefined {
  if (!conditions.every(hasValue(values))) return undefined
  const shown: string[] = []
  for (const word of words) {
    const text = textOf(word, values)
    if (text === undefined) return undefined
    shown.push(isOneWord(word) ? text : fill('"{{text}}"', { text }))
  }
  return '  '.repeat(depth) + shown.join(' ')
}

const isOneWord = (word: Word): boolean => !word.quoted && word.parts.every(part => typeof part === 'string')
