/** In which ways records, Microsoft and SBCs may differ about a number. */
export const driftClasses = [
  'records_only', 'microsoft_only', 'sbc_only', 'missing_on_sbc', 'other_tag', 'attribute_mismatch', 'stale_pending',
  'consent_ended', 'no_sbc', 'foreign_rule'
] as const
export type DriftClass = typeof driftClasses[number]

/** What may be done about a difference; `none`: a person must. */
export const repairs = [
  'none', 'forget', 'adopt', 'release', 'upload', 'put-on-sbc', 'take-off-sbc', 'retag', 'change', 'accept',
  'clear-mark'
] as const
export type Repair = typeof repairs[number]

interface Meaning {
  readonly means: string
  /** Who can lift it, and how. */
  readonly liftedBy: 'provider' | 'customer'
  readonly how: string
  /** What may be done about it; the first unless another one is asked for. */
  readonly repairs: readonly [Repair, ...Repair[]]
}

export const classMeanings: Readonly<Record<DriftClass, Meaning>> = {
  records_only: {
    means: 'The records have it for a tenant, Microsoft does not.', liftedBy: 'provider',
    how: 'Forget it: it leaves the SBCs and the records. Or upload it again.', repairs: ['forget', 'upload']
  },
  microsoft_only: {
    means: 'Microsoft has it for a tenant, the records do not.', liftedBy: 'provider',
    how: 'Adopt it: it enters the records and is programmed. Or release it.', repairs: ['adopt', 'release']
  },
  sbc_only: {
    means: 'An SBC leads it to a tenant of ours, and nothing says that it should.', liftedBy: 'provider',
    how: 'Take the rule off.', repairs: ['take-off-sbc']
  },
  missing_on_sbc: {
    means: 'It should be on an SBC that does not have it.', liftedBy: 'provider', how: 'Put the rule there.',
    repairs: ['put-on-sbc']
  },
  other_tag: {
    means: 'An SBC leads it elsewhere than to its tenant.', liftedBy: 'provider',
    how: 'Give the rule the tag of its tenant.', repairs: ['retag', 'none']
  },
  attribute_mismatch: {
    means: 'Microsoft has it otherwise than the records.', liftedBy: 'provider',
    how: 'Change it at Microsoft, or accept what Microsoft has.', repairs: ['change', 'accept']
  },
  stale_pending: {
    means: 'A release was begun, or its removal noted, and no task is about it any more.', liftedBy: 'provider',
    how: 'Clear the mark, or release it.', repairs: ['clear-mark', 'release']
  },
  consent_ended: {
    means: 'Its tenant has no consent for us any more.', liftedBy: 'customer',
    how: 'The tenant consents again, in the Teams admin center; else forget the number.', repairs: ['forget', 'none']
  },
  no_sbc: {
    means: 'Its calling profile leads to no SBC.', liftedBy: 'provider',
    how: 'Give the calling profile a trunk to a registered SBC, and read the profiles anew.', repairs: ['none']
  },
  foreign_rule: {
    means: 'A rule of somebody else stands in the plan of the numbers.', liftedBy: 'provider',
    how: 'Move the rule to another plan of the SBC, by hand.', repairs: ['none']
  }
}
