import { invalid } from '../../problems.ts'
import type { StoredTemplate } from '../schemas/built-in-templates.ts'
import type { SavedScriptTemplate, ScriptTemplate } from '../schemas/script-template.ts'
import { parseTemplate, placeholdersFor, previewOf } from '../tasks/site-script.ts'
import { faultsOfScript } from '../tasks/template-rules.ts'

type Text = Pick<StoredTemplate, 'script' | 'scriptType' | 'customerVariables'>

const samples: Readonly<Record<string, string>> = {
  SiteName: 'Site2', MsTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1', Number: '+61395556880', ProxySet: 'SIPTrunk',
  CacProfile: '10 sessions', OnlinePstnGateway: 'Site2.sbc.example', CarrierUserName: 'user',
  CarrierUserPassword: '********', CarrierMailLine: '+61395556881', CarrierMainLine: '+61395556881',
  CarrierHostName: 'carrier.example'
}

/** What a script comes to with these values, and with examples for all others. */
export function rendered (
  template: Text, values: Record<string, string> = {}
): { preview: string[], placeholders: string[] } {
  const parsed = parseTemplate(template)
  if ('faults' in parsed) throw invalid({ Script: faultsOfScript(template) })
  const examples = Object.fromEntries(placeholdersFor(template).map(name => [name, samples[name] ?? `<${name}>`]))
  return {
    preview: previewOf(parsed.template, { ...examples, ...values }), placeholders: [...parsed.template.placeholders]
  }
}

type Cleanup = Pick<StoredTemplate, 'id' | 'name'>

export function shown (
  { id, name, scriptType, description, script, customerVariables }: StoredTemplate, cleanup: Cleanup | undefined,
  allDetails: boolean
): ScriptTemplate {
  return {
    id, name, scriptType,
    description: allDetails ? description : null,
    script: allDetails ? script : null,
    customerVariables: allDetails && customerVariables.length > 0 ? customerVariables : null,
    relatedScripts: cleanup === undefined ? null : [{ key: cleanup.id, value: cleanup.name }]
  }
}

export function saved (template: StoredTemplate, cleanup: Cleanup | undefined): SavedScriptTemplate {
  return {
    ...shown(template, cleanup, true),
    ...(template.script === null ? { preview: [], placeholders: [] } : rendered(template))
  }
}
