import { recordsOfProvider } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { deleteSbc, insertSbc } from '../records/registered-sbcs.ts'
import { isFqdnTaken } from '../records/sbcs.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { conclusion, found, look, sbcSettings, sealedBytes, sealedCredentials } from './sbc-records.ts'
import { bySbc } from '../../schemas/partitions.ts'

/** Goal: the device is in the records, and was looked at. One that does not answer yet is registered all the same. */
export const registerSbc = defineTaskKind({
  name: 'register-sbc',
  idPrefix: 'sbc_reg',
  requiredScope: 'provider',
  partitionKey: bySbc,
  title: 'Register an SBC',
  input: Type.Object({
    sbcId: Type.Integer(),
    settings: Type.Object(sbcSettings),
    ...sealedCredentials
  }),
  progress: Type.Object(found),
  steps: [
    {
      name: 'remember',
      message: 'Writing the device down',
      async run ({ db, task, input, say }) {
        const { sbcId, settings, username, clientCertificate = '' } = input
        const credentials = {
          username, clientCertificate, passwordEncrypted: sealedBytes(input.sealedPassword) ?? Buffer.alloc(0),
          clientKeyEncrypted: sealedBytes(input.sealedClientKey) ?? null
        }
        if (await isFqdnTaken(recordsOfProvider(db, task.providerId), settings.fqdn, sbcId)) {
          return reject('sbc_exists', `Another SBC has the FQDN ${settings.fqdn}.`)
        }
        say('Information', `SBC ${sbcId} is registered.`)
        // With the step, so that a worker that has lost the task cannot bring the device back after it was taken away.
        return next({}, async trx => {
          if (!await insertSbc(trx, task.providerId, sbcId, settings, credentials)) {
            throw new Error('Another SBC got the FQDN in this very instant') // looked at again, and refused
          }
        })
      },
      async undo ({ db, task, input, assertLease, say }) {
        assertLease()
        if (!await deleteSbc(db, task.providerId, input.sbcId)) {
          say(
            'Error',
            `SBC ${input.sbcId} stays registered: something came to use it meanwhile. Remove it when that is gone.`
          )
        }
        return next()
      }
    },
    {
      name: 'look',
      message: 'Looking whether the device can be programmed',
      async run (context) {
        const { usable, findings, remember } = await look(context)
        return next({ usable, findings: [...findings] }, remember)
      }
    }
  ],
  conclude: facts => conclusion(facts, 'SbcRegistered')
})
