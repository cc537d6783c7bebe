import { heldByOthers, recordProgrammed } from '../records/numbers.ts'
import { recordUploaded, takeBackUploaded } from '../records/uploaded-numbers.ts'
import { keepJobs, type SeenJob } from '../records/microsoft-jobs.ts'
import {
  countItems, failedItem as failed, itemsOf, writeItems, type ItemResult
} from '../../engine/records/task-items.ts'
import { absentSbcs } from '../../sbcs/records/sbcs.ts'
import { readUploadContexts } from '../records/upload-context.ts'
import type { Queryable } from '../../database/connect.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { hours, minutes, next, reject, wait, type TaskIdentity } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { concludeUpload } from './upload-result.ts'
import { ruleFor } from './number-rules.ts'
import { jobSeen, pollSeconds, slowPolls, withdrawFromMicrosoft } from './microsoft-jobs.ts'
import { addressRefusal, findAddress } from './emergency-address.ts'
import {
  addressOf, numbersOf, oursOf, planChunks, presentOf, uploadInput, uploadProgress, type UploadContext
} from './upload-progress.ts'
import { refusals } from './upload-rules.ts'
import { programSbcs, takeBackFromSbcs } from './upload-sbcs.ts'
import { toUploadedNumber } from './uploaded-number.ts'
import { sendInChunks } from './send-in-chunks.ts'
import { count, some } from '../../engine/wording.ts'

