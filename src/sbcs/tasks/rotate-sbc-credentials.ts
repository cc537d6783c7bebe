import { Type } from '@sinclair/typebox'
import { replaceCredentials } from '../records/registered-sbcs.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { conclusion, found, remember, sealedBytes, sealedCredentials } from './sbc-records.ts'
import { worries } from '../../upstreams/sbc/examination.ts'
import { bySbc } from '../../schemas/partitions.ts'

const lockedOut = ['connection', 'credentials', 'role']

/**
 * Goal: the device is reached with these credentials. They replace the old ones only after the device has accepted
 * them.
 */
export const rotateSbcCredentials = defineTaskKind({
  name: 'rotate-sbc-credentials',
  idPrefix: 'sbc_crd',
  requiredScope: 'provider',
  partitionKey: bySbc,
  title: 'Rotate the credentials of an SBC',
  input: Type.Object({ sbcId: Type.Integer(), ...sealedCredentials, username: Type.Optional(Type.String()) }),
  progress: Type.Object(found),
  steps: [
    {
      name: 'try',
      message: 'Trying the new credentials',
      async run ({ sbcs, task, input, say }) {
        const { sbcId, ...credentials } = input
        const { usable, findings } = await sbcs.examine(task.providerId, sbcId, credentials)
        const refusal = findings.find(finding => finding.result === 'failed' && lockedOut.includes(finding.check))
        if (refusal !== undefined) {
          return reject('sbc_credentials_refused', `${refusal.message} The old credentials stay.`)
        }
        say('Information', `SBC ${sbcId} accepts the new credentials.`)
        for (const message of worries({ findings })) say('Warning', message)
        return next({ usable, findings: [...findings] })
      }
    },
    {
      name: 'replace',
      message: 'Replacing the old credentials',
      async run ({ sbcs, task, input, say }) {
        const { sbcId, username, clientCertificate } = input
        const passwordEncrypted = sealedBytes(input.sealedPassword)
        const clientKeyEncrypted = sealedBytes(input.sealedClientKey)
        const examination = await sbcs.examine(task.providerId, sbcId, input)
        say('Information', 'The old credentials are replaced.')
        return next({}, async trx => {
          await replaceCredentials(trx, task.providerId, sbcId, {
            ...(username !== undefined && { username }), ...(passwordEncrypted !== undefined && { passwordEncrypted }),
            ...(clientCertificate !== undefined && { clientCertificate }),
            ...(clientKeyEncrypted !== undefined && { clientKeyEncrypted })
          })
          await remember(trx, task.providerId, sbcId, examination)
        })
      }
    }
  ],
  conclude: facts => conclusion(facts, 'SbcCredentialsRotated')
})
