import { Type, type Static } from '@sinclair/typebox'
import { OrNull, Text, WholeNumber } from '../../schemas/value.ts'

/** What one script may have; a device takes it as one text. */
export const longestScript = 20_000

const strings = (description: string, more: object = {}) => Type.Array(Type.String(), { description, ...more })

export const ScriptTemplate = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scriptType: Type.Integer({
    description:
      '0 numbers (only the built-in ones are run), 1 onboarding on an SBC, 2 its cleanup, 3 and 4 the same for M365.'
  }),
  description: OrNull(Type.String({ description: 'Only with allDetails.' })),
  script: OrNull(Type.String({ description: 'Only with allDetails.' })),
  customerVariables: OrNull(
    strings('Names of the customer variables, in the order of `CustomVar.Variable1`, 2, …; only with allDetails.')
  ),
  relatedScripts: OrNull(
    Type.Array(Type.Object({ key: Type.Integer(), value: Type.String() }), {
      description: 'The cleanup script of an onboarding script.'
    })
  )
}, {
  $id: 'ScriptTemplate',
  description: 'What is written to an SBC for a site or a number.',
  examples: [{
    id: 7, name: 'sbc-scenario7', scriptType: 1, description: null, script: null, customerVariables: null,
    relatedScripts: [{ key: 700, value: 'sbc-scenario7Cleanup' }]
  }]
})
export type ScriptTemplate = Static<typeof ScriptTemplate>

const text =
  'configure voip\n  ip-group new\n    name "{{SiteName}}-c"\n    proxy-set-name "{{ProxySet}}"\n    ' +
  'local-host-name "{{IPPBX-ProxyAddress}}"\n    activate\n  exit\nexit\n'

const fields = {
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  script: Type.Optional(
    Text({
      maxLength: longestScript,
      description:
        'Lines of the device with `{{placeholders}}`; a value only ever becomes a quoted word. See the guide to ' +
        'script templates.'
    })
  ),
  customerVariables: Type.Optional(
    Type.Array(Text(), { description: 'Names for `CustomVar.Variable1`, 2, …', maxItems: 20 })
  ),
  cleanupScript: Type.Optional(
    WholeNumber({ description: 'The script that takes away what this one makes.', examples: [700] })
  )
}

export const ScriptTemplateBody = Type.Object({
  ...fields,
  scriptType: Type.Optional(
    Type.Union([WholeNumber(), Text()], {
      description: '0 or `Numbers`, 1 or `Onboarding`, 2 or `Cleanup`; default 1.'
    })
  ),
  cloneFrom: Type.Optional(WholeNumber({ description: 'Begins with a copy of this template.', examples: [7] })),
  ticketId: Type.Optional(
    Type.String({
      maxLength: 64, 'x-aliases': ['ticket', 'Ticket ID'], description: 'Your service request; kept on the task.'
    })
  )
}, {
  $id: 'ScriptTemplateRequest',
  description: 'A script template as it is to be.',
  examples: [{
    name: 'ip-pbx', scriptType: 1, script: text, customerVariables: ['IPPBX-ProxyAddress'], cleanupScript: 700
  }, { name: 'my-scenario7', cloneFrom: 7 }]
})
export type ScriptTemplateBody = Static<typeof ScriptTemplateBody>

export const SavedScriptTemplate = Type.Composite([Type.Omit(ScriptTemplate, []), Type.Object({
  preview: strings('The script with example values; a device has indices where this has names.'),
  placeholders: strings('Placeholders that the script uses.')
})], {
  $id: 'SavedScriptTemplate',
  description: 'A script template, and what it comes to.',
  examples: [{
    id: 10001,
    name: 'ip-pbx',
    scriptType: 1,
    description: null,
    script: text,
    customerVariables: ['IPPBX-ProxyAddress'],
    relatedScripts: [{ key: 700, value: 'sbc-scenario7Cleanup' }],
    preview: [
      'configure voip', '  ip-group new', '    name "Site2-c"', '    proxy-set-name "SIPTrunk"',
      '    local-host-name "<IPPBX-ProxyAddress>"', '    activate', '  exit', 'exit'
    ],
    placeholders: ['SiteName', 'ProxySet', 'IPPBX-ProxyAddress']
  }]
})
export type SavedScriptTemplate = Static<typeof SavedScriptTemplate>

export const ScriptPreviewBody = Type.Object({
  script: Text({ maxLength: longestScript, description: 'The script to look at.' }),
  scriptType: ScriptTemplateBody.properties.scriptType,
  customerVariables: fields.customerVariables,
  values: Type.Optional(
    Type.Unsafe<Record<string, unknown>>({
      anyOf: [{ type: 'object', additionalProperties: { type: 'string', maxLength: longestScript } }],
      description: 'Values for placeholders, in the place of examples.', examples: [{ SiteName: 'Site2' }]
    })
  )
}, {
  $id: 'ScriptPreviewRequest', description: 'A script to be judged and shown, not kept.',
  examples: [{ script: text, scriptType: 1, customerVariables: ['IPPBX-ProxyAddress'], values: { SiteName: 'Site2' } }]
})

export const ScriptPreview = Type.Object({
  preview: strings('The script with these values.'),
  placeholders: strings('Placeholders that the script uses.')
}, {
  $id: 'ScriptPreview',
  description: 'What a script comes to.',
  examples: [{
    preview: ['configure voip', '  ip-group new', '    name "Site2-c"', '    activate', '  exit', 'exit'],
    placeholders: ['SiteName']
  }]
})
