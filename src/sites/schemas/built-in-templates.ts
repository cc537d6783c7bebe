import { Type, type Static, type TSchema } from '@sinclair/typebox'

const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/**
 * A script template as it is stored. `scriptType`: 0 numbers, 1 onboarding on an SBC, 2 its cleanup, 3 and 4 the same
 * for M365.
 */
export const StoredTemplate = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scriptType: Type.Integer(),
  description: OrNull(Type.String()),
  script: OrNull(Type.String()),
  customerVariables: Type.Array(Type.String()),
  cleanupScript: OrNull(Type.Integer()),
  clonedFrom: OrNull(Type.Integer())
})
export type StoredTemplate = Static<typeof StoredTemplate>

const onboarding = `configure voip
  # The carrier's proxy set serves many customers.
  proxy-set shared
    proxy-name "{{ProxySet}}"
    activate
  exit
  proxy-set shared
    proxy-name "Teams-OC"
    activate
  exit
  {{#if CacProfile}}
  sbc cac-profile existing
    name "{{CacProfile}}"
  exit
  {{/if}}
  # The leg towards the carrier
  ip-group new
    name "{{SiteName}}-c"
    proxy-set-name "{{ProxySet}}"
    sip-group-name "{{CarrierHostName}}"
    contact-user "{{CarrierMailLine}}"
    cac-profile "{{CacProfile}}"
    activate
  exit
  # The leg towards Teams; calls to the tenant's numbers find it by its tag.
  ip-group new
    name "{{SiteName}}-t"
    proxy-set-name "Teams-OC"
    local-host-name "{{OnlinePstnGateway}}"
    tags "Trunk={{MsTenantId}}"
    activate
  exit
  {{#if CarrierUserName}}
  sip-definition account new
    account-name "{{SiteName}}"
    served-ip-group-name "{{SiteName}}-t"
    serving-ip-group-name "{{SiteName}}-c"
    host-name "{{CarrierHostName}}"
    user-name "{{CarrierUserName}}"
    password "{{CarrierUserPassword}}"
    contact-user "{{CarrierMailLine}}"
    register "reg"
    activate
  exit
  {{/if}}
exit
`

const cleanup = `configure voip
  no sip-definition account "{{SiteName}}"
  no ip-group "{{SiteName}}-t"
  no ip-group "{{SiteName}}-c"
exit
`

const addNumber = `configure voip
  sbc dial-plan "OCDialPlan"
    dial-plan-rule new
      name "{{SiteName}}"
      prefix "{{Number}}"
      tag "Trunk={{MsTenantId}}"
      activate
    exit
  exit
exit
`

const removeNumber = `configure voip
  sbc dial-plan "OCDialPlan"
    no dial-plan-rule "{{Number}}"
  exit
exit
`

const plain = { customerVariables: [], cleanupScript: null, clonedFrom: null }

/**
 * Templates that come with the program, in the order that clients know (docs/wire/live-cloud.md#script-templates). They
 * cannot be edited, but cloned.
 */
export const builtInTemplates: readonly StoredTemplate[] = [
  {
    ...plain,
    id: 5000,
    name: 'sbc-add-oc-numbers',
    scriptType: 0,
    description:
      'What is done for each number of an upload: a rule in OCDialPlan that leads to the tenant. Done for up to a ' +
      'thousand numbers at a time. A clone can be kept and previewed, but not be chosen for a SIP connection yet.',
    script: addNumber
  },
  {
    ...plain,
    id: 5001,
    name: 'sbc-remove-oc-numbers',
    scriptType: 0,
    description:
      'What is done for each number of a release: its rule leaves OCDialPlan, once the device has confirmed that ' +
      "its place is still the number's. A clone can be kept and previewed, but not be chosen for a SIP connection yet.",
    script: removeNumber
  },
  {
    ...plain, id: 5002, name: 'O365InitializationScript', scriptType: 3,
    description: 'Listed for clients that ask for it; Operator Connect needs no script at M365.', script: null
  },
  {
    ...plain, id: 5003, name: 'O365CleanupScript', scriptType: 4,
    description: 'Listed for clients that ask for it; Operator Connect needs no script at M365.', script: null
  },
  {
    ...plain,
    id: 7,
    name: 'sbc-scenario7',
    scriptType: 1,
    description:
      'Two IP groups, one towards the carrier and one towards Teams, and an account at the carrier when it asks for ' +
      'credentials.',
    script: onboarding,
    cleanupScript: 700
  },
  {
    ...plain, id: 700, name: 'sbc-scenario7Cleanup', scriptType: 2,
    description: 'Removes what sbc-scenario7 made. Proxy sets stay, others use them.', script: cleanup
  }
]
