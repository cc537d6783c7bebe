import { Type } from '@sinclair/typebox'
import { deleteSbc, insertSbc } from '../../database/sbcs.ts'
import { defineTaskKind, next, reject } from '../define.ts'
import { conclusion, found, look, sbcSettings, sealedBytes, sealedCredentials } from '../sbc-records.ts'

/** Goal: the device is in the records, and was looked at. One that does not answer yet is registered all the same. */
export const registerSbc = defineTaskKind({
  name: 'register-sbc',
  idPrefix: 'sbc_reg',
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
        const credentials = { username, clientCertificate, passwordEncrypted: sealedBytes(input.sealedPassword) ?? Buffer.alloc(0), clientKeyEncrypted: sealedBytes(input.sealedClientKey) ?? null }
        if (!await insertSbc(db, task.providerId, sbcId, settings, credentials)) return reject('sbc_exists', `Another SBC has the FQDN ${settings.fqdn}.`)
        say('Information', `SBC ${sbcId} is registered.`)
        return next()
      },
      async undo ({ db, task, input }) {
        await deleteSbc(db, task.providerId, input.sbcId)
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