export const uploadNumbers = defineTaskKind({
  name: 'upload-numbers',
  idPrefix: 'wup',
  requiredScope: 'customer',
  title: 'Upload numbers to a customer',
  input: uploadInput,
  progress: uploadProgress,
  steps: [
    {
      name: 'validate',
      message: 'Checking the request against the records',
      async run (context) {
        const { db, task, input, say } = bind(context)
        const [facts] = await readUploadContexts(db, [{
          providerId: task.providerId, msTenantId: input.msTenantId, callingProfile: input.callingProfileId
        }])
        const items = await itemsOf(db, task)
        const errors = facts === undefined
          ? { MsTenantId: ['The tenant is not known.'] }
          : refusals({
            ...input,
            country: input.country,
            typeOfService: input.typeOfService,
            allowTenantAddressUpdate: input.allowTenantAddressUpdate,
            hasAddress: [input.civicAddressId, input.locationId, input.addressText, input.locationText].some(part =>
              part !== undefined
            ),
            numbers: items.map(item => item.number as E164)
          }, facts)
        const reasons = Object.values(errors).flat()
        if (reasons.length > 0) {
          return reject('input_invalid', `Input is not valid any more: ${reasons.slice(0, 5).join(' ')}`)
        }
        say('Information', 'Input is valid.')
        if (input.duplicates.length > 0) {
          say('Warning', `Named more than once and taken once: ${some(input.duplicates)}.`)
        }
        return next({ sbcIds: facts?.sbcIds ?? [], onSbcs: [] })
      }
    },
    {
      name: 'find-address',
      message: 'Finding the emergency address among those of the tenant',
      async run (context) {
        const { task, input, say, microsoft } = bind(context)
        const { addressText, locationText } = input
        if (addressText === undefined && locationText === undefined) return next()
        const found = findAddress(
          await microsoft.civicAddresses(task.providerId, input.msTenantId), addressText, locationText
        )
        if (found.status !== 'found') {
          return reject('address_unknown', addressRefusal(found, [addressText, locationText]))
        }
        say('Information', `Emergency address ${found.civicAddressId} found.`)
        return next({
          civicAddressId: found.civicAddressId, ...(found.locationId !== undefined && { locationId: found.locationId })
        })
      }
    },
    {
      name: 'look-at-microsoft',
      message: 'Looking which of the numbers Microsoft holds already',
      timeLimit: minutes(5),
      async run (context) {
        const { db, task, input, say, microsoft } = bind(context)
        const items = await itemsOf(db, task)
        const foreign = new Set(
          await heldByOthers(db, task.providerId, input.msTenantId, items.map(item => item.number))
        )
        const own = items.filter(item => !foreign.has(item.number))
        const found = await microsoft.findNumbers(
          task.providerId, input.msTenantId, own.map(item => item.number as E164)
        )
        const present = own.filter(item => found.has(item.number as E164))
        if (present.length === 0) say('Information', 'All uploaded numbers are not present in Microsoft context.')
        else {
          say(
            'Information',
            `${count(present, 'number')} already present in Microsoft context: ` +
            `${some(present.map(item => item.number))}.`
          )
        }
        if (foreign.size > 0) {
          say('Error', `${count([...foreign], 'number')} held by another tenant: ${some([...foreign])}.`)
        }
        const results: ItemResult[] = [
          ...present.map(item => ({ number: item.number, outcome: 'unchanged' as const, step: 'look-at-microsoft' })),
          ...[...foreign].map(number =>
            failed(number, 'look-at-microsoft', 'number_owned_elsewhere', 'The number is held by another tenant.')
          )
        ]
        const toSend = own.filter(item => !found.has(item.number as E164)).map(item => item.ordinal)
        return next(
          { present: present.map(item => item.ordinal), chunks: planChunks(toSend) },
          trx => writeItems(trx, task, results)
        )
      }
    },
    {
      name: 'find-site',
      message: 'Finding the site that the numbers belong to',
      async run (context) {
        const { db, task, input, progress, say } = bind(context)
        const [facts] = await readUploadContexts(db, [{
          providerId: task.providerId, msTenantId: input.msTenantId, callingProfile: input.callingProfileId
        }])
        const sbcIds = progress.sbcIds ?? []
        const site = facts?.sites.find(site => sbcIds.includes(site.sbcId)) ?? facts?.sites[0]
        if (site === undefined) return reject('site_missing', 'The customer has no site.')
        say('Information', `Site ${site.name} found.`)
        return next({ siteName: site.name })
      }
    },
    {
      name: 'send-to-microsoft',
      message: 'Uploading the numbers to Microsoft',
      timeLimit: minutes(5),
      async run (context) {
        const { task, input, say, microsoft } = bind(context)
        const settings = {
          callingProfileId: input.callingProfileId, usage: input.usage, additionalUsages: input.additionalUsages,
          capabilities: input.capabilities, ...addressOf(context),
          allowTenantAddressUpdate: input.allowTenantAddressUpdate ?? true, displayedCountryCode: input.country,
          ticketId: input.ticketId
        }
        const sending = await sendInChunks(context, context.progress.chunks ?? [], {
          what: 'the upload',
          find: operationId => microsoft.findUpload(task.providerId, input.msTenantId, operationId),
          start: async chunk =>
            microsoft.startUpload(
              task.providerId, input.msTenantId, chunk.operationId, await numbersOf(context, chunk), settings
            ),
          stamp: (at, again) => again ? { resentAt: at } : {}
        })
        if (sending.type === 'reject') return sending
        const { chunks } = sending
        if (chunks.length > 0) say('Information', 'Number(s) accepted by Microsoft.')
        return next({ chunks })
      },
      async undo (context) {
        const { task, input, say, microsoft, progress } = bind(context)
        const items = oursOf(await itemsOf(context.db, task), progress)
        const ours = items.map(item => item.number as E164)
        // they keep their reason
        const failedBefore = new Set(items.filter(item => item.outcome === 'failed').map(item => item.number))
        const sent = (progress.chunks ?? []).filter(chunk => chunk.sent)
        if (sent.length === 0 || ours.length === 0) return next()
        const withdrawn = await withdrawFromMicrosoft(context, microsoft, task, input.msTenantId, ours, sent)
        if (withdrawn.type !== 'next') return withdrawn
        const stays = new Set<string>(withdrawn.left)
        const back = ours.filter(number => !failedBefore.has(number) && !stays.has(number))
        say('Information', `${count(back, 'number')} taken back from Microsoft.`)
        if (stays.size > 0) say('Warning', leftWhereItWas(withdrawn.left))
        const results = [
          ...back.map(number => ({ number, outcome: 'rolled-back' as const, step: 'send-to-microsoft' })),
          ...withdrawn.left.filter(number => !failedBefore.has(number)).map(number => ({
            number, outcome: 'unchanged' as const, step: 'send-to-microsoft'
          }))
        ]
        return next({}, trx => writeItems(trx, task, results))
      }
    },
    {
      name: 'await-microsoft',
      message: 'Waiting for Microsoft to finish the upload',
      giveUpAfter: hours(2),
      async run (context) {
        const { task, input, say, microsoft } = bind(context)
        const chunks = [...context.progress.chunks ?? []]
        const polls = context.progress.polls ?? 0
        const results: ItemResult[] = []
        const seen: SeenJob[] = []
        for (const [index, chunk] of chunks.entries()) {
          if (chunk.status !== undefined || chunk.jobId === undefined) continue
          const job = await microsoft.uploadJob(task.providerId, input.msTenantId, chunk.jobId)
          if (job.status !== 'running' || polls === slowPolls) {
            seen.push(jobSeen('upload', chunk, job, chunk.last - chunk.first + 1, context.now()))
          }
          if (job.status === 'running') continue
          if (job.status === 'vanished') {
            say('Warning', `Microsoft does not know job ${chunk.jobId} any more; the numbers themselves will tell.`)
            chunks[index] = { ...chunk, status: 'Vanished', updatedAt: context.now().toISOString() }
            continue
          }
          say(
            job.microsoftStatus === 'Success' ? 'Information' : 'Warning',
            `UploadToAccount job status: ${job.microsoftStatus}.`
          )
          chunks[index] = { ...chunk, status: job.microsoftStatus, updatedAt: job.updatedAt }
          for (const { number, outcome, code, reason } of job.numbers) {
            if (outcome !== 'failed') continue
            say('Error', `${number} was refused by Microsoft: ${reason ?? code ?? 'no reason given'}.`)
            results.push(
              failed(
                number, 'await-microsoft', code ?? 'refused_by_microsoft', reason ?? 'Microsoft refused the number.'
              )
            )
          }
        }
        const effect = async (trx: Queryable): Promise<void> => {
          await writeItems(trx, task, results)
          await keepJobs(trx, task, input.msTenantId, seen)
        }
        if (chunks.every(chunk => chunk.status !== undefined)) return next({ chunks }, effect)
        return wait(
          pollSeconds(polls), { chunks, polls: polls + 1 }, results.length + seen.length > 0 ? effect : undefined
        )
      }
    },
    {
      name: 'confirm',
      message: 'Confirming that Microsoft shows the numbers',
      timeLimit: minutes(5),
      giveUpAfter: minutes(30),
      async run (context) {
        const { task, input, say, microsoft, db, progress } = bind(context)
        const living = (await itemsOf(db, task)).filter(item => item.outcome !== 'failed')
        const found = await microsoft.findNumbers(
          task.providerId, input.msTenantId, living.map(item => item.number as E164)
        )
        const missing = living.filter(item => !found.has(item.number as E164))
        const polls = progress.confirmPolls ?? 0
        const vanished = progress.chunks?.some(chunk => chunk.status === 'Vanished') ?? false
        if (missing.length > 0 && (!vanished || polls < 12)) {
          return wait(pollSeconds(polls), { confirmPolls: polls + 1 })
        }
        // Only a job that Microsoft forgot can leave numbers that never show.
        const lost = missing.map(item =>
          failed(
            item.number, 'confirm', 'job_vanished', 'Microsoft forgot the upload job and does not hold the number.'
          )
        )
        if (lost.length > 0) say('Error', `${count(lost, 'number')} not held by Microsoft after its job vanished.`)
        say('Information', 'Moving on')
        return next({}, async trx => {
          await writeItems(trx, task, lost)
          const record = {
            providerId: task.providerId, taskId: task.id, caller: task.caller, ...input,
            civicAddressId: addressOf(context).civicAddressId ?? null, locationId: addressOf(context).locationId ?? null
          }
          const present = new Set(progress.present)
          for (const held of [false, true]) {
            const items = living.filter(item => present.has(item.ordinal) === held)
            await recordUploaded(
              trx, record, items.flatMap(item => found.get(item.number as E164) ?? []).map(toUploadedNumber), held
            )
          }
        })
      },
      async undo (context) {
        const { task, input, progress, db } = bind(context)
        const items = await itemsOf(db, task)
        return next(
          {},
          trx =>
            takeBackUploaded(
              trx, by(task), input.msTenantId, items.map(item => item.number),
              presentOf(items, progress).map(item => item.number)
            )
        )
      }
    },
    {
      name: 'program-sbcs',
      message: 'Programming the numbers on the SBCs',
      timeLimit: minutes(10),
      giveUpAfter: hours(8), // a change window at night: the device may be off for most of it
      async run (context) {
        const { task, input, progress, say, db } = bind(context)
        const programmed = progress.programmed ?? []
        const items = (await itemsOf(db, task)).filter(item =>
          item.outcome === 'pending' || item.outcome === 'unchanged'
        )
        const refusedBefore = new Set(progress.refusedBySbc ?? [])
        const absent = await absentSbcs(db, task.providerId, progress.sbcIds ?? [])
        const sbcIds = (progress.sbcIds ?? []).filter(id => !absent.includes(id))
        for (const id of absent) say('Warning', `SBC ${id} was given up, and is passed over.`)
        if (absent.length > 0 && sbcIds.length === 0) {
          return reject('sbc_missing', 'All SBCs of the calling profile were given up.')
        }
        const wanted = items.filter(item => !refusedBefore.has(item.number))
        if (wanted.length === 0) return next()
        const done = await programSbcs(
          context, sbcIds.filter(id => !programmed.includes(id)), wanted,
          item => ruleFor(item.number, progress.siteName ?? '', input.msTenantId)
        )
        const refused = done.flatMap(({ sbcId, refused }) => refused.map(rule => ({ sbcId, ...rule })))
        for (const { sbcId, number, reason } of refused) say('Error', `SBC ${sbcId} did not take ${number}: ${reason}`)
        for (const { sbcId, count } of done) {
          if (count > 0) say('Information', `Telephone numbers programmed in SBC. ${sbcId}`)
        }
        const now = {
          sbcIds, programmed: [...programmed, ...done.map(({ sbcId }) => sbcId)],
          refusedBySbc: [...new Set([...refusedBefore, ...refused.map(({ number }) => number)])]
        }
        const effect = async (trx: Queryable): Promise<void> => {
          await recordProgrammed(
            trx, task.providerId, done.flatMap(({ sbcId, held }) => held.map(rule => ({ sbcId, ...rule })))
          )
          await writeItems(
            trx,
            task,
            refused.map(({ sbcId, number, reason }) =>
              failed(number, `program-sbcs ${sbcId}`, 'refused_by_sbc', reason)
            )
          )
        }
        return sbcIds.every(id => now.programmed.includes(id)) ? next(now, effect) : wait(pollSeconds(6), now, effect)
      },
      async undo (context) {
        const { task, input, progress, db } = bind(context)
        const items = await itemsOf(db, task)
        return await takeBackFromSbcs(
          context, items, item => ruleFor(item.number, progress.siteName ?? '', input.msTenantId), true
        ) ?? next()
      }
    },
    {
      name: 'take-back-refused',
      message: 'Taking back numbers that an SBC did not take',
      timeLimit: minutes(10),
      giveUpAfter: hours(8),
      async run (context) {
        const { task, input, progress, say, microsoft, db } = bind(context)
        const refused = new Set(progress.refusedBySbc)
        if (refused.size === 0) return next()
        const items = (await itemsOf(db, task)).filter(item => refused.has(item.number))
        const unfinished = await takeBackFromSbcs(
          context, items, item => ruleFor(item.number, progress.siteName ?? '', input.msTenantId), false
        )
        if (unfinished !== undefined) return unfinished
        const numbers = oursOf(items, progress).map(item => item.number as E164)
        const withdrawn = await withdrawFromMicrosoft(
          context, microsoft, task, input.msTenantId, numbers, progress.chunks ?? []
        )
        if (withdrawn.type !== 'next') return withdrawn
        const back = numbers.filter(number => !withdrawn.left.includes(number))
        if (back.length > 0) {
          say(
            'Warning',
            `${count(back, 'number')} taken back from Microsoft, because an SBC did not take ` +
              `${back.length === 1 ? 'it' : 'them'}: ${some(back)}.`
          )
        }
        if (withdrawn.left.length > 0) say('Warning', leftWhereItWas(withdrawn.left))
        return next(
          {},
          trx =>
            takeBackUploaded(
              trx, by(task), input.msTenantId, items.map(item => item.number),
              presentOf(items, progress).map(item => item.number)
            )
        )
      }
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { task, say, db } = bind(context)
        const counts = await countItems(db, task)
        say('Information', 'Workflow completed.')
        return next({
          counts: { succeeded: counts.pending + counts.succeeded, unchanged: counts.unchanged, failed: counts.failed }
        })
      }
    }
  ],
  conclude: concludeUpload
})

/** Methods of the context survive destructuring only when they are bound. */
function bind (
  context: UploadContext
): Pick<UploadContext, 'db' | 'task' | 'input' | 'progress' | 'microsoft'> & { say: UploadContext['say'] } {
  return {
    db: context.db, task: context.task, input: context.input, progress: context.progress, microsoft: context.microsoft,
    say: (level, message) => context.say(level, message)
  }
}

function leftWhereItWas (numbers: readonly string[]): string {
  return `${count(numbers, 'number')} left at Microsoft, for ${numbers.length === 1 ? 'it was' : 'they were'} there ` +
    `before or another upload brought ${numbers.length === 1 ? 'it' : 'them'}: ${some(numbers)}.`
}

function by (task: TaskIdentity): { providerId: number, taskId: string, caller: string } {
  return { providerId: task.providerId, taskId: task.id, caller: task.caller }
}
