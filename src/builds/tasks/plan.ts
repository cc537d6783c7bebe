import { Type, type Static } from '@sinclair/typebox'
import { createCustomer } from '../../customers/tasks/create-customer.ts'
import { deleteCustomer } from '../../customers/tasks/delete-customer.ts'
import type { OrderedKind } from '../../engine/children.ts'
import { changeNumbers } from '../../numbers/tasks/change-numbers/index.ts'
import { releaseNumbers } from '../../numbers/tasks/release-numbers/index.ts'
import { uploadNumbers } from '../../numbers/tasks/upload-numbers/index.ts'
import { Words } from '../../schemas/value.ts'
import { addSite } from '../../sites/tasks/add-site.ts'
import { deleteSite } from '../../sites/tasks/delete-site.ts'
import { modifySite } from '../../sites/tasks/modify-site/index.ts'
import { changeLicence } from '../../users/tasks/change-licence.ts'

/** The kinds that plans are made of: those of the single operations. */
const kinds = {
  'create-customer': createCustomer, 'change-licence': changeLicence, 'add-site': addSite, 'modify-site': modifySite,
  'upload-numbers': uploadNumbers, 'change-numbers': changeNumbers, 'release-numbers': releaseNumbers,
  'delete-site': deleteSite, 'delete-customer': deleteCustomer
} as const
export type PartKind = keyof typeof kinds

export const kindOf = (name: PartKind): OrderedKind<object> => kinds[name]

const ranges = Type.Array(Type.Object({ start: Type.String(), end: Type.String() }))
const PartKinds = Words([
  'create-customer', 'change-licence', 'add-site', 'modify-site', 'upload-numbers', 'change-numbers', 'release-numbers',
  'delete-site', 'delete-customer'
])

/** A task that is to be made, as its request was judged. */
export const Part = Type.Object({
  /** What it is called among the parts of its plan. */
  key: Type.String(),
  kind: PartKinds,
  /** What it is about, for people. */
  about: Type.String(),
  input: Type.Record(Type.String(), Type.Unknown()),
  /** Its numbers. */
  ranges,
  customerId: Type.Optional(Type.String()),
  channelId: Type.Optional(Type.Integer())
})
export type Part = Static<typeof Part>

const Document = Type.Record(Type.String(), Type.Unknown())

/** What is done for one customer: stages one after another, the parts of one at the same time. */
export const Plan = Type.Object({
  msTenantId: Type.String(),
  shortName: Type.Optional(Type.String()),
  channelId: Type.Optional(Type.Integer()),
  /** The document to be stored. */
  document: Type.Optional(Document),
  /** Whether the stored document is taken away in the end. */
  forgets: Type.Boolean(),
  stages: Type.Array(Type.Array(Part)),
  notes: Type.Array(Type.String())
})
export type Plan = Static<typeof Plan>

/** `takeBack`: a customer of which a part fails is as it was before. */
export const OnFailure = Words(['keep', 'takeBack'])

/** What a part came to. */
export const PartEnd = Type.Object({
  key: Type.String(), kind: Type.String(), taskId: Type.Union([Type.String(), Type.Null()]),
  status: Words(['InProgress', 'CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled']),
  reason: Type.Union([Type.String(), Type.Null()])
})
export type PartEnd = Static<typeof PartEnd>
