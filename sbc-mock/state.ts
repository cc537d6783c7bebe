import { Type, type Static } from '@sinclair/typebox'
import { BehaviourChange } from './behaviour.ts'

const strict = { additionalProperties: false }
const Index = Type.Integer({ minimum: 0 })

export const User = Type.Object({
  name: Type.String({ minLength: 1 }),
  password: Type.String(),
  level: Type.Union([
    Type.Literal('Monitor'), Type.Literal('Administrator'), Type.Literal('Security Administrator'),
    Type.Literal('Master')
  ]),
  status: Type.Optional(
    Type.Union([Type.Literal('New'), Type.Literal('Valid'), Type.Literal('Failed Login'), Type.Literal('Inactivity')])
  )
}, strict)

const fields = {
  index: Type.Optional(Index),
  name: Type.Optional(Type.String()),
  prefix: Type.String(),
  tag: Type.Optional(Type.String())
}

const Alarm = Type.Object({
  id: Type.Integer(), description: Type.String(), severity: Type.String(), source: Type.String(), date: Type.String()
}, strict)

/** What the device says about itself, with the values of a small virtual Mediant. */
export const Parameters = Type.Object({
  firmware: Type.String({ default: '7.40A.600.203' }),
  productType: Type.String({ default: 'Mediant VE SBC' }),
  serialNumber: Type.String({ default: '10000001' }),
  macAddress: Type.String({ default: '00908f000001' }),
  ipAddress: Type.String({ default: '10.0.0.10' }),
  operationalState: Type.String({ default: 'UNLOCKED' }),
  highAvailability: Type.String({ default: 'Not Operational' }),
  /** 0: letters of prefixes match in either case. */
  prefixCaseSensitivity: Type.Union([Type.Literal(0), Type.Literal(1)], { default: 1 }),
  licenseVersion: Type.String({ default: '7.40' }),
  activeAlarms: Type.Array(Alarm, { default: [] }),
  alarmHistory: Type.Array(Alarm, { default: [] }),
  /** IP Groups in the KPI tree, beside those that scripts configured. */
  ipGroups: Type.Array(Type.String(), { default: [] })
}, strict)

/** The state file, and the body of `PUT /_mock/state`: whatever is present replaces what the device has. */
export const State = Type.Object({
  users: Type.Optional(Type.Array(User)),
  plans: Type.Optional(Type.Array(Type.Object({ index: Type.Optional(Index), name: Type.String() }, strict))),
  rules: Type.Optional(Type.Array(Type.Object({ plan: Type.String(), ...fields }, strict))),
  dialPlans: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Object(fields, strict)))),
  /**
   * Rows of other tables, by section and table as typed: `voip ip-group`. A table that is named replaces the device's.
   */
  rows: Type.Optional(Type.Record(Type.String(), Type.Array(Type.Record(Type.String(), Type.String())))),
  parameters: Type.Optional(Type.Partial(Parameters, strict)),
  behaviour: Type.Optional(BehaviourChange)
}, strict)

export type User = Static<typeof User>
type Alarm = Static<typeof Alarm>
export type Parameters = Static<typeof Parameters>
export type State = Static<typeof State>

export const factoryState = {
  users: [{ name: 'Admin', password: 'Admin', level: 'Security Administrator' }],
  plans: [{ index: 0, name: 'OCDialPlan' }, { index: 1, name: 'CustDialPlan' }]
} satisfies State
