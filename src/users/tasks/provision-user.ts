import { Type, type Static } from '@sinclair/typebox'
import { holdLicence, releaseLicence } from '../records/licence-holds.ts'
import { recordAssignments } from '../records/number-assignments.ts'
import { writeItems } from '../../engine/records/task-items.ts'
import { keepUsers, userCopyOf, userIdBySipAddress } from '../records/tenant-users.ts'
import type { DirectoryUser } from '../../upstreams/microsoft/graph.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { checkConnection } from '../../tenancy/tasks/check-connection.ts'
import { hours, next, reject } from '../../engine/define.ts'
import { defineTaskKind, type StepContext } from '../../upstreams/guarded/tools.ts'
import { toKeptUser } from './kept-user.ts'
import { AssignmentRequest, giveNumber, takeNumberBack } from './number-assignment.ts'

const input = Type.Object({
  msTenantId: Type.String(),
  /** Without `sip:`. */
  sipAddress: Type.String(),
  /** In Microsoft's names. */
  attributes: Type.Record(Type.String(), Type.String()),
  number: Type.Optional(Type.String()),
  enterpriseVoice: Type.Optional(Type.Boolean()),
  /** Fields that were asked for, and that nobody can set through Graph. */
  notSet: Type.Array(Type.String()),
  ticketId: Type.Optional(Type.String())
})

const progress = Type.Object({
  userId: Type.String(),
  userPrincipalName: Type.String(),
  /** The user had the number before, and keeps it whatever becomes of the task. */
  wasTheirs: Type.Boolean(),
  hasNumber: Type.Boolean(),
  /** What the changed attributes were. */
  before: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()])),
  giving: AssignmentRequest,
  taking: AssignmentRequest
})

type Context = StepContext<Static<typeof input>, Static<typeof progress>>

/** Goal: the user has these attributes and this number, or everything is as it was. */
export const provisionUser = defineTaskKind({
  name: 'provision-user',
  idPrefix: 'tsk',
  requiredScope: 'customer',
  title: 'Provision a user of a customer',
  input,
  progress,
  steps: [
    {
      name: 'validate',
      message: 'Looking for the user, and whether the number is free',
      async run (context) {
        const { input, graph, task } = context
        const broken = await checkConnection(context, input.msTenantId)
        if (broken !== undefined) return broken
        const user = await findUser(context)
        if (user === undefined) return reject('user_not_found', `The tenant has no user ${input.sipAddress}.`)
        const theirs = (await graph.assignmentsOf(task.providerId, input.msTenantId, user.id)).map(({ number }) =>
          number
        )
        const found = {
          userId: user.id, userPrincipalName: user.userPrincipalName, wasTheirs: false, hasNumber: theirs.length > 0
        }
        const { number } = input
        if (number === undefined) return next(found)
        if (theirs.some(theirs => theirs === number)) return next({ ...found, wasTheirs: true })
        if (theirs.length > 0) {
          return reject('user_has_number', `The user has ${theirs.join(', ')}; unassign it first.`)
        }
        if (!user.hasTeamsPhone && !user.isResourceAccount) {
          return reject(
            'user_not_licensed', 'The user has no Teams Phone licence, without which no number can be assigned.'
          )
        }
        const shown = (await graph.findAssignments(task.providerId, input.msTenantId, [number as E164])).get(
          number as E164
        )
        if (shown === undefined) return reject('number_not_found', `Microsoft does not show ${number} in the tenant.`)
        if (shown.status !== 'unassigned') return reject('number_assigned', `${number} is assigned to somebody else.`)
        return await takeLicence(context, user) ?? next({ ...found, hasNumber: true })
      }
    },
    {
      name: 'update-attributes',
      message: 'Updating the attributes of the user',
      async run (context) {
        const { input, graph, task } = context
        const { userId = '' } = context.progress
        const wanted = Object.entries(input.attributes)
        if (wanted.length === 0) return next()
        const attributes = await attributesOf(context)
        const changes = wanted.filter(([name, value]) => (attributes[name] ?? null) !== value)
        if (changes.length === 0) return next()
        const before = context.progress.before ??
          Object.fromEntries(changes.map(([name]) => [name, attributes[name] ?? null]))
        await context.record({ before })
        const updated = await graph.updateUser(task.providerId, input.msTenantId, userId, Object.fromEntries(changes))
        return updated.status === 'updated'
          ? next({ before })
          : reject('user_refused', `Microsoft does not let the user be changed: ${updated.reason} (${updated.code}).`)
      },
      async undo (context) {
        const { input, graph, task } = context
        const { before, userId = '' } = context.progress
        if (before === undefined) return next()
        const attributes = await attributesOf(context)
        // What somebody else has changed since is not ours to take back.
        const back = Object.entries(before).filter(([name]) => (attributes[name] ?? null) === input.attributes[name])
        if (back.length === 0) return next()
        const updated = await graph.updateUser(task.providerId, input.msTenantId, userId, Object.fromEntries(back))
        return updated.status === 'updated'
          ? next()
          : reject(
            'not_taken_back', `${back.map(([name]) => name).join(', ')} of the user stay changed: ${updated.reason}`
          )
      }
    },
    {
      name: 'assign-number',
      message: 'Assigning the number to the user',
      giveUpAfter: hours(2),
      async run (context) {
        const { input, progress } = context
        if (input.number === undefined || progress.wasTheirs === true) return next()
        return giveNumber(context, {
          msTenantId: input.msTenantId, number: input.number as E164, userId: progress.userId ?? ''
        }, progress.giving)
      },
      async undo (context) {
        const { input, progress } = context
        if (input.number === undefined || progress.giving === undefined) return next()
        return takeNumberBack(
          context, { msTenantId: input.msTenantId, number: input.number as E164, userId: progress.userId ?? '' },
          progress.giving, progress.taking
        )
      }
    },
    {
      name: 'complete',
      message: 'Bringing the records up to date',
      async run (context) {
        const { task, input, graph } = context
        const { userId = '', wasTheirs = false, hasNumber = false } = context.progress
        const { number } = input
        const user = await graph.findUser(task.providerId, input.msTenantId, userId)
        if (number !== undefined) {
          context.say('Information', wasTheirs ? `The user had ${number} already.` : `Assigned: ${number}.`)
        }
        if (input.notSet.length > 0) {
          context.say(
            'Warning',
            `Not set, because Microsoft Graph has no way to: ${input.notSet.join(', ')}. Set them in the Teams ` +
            'admin center.'
          )
        }
        if (input.enterpriseVoice !== undefined && input.enterpriseVoice !== hasNumber) {
          context.say(
            'Warning', 'EnterpriseVoiceEnabled was not set: Teams enables exactly the users that have a number.'
          )
        }
        context.say('Information', 'Workflow completed.')
        return next({}, async trx => {
          if (user !== undefined) {
            await keepUsers(
              trx, { providerId: task.providerId, msTenantId: input.msTenantId }, 0, [toKeptUser(user)], []
            )
          }
          if (number === undefined) return
          await writeItems(trx, task, [{
            number, outcome: wasTheirs ? 'unchanged' : 'succeeded', step: 'assign-number'
          }])
          await recordAssignments(
            trx, { providerId: task.providerId, taskId: task.id, caller: task.caller }, input.msTenantId,
            [{ number, status: 'UserAssigned', userId, acted: !wasTheirs }]
          )
        })
      }
    }
  ],
  settle: ({ task, input }) =>
    input.number === undefined ? undefined : trx => releaseLicence(trx, task.providerId, task.id),
  conclude ({ input, progress, verdict }) {
    const changed = progress.before !== undefined || progress.giving !== undefined
    return {
      status: verdict?.status ?? 'CompletedSuccess',
      details: [verdict !== undefined ? 'UserNotProvisioned' : changed ? 'UserProvisioned' : 'UserUnchanged'],
      output: {
        MsTenantId: input.msTenantId, SipAddress: `sip:${input.sipAddress}`,
        UserPrincipalName: progress.userPrincipalName ?? null,
        LineURI: input.number === undefined ? null : `tel:${input.number}`, FieldsNotSet: input.notSet
      }
    }
  }
})

