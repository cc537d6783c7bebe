import { Type, type Static } from '@sinclair/typebox'

/** How far a site has come on its SBC; clients of version 2 see the place in this list. */
export const deploymentStates = ['NotDeployed', 'Deploying', 'Failed', 'Deployed', 'Removing'] as const
export type DeploymentState = typeof deploymentStates[number]

/** Clients of version 2 see the place in this list. */
/** Of which sort a SIP connection is to its SBC. */
export const customerTypes = ['TENANT_TYPE', 'IPGROUP_TYPE'] as const

export const configurationTypes = ['SipTrunk', 'IpPbx', 'Byoc'] as const
export type ConfigurationType = typeof configurationTypes[number]

export type CustomerType = 'TENANT_TYPE' | 'IPGROUP_TYPE'

/**
 * Letters, digits, `_` and `-`, 3 to 15 of them: the name is that of rules and, with two characters more, of IP groups.
 */
export const siteNamePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{2,14}$/

/** Values for a script, by the documented names of its placeholders (docs/wire/live-cloud.md#sip-connections). */
export const ScriptParameters = Type.Record(Type.String(), Type.String())
export type ScriptParameters = Static<typeof ScriptParameters>

/** Customer variables, `CustomVar.Variable<n>`: each value sealed, in base64. */
export const SealedVariables = Type.Record(Type.String(), Type.String())
export type SealedVariables = Static<typeof SealedVariables>

/** A row of a table of an SBC that we made for a site. */
export const Claim = Type.Object({
  sbcId: Type.Integer(), section: Type.String(), table: Type.String(), name: Type.String()
})
export type Claim = Static<typeof Claim>
