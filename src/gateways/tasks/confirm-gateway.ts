import { Type } from '@sinclair/typebox'
import { confirmGateway as writeConfirmation, gatewayState } from '../records/online-pstn-gateways.ts'
import { wakeTask } from '../../engine/records/task-control.ts'
import { gatewayStates, trunkModels } from '../schemas/online-pstn-gateway.ts'
import { minutes, next, reject, wait } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { gatewayTaskOf } from './gateway-task.ts'

const input = Type.Object({
  correlationId: Type.String(), fqdn: Type.String(),
  trunkModel: Type.Union(trunkModels.map(model => Type.Literal(model)))
})
const progress = Type.Object({ state: Type.Union(gatewayStates.map(state => Type.Literal(state))) })

/** What the task tells in the end: the gateway as it was confirmed. */
export const ConfirmedGateway = Type.Object({ ...input.properties, ...progress.properties })

/** Goal: the gateway is known to have its DNS record, and the task that waits for it goes on at once. */
export const confirmGateway = defineTaskKind({
  name: 'confirm-gateway',
  idPrefix: 'wgc',
  requiredScope: 'customer',
  partitionKey: ({ providerId, input }) => `${providerId} gateway ${input.correlationId}`,
  title: 'Confirm the DNS record of a gateway',
  input,
  progress,
  steps: [
    {
      name: 'record',
      message: 'Writing the confirmation down',
      giveUpAfter: minutes(5),
      async run ({ db, task: { providerId }, input: { correlationId } }) {
        const state = await gatewayState(db, providerId, correlationId)
        if (state === undefined) return wait(0.25) // its own task is about to write it down
        if (state === 'Failed' || state === 'Canceled') {
          return reject('gateway_not_found', `The request for the gateway is over: ${state}.`)
        }
        return next(
          { state: state === 'Requested' ? 'Confirmed' : state },
          trx => writeConfirmation(trx, providerId, correlationId)
        )
      }
    },
    {
      name: 'wake',
      message: 'Waking the task of the gateway',
      giveUpAfter: minutes(5),
      async run ({ db, task: { providerId }, input: { correlationId } }) {
        const { outcome, step } = await wakeTask(db, { providerId, id: gatewayTaskOf(correlationId) })
        // It may have looked just before the confirmation was there, and be about to wait.
        return outcome === 'running' && step === 'await-confirmation' ? wait(0.25) : next()
      }
    }
  ],
  conclude: ({ input, progress, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess', details: [failure === undefined ? 'GatewayConfirmed' : null],
    output: { ...input, ...progress }
  })
})
