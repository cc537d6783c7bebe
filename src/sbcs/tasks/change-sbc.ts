import { recordsOfProvider } from '../../database/reach.ts'
import { isDeepStrictEqual } from 'node:util'
import { Type, type Static } from '@sinclair/typebox'
import { sbcOf } from '../records/sbc-connections.ts'
import { changeSbc as writeChange, replaceCredentials } from '../records/registered-sbcs.ts'
import { isFqdnTaken, sbcDetails } from '../records/sbcs.ts'
import { recordRecovery } from '../../engine/records/upstreams.ts'
import type { SbcDetails } from '../schemas/sbc-device.ts'
import { next, reject } from '../../engine/define.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { conclusion, found, look, sbcSettings } from './sbc-records.ts'
import { bySbc } from '../../schemas/partitions.ts'

const Settings = Type.Partial(
  Type.Object({
    ...sbcSettings,
    /** Given up: it is not spoken to any more, and what is on it does not count. */ abandoned: Type.Boolean()
  })
)
type Settings = Static<typeof Settings>

/** Goal: the device has these settings, and was looked at with them; else those it had. */
export const changeSbc = defineTaskKind({
  name: 'change-sbc',
  idPrefix: 'sbc_chg',
  requiredScope: 'provider',
  partitionKey: bySbc,
  title: 'Change an SBC',
  input: Type.Object({
    sbcId: Type.Integer(),
    settings: Settings,
    /** For another host. */ username: Type.Optional(Type.String()),
    sealedPassword: Type.Optional(Type.String())
  }),
  progress: Type.Object({
    ...found,
    /** What the changed settings were. */ before: Settings,
    /** And the credentials, when those are changed. */ credentialsBefore: Type.Object({
      username: Type.String(), sealedPassword: Type.String()
    })
  }),
  steps: [
    {
      name: 'change',
      message: 'Changing what is known of the device',
      async run ({ db, task: { providerId }, input: { sbcId, settings, username, sealedPassword }, progress, say }) {
        const device = await sbcDetails(recordsOfProvider(db, providerId), sbcId)
        if (device === undefined) return reject('sbc_not_found', `SBC ${sbcId} is not registered any more.`)
        if (settings.fqdn !== undefined && await isFqdnTaken(recordsOfProvider(db, providerId), settings.fqdn, sbcId)) {
          return reject('sbc_exists', `Another SBC has the FQDN ${settings.fqdn}.`)
        }
        say('Information', `Changed: ${Object.keys(settings).join(', ')}.`)
        if (settings.abandoned === true) {
          say(
            'Warning',
            `SBC ${sbcId} is given up: ${device.numberCount} numbers and ${device.siteCount} sites are on it, and ` +
            'stay there. Nothing waits for it any more.'
          )
        }
        const stored = sealedPassword === undefined ? undefined : await sbcOf(db, providerId, sbcId)
        const credentialsBefore = progress.credentialsBefore ??
          (stored && { username: stored.username, sealedPassword: stored.passwordEncrypted.toString('base64') })
        return next(
          { before: named(settings, device), ...(credentialsBefore !== undefined && { credentialsBefore }) },
          async trx => {
            if (sealedPassword !== undefined) {
              await replaceCredentials(trx, providerId, sbcId, {
                ...(username !== undefined && { username }), passwordEncrypted: Buffer.from(sealedPassword, 'base64')
              })
            }
            // its breaker would hold up what need not wait
            if (settings.abandoned === true) await recordRecovery(trx, `sbc:${providerId}:${sbcId}`)
            const outcome = await writeChange(trx, providerId, sbcId, settings)
            // looked at again, and refused
            if (outcome !== 'changed') throw new Error(`SBC ${sbcId} could not be changed: ${outcome}`)
          }
        )
      },
      async undo ({ db, task: { providerId }, input: { sbcId, settings }, progress: { before, credentialsBefore } }) {
        const device = before && await sbcDetails(recordsOfProvider(db, providerId), sbcId)
        if (before === undefined || device === undefined) return next()
        // What somebody else has changed since is not ours to take back.
        const [asked, shown] = [settings, named(settings, device)].map(each =>
          new Map<string, unknown>(Object.entries(each))
        )
        const back = Object.fromEntries(
          Object.entries(before).filter(([name]) => isDeepStrictEqual(asked?.get(name), shown?.get(name)))
        )
        return next({}, async trx => {
          if (credentialsBefore !== undefined) {
            await replaceCredentials(trx, providerId, sbcId, {
              username: credentialsBefore.username,
              passwordEncrypted: Buffer.from(credentialsBefore.sealedPassword, 'base64')
            })
          }
          if (await writeChange(trx, providerId, sbcId, back) === 'fqdn-taken') {
            throw new Error('The FQDN of before belongs to another SBC now')
          }
        })
      }
    },
    {
      name: 'look',
      message: 'Looking whether the device can be programmed',
      async run (context) {
        if (context.input.settings.abandoned === true) return next()
        const { usable, findings, remember } = await look(context)
        return next({ usable, findings: [...findings] }, remember)
      }
    }
  ],
  conclude: facts => conclusion(facts, 'SbcChanged')
})

/** Of the device, the settings that are named; an empty text is none. */
function named (
  settings: Settings,
  { name, fqdn, ipAddress, driver, baseUrl, certificateAuthority, certificateFingerprint, limits, abandonedAt }:
  SbcDetails
): Settings {
  const all = {
    name, fqdn, driver, baseUrl, limits, abandoned: abandonedAt !== null, ipAddress: ipAddress ?? '',
    certificateAuthority: certificateAuthority ?? '', certificateFingerprint: certificateFingerprint ?? ''
  }
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in settings))
}
