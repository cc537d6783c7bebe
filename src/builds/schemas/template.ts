import { Type, type Static } from '@sinclair/typebox'
import { customerTypes } from '../../sites/schemas/site.ts'
import { page } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, OrNull, Text, WholeNumber } from '../../schemas/value.ts'
import { knownCapabilities, typesOfService, usages } from '../../schemas/vocabulary/usage.ts'

/** `Customer`: a configuration template of customer builds. `NumberUsage`: what numbers of a range are for. */
export const templateTypes = ['Customer', 'NumberUsage'] as const
export type TemplateType = typeof templateTypes[number]

const script = (description: string) => Type.Optional(WholeNumber({ description }))

/** What a document of a customer may leave to its template. */
const customerDefaults = {
  usageTemplate: Type.Optional(Text({ description: 'Number usage template of ranges that name none.' })),
  ovocCustomerType: Type.Optional(Text({
    'x-values': customerTypes, description: 'Of sites that name none.'
  })),
  sbcId: Type.Optional(WholeNumber({ description: 'The SBC of sites that name none.' })),
  sbcOnboardingScript: script('Script template that brings a site of the IP-group type to its SBC.'),
  sbcCleanupScript: script('Script template that takes it away.'),
  sbcOcUploadNumberScript: script('Script template for uploaded numbers.'),
  sbcOcReleaseNumberScript: script('Script template for released numbers.'),
  licenseType: Type.Optional(WholeNumber({ description: '3 OC Essentials, 4 Essentials Plus, 5 Pro.' })),
  licensedUsersCount: Type.Optional(WholeNumber({ description: 'How many users may have a number, with 4 and 5.' }))
}

/** What a range of numbers may leave to its template. */
const usageDefaults = {
  callingProfile: Type.Optional(Text({ description: 'Id or name of the calling profile.' })),
  usage: Type.Optional(Text({ 'x-values': usages, description: 'What the numbers are for.' })),
  additionalUsages: Type.Optional(Type.Array(Text({ 'x-values': usages }), {
    maxItems: 4, description: 'Further usages.'
  })),
  capabilities: Type.Optional(Type.Array(Text({ 'x-values': knownCapabilities }), {
    maxItems: 20, description: 'What the numbers can do; others that the plan of the tenant has are taken as well.'
  })),
  country: Type.Optional(Text({ description: 'ISO code or dialling code.' })),
  typeOfService: Type.Optional(Text({ 'x-values': [...typesOfService, 'NoSelection'] })),
  allowTenantAddressUpdate: Type.Optional(
    Type.Boolean({ description: 'Whether the tenant may set the emergency address itself.' })
  )
}

export const settingsOf: Readonly<Record<TemplateType, readonly string[]>> = {
  Customer: Object.keys(customerDefaults), NumberUsage: Object.keys(usageDefaults)
}

export const TemplateSettings = Type.Object({ ...customerDefaults, ...usageDefaults }, {
  description: 'Those of a Customer template, or those of a NumberUsage template.'
})
export type TemplateSettings = Static<typeof TemplateSettings>

const name = Text({
  minLength: 1, maxLength: 100, description: 'Unique, whatever the case of its letters.', examples: ['Acme_CFT']
})

export const BuildTemplate = Type.Object({
  name,
  version: Type.Integer({ description: 'Grows by one with each edit; a version never changes.' }),
  type: OneOf(templateTypes),
  isDefault: Type.Boolean({ description: 'It comes with the program: clone it to change it.' }),
  description: OrNull(Type.String()),
  clonedFrom: OrNull(Type.String({ description: 'The template it began as, and its version then.' })),
  settings: TemplateSettings,
  createdAt: OrNull(Type.String({ format: 'date-time', description: 'When this version was made.' }))
}, {
  $id: 'BuildTemplate',
  description: 'What documents of customers, or ranges of numbers in them, may leave unsaid.',
  examples: [{
    name: 'Acme_Usage', version: 2, type: 'NumberUsage', isDefault: false, description: null,
    clonedFrom: 'Default_OC_CallingUser_Assignment@1',
    settings: { usage: 'CallingUserAssignment', capabilities: ['InboundCalling'] }, createdAt: '2026-11-30T08:00:00Z'
  }]
})
export type BuildTemplate = Static<typeof BuildTemplate>

export const BuildTemplatePage = page(ref(BuildTemplate), {
  $id: 'BuildTemplatePage', description: 'One page of templates.'
})

const ticketId = Type.Optional(Text({ maxLength: 64, description: 'Your service request; kept on the task.' }))

export const BuildTemplateClone = Type.Object({
  name, description: Type.Optional(Type.String({ maxLength: 500 })),
  version: Type.Optional(WholeNumber({ minimum: 1, description: 'Which version; default the newest.' })), ticketId
}, { $id: 'BuildTemplateClone', examples: [{ name: 'Acme_Usage' }] })

export const BuildTemplateEdit = Type.Object({
  settings: TemplateSettings,
  description: Type.Optional(Type.String({ maxLength: 500 })),
  version: Type.Optional(
    WholeNumber({ minimum: 1, description: 'The version that was edited; refused when there is a newer one.' })
  ),
  ticketId
}, {
  $id: 'BuildTemplateEdit',
  description: 'All settings of the next version.',
  examples: [{ version: 1, settings: { usage: 'CallingUserAssignment', capabilities: ['InboundCalling'] } }]
})

export const BuildTemplateAnswer = Type.Object({
  taskId: Type.String(),
  template: OrNull(Type.Object(BuildTemplate.properties, { description: 'As it is now; null when it is removed.' }))
}, {
  $id: 'BuildTemplateAnswer', description: 'What a change of a template came to.',
  examples: [{ taskId: 'btm_0199c0de-0000-7000-8000-000000000000', template: null }]
})

export const BuildTemplateComparison = Type.Object({
  from: Type.String({ examples: ['Acme_Usage@1'] }),
  to: Type.String({ examples: ['Acme_Usage@2'] }),
  differences: Type.Array(Type.Object({
    setting: Type.String({ examples: ['capabilities'] }), from: Type.Unknown(), to: Type.Unknown()
  }), { description: 'Settings that differ; null where a side says nothing.' })
}, {
  $id: 'BuildTemplateComparison', description: 'What two templates, or two versions of one, say differently.',
  examples: [{
    from: 'Acme_Usage@1', to: 'Acme_Usage@2',
    differences: [{ setting: 'capabilities', from: ['InboundCalling', 'OutboundCalling'], to: ['InboundCalling'] }]
  }]
})
