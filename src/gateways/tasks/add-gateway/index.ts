import { hours, next, wait } from '../../../engine/define.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { markGateway } from '../../records/online-pstn-gateways.ts'
import { correlationIdOf } from '../gateway-task.ts'
import { activate, addUser, removeUser, takeBackUser } from './activation.ts'
import { awaitConfirmation, register, removeDomain, verify } from './domain.ts'
import { GatewayProgress, goalOf, input } from './input.ts'
import { store, reportError } from './store.ts'
import { report } from './report.ts'
import { byTenant } from '../../../schemas/partitions.ts'

const days = (count: number): number => hours(24 * count)

/**
 * Goal: the gateway's name is a verified domain of the customer's tenant and, for a derived trunk, active. Else the
 * tenant is as before.
 */
export const addGateway = defineTaskKind({
  name: 'add-gateway',
  idPrefix: 'wgw',
  requiredScope: 'customer',
  partitionKey: byTenant,
  title: 'Add an online PSTN gateway',
  input,
  progress: GatewayProgress,
  steps: [
    { name: 'store', message: 'Storing the gateway', run: store, undo: reportError },
    {
      name: 'register',
      message: 'Adding the domain to the tenant of the customer',
      giveUpAfter: hours(8),
      run: register,
      undo: removeDomain
    },
    {
      name: 'await-confirmation',
      message: 'Waiting until somebody confirms that the DNS record is there',
      giveUpAfter: days(7),
      run: awaitConfirmation
    },
    { name: 'verify', message: 'Letting Microsoft look for the DNS record', giveUpAfter: days(3), run: verify },
    { name: 'add-user', message: 'Adding a user with a licence to the domain', run: addUser, undo: takeBackUser },
    {
      name: 'activate',
      message: 'Waiting until the domain is active for Teams',
      giveUpAfter: days(1),
      run: activate
    },
    { name: 'remove-user', message: 'Taking the user and its licence away again', run: removeUser },
    {
      name: 'complete',
      message: 'Completing the task',
      async run (context) {
        const { calls, again } = await report(context, 'done', { state: goalOf(context.input) })
        if (again !== undefined) return wait(again, { calls })
        context.say('Information', 'Workflow completed.')
        return next({ calls })
      }
    }
  ],
  onEnd: ({ task, input, failure }) => trx =>
    markGateway(trx, task.providerId, correlationIdOf(task.id), failure?.status ?? goalOf(input)),
  conclude ({ task, input, progress: { left = [] }, failure }) {
    return {
      status: failure?.status ?? 'CompletedSuccess',
      details: [failure === undefined ? 'GatewayAdded' : 'GatewayNotAdded'],
      output: {
        CorrelationId: correlationIdOf(task.id), Fqdn: input.fqdn, TrunkModel: input.trunkModel,
        State: failure?.status ?? goalOf(input), ...(left.length > 0 && { LeftInTenant: left })
      }
    }
  }
})
