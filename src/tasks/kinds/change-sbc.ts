import { Type } from '@sinclair/typebox'
import { changeSbc as writeChange } from '../../database/sbcs.ts'
import { defineTaskKind, next, reject } from '../define.ts'
import { conclusion, found, look, sbcSettings } from '../sbc-records.ts'

/** Goal: the device has these settings, and was looked at with them. */
export const changeSbc = defineTaskKind({
  name: 'change-sbc',
  idPrefix: 'sbc_chg',
  title: 'Change an SBC',
  input: Type.Object({
    sbcId: Type.Integer(),
    settings: Type.Partial(Type.Object(sbcSettings))
  }),
  progress: Type.Object(found),
  steps: [
    {
      name: 'change',
      message: 'Changing what is known of the device',
      async run ({ db, task, input, say }) {
        const outcome = await writeChange(db, task.providerId, input.sbcId, input.settings)
        if (outcome === 'missing') return reject('sbc_not_found', `SBC ${input.sbcId} is not registered any more.`)
        if (outcome === 'fqdn-taken') return reject('sbc_exists', `Another SBC has the FQDN ${input.settings.fqdn}.`)
        say('Information', `Changed: ${Object.keys(input.settings).join(', ')}.`)
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
  conclude: facts => conclusion(facts, 'SbcChanged')
})