/**
 * A user with a number takes up one of the customer's licences; a resource account does not. A rejection when none is
 * left.
 */
async function takeLicence (
  { db, graph, task, input, assertLease }: Context, user: DirectoryUser
): Promise<ReturnType<typeof reject> | undefined> {
  if (user.isResourceAccount) return undefined
  const key = { providerId: task.providerId, msTenantId: input.msTenantId }
  // Without a copy of the users only Microsoft knows who has numbers.
  const seen = (await userCopyOf(db, key)).age === null
    ? await graph.assignedNumbers(task.providerId, input.msTenantId)
    : []
  assertLease()
  const taken = await holdLicence(db, key, task.id, user.id, seen.flatMap(({ targetId }) => targetId ?? []))
  if (taken.held) return undefined
  return reject(
    'licences_exhausted',
    `All ${taken.licences} licences of the customer are in use; raise its licensed users, or unassign a number of ` +
    'another user first.'
  )
}

/** What Microsoft shows of the user now; nothing when the user is gone. */
async function attributesOf (
  { graph, task, input, progress }: Context
): Promise<Readonly<Record<string, string | null | undefined>>> {
  const user = await graph.findUser(task.providerId, input.msTenantId, progress.userId ?? '')
  return { ...user?.attributes }
}

/** By the address that our copy knows, or else by the name of the principal, which it usually is. */
async function findUser ({ db, task, input, graph }: Context): Promise<DirectoryUser | undefined> {
  const known = await userIdBySipAddress(
    db, { providerId: task.providerId, msTenantId: input.msTenantId }, input.sipAddress
  )
  const user = known === undefined ? undefined : await graph.findUser(task.providerId, input.msTenantId, known)
  // Our copy may be older than a change of addresses; somebody else must not get the number.
  const has = (one: DirectoryUser | undefined): boolean =>
    one?.sipAddress?.toLowerCase() === `sip:${input.sipAddress}`.toLowerCase()
  if (has(user)) return user
  const namesake = await graph.findUser(task.providerId, input.msTenantId, input.sipAddress)
  return namesake?.sipAddress === undefined || has(namesake) ? namesake : undefined
}
