import type { Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sbcDetails } from '../records/sbcs.ts'
import { invalid, Problem } from '../../problems.ts'
import type { SbcAnswer, SbcDetails } from '../schemas/sbc-device.ts'
import type { Order } from '../../engine/enqueue.ts'
import { SbcOutput } from '../tasks/sbc-records.ts'
import { type Caller } from '../../http/caller.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies } from '../../http/resource.ts'

/** The device of a path. */
export async function ownSbc (
  { records }: Pick<ApiDependencies, 'records'>,
  { caller, params: { sbcId: text } }: { caller: Caller, params: { sbcId: string } }
): Promise<SbcDetails> {
  const device = /^\d{1,9}$/.test(text) ? await sbcDetails(records(caller), Number(text)) : undefined
  if (device === undefined) throw new Problem('sbc_not_found', `SBC ${text.slice(0, 40)} is not registered.`)
  return device
}

type Asked<Input> = Pick<Order<Input>, 'kind' | 'input' | 'ticketId'>

/** Waits for a task of a device, and answers what it came to. */
export async function finish<Input extends { sbcId: number }> (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, order: Asked<Input>
): Promise<Static<typeof SbcAnswer>> {
  const { caller } = request
  const { taskId, end } = await finishTask<Input>(means, request, reply, {
    ...order
  })
  if (end?.code === 'sbc_exists') throw invalid({ Fqdn: [end.reason ?? ''] })
  if (end?.code === 'sbc_credentials_refused' || end?.code === 'sbc_in_use' || end?.code === 'sbc_not_found') {
    throw new Problem(end.code, end.reason ?? '')
  }
  const output = Value.Check(SbcOutput, end?.output) ? end.output : {}
  // A repeated request is answered by the task of the first one, which may be about another id.
  const { SbcId: sbcId = order.input.sbcId, Usable: usable, Findings: findings } = output
  const device = await sbcDetails(means.records(caller), sbcId)
  return {
    taskId, status: end?.status ?? 'InProgress', sbcId, ...(usable !== undefined && { usable }),
    ...(findings !== undefined && { findings }), ...(device !== undefined && { device })
  }
}
