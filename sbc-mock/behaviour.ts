import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const flag = () => Type.Boolean({ default: false })
const count = (value: number) => Type.Integer({ minimum: 0, default: value })

/** Every switch of `POST /_mock/behaviour`, with what a device does out of the box. */
const switches = {
  haSync: flag(),
  missingStatusKey: flag(),
  dottedOutput: flag(),
  pollutedGet: flag(),
  contentLengthStrict: flag(),
  csvGet: flag(),
  exitActivates: flag(),
  continueAfterError: flag(),
  restartLosesUnsaved: flag(),
  refuseConnections: flag(),
  /** Every script is answered as loaded, and changes nothing. */
  deaf: flag(),
  concurrentWriter: flag(),
  /** `true` for everybody, or the name of one user. */
  expiredPassword: Type.Union([Type.Boolean(), Type.String()], { default: false }),
  blockedUser: Type.Union([Type.String(), Type.Null()], { default: null }),
  csvImport: Type.Union([Type.Literal('replace'), Type.Literal('merge')], { default: 'replace' }),
  unknownPlan: Type.Union([Type.Literal('skip'), Type.Literal(400)], { default: 'skip' }),
  duplicatePrefix: Type.Union([Type.Literal('reject'), Type.Literal('accept')], { default: 'reject' }),
  emptyStatus: Type.Union([Type.Literal(204), Type.Literal(400), Type.Literal(404)], { default: 204 }),
  scriptFailureStatus: Type.Union([Type.Literal(200), Type.Literal(400)], { default: 200 }),
  sessionLimit: count(5),
  failCount: count(3),
  blockSeconds: Type.Number({ minimum: 0, default: 60 }),
  restartSeconds: Type.Number({ minimum: 0, default: 1 }),
  delayMilliseconds: count(0),
  ruleMilliseconds: count(0),
  maxPlans: count(50),
  maxRules: count(100_000),
  nameMax: count(15),
  prefixMax: count(50),
  tagMax: count(64)
}

export const Behaviour = Type.Object(switches, { additionalProperties: false })
export const BehaviourChange = Type.Partial(Behaviour, { additionalProperties: false })
export type Behaviour = Static<typeof Behaviour>
export type BehaviourChange = Static<typeof BehaviourChange>

export function usualBehaviour (): Behaviour {
  return Value.Create(Behaviour)
}
