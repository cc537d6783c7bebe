import { siteId, siteState, nameSite } from './add-site.ts'
import type { Example } from './example.ts'

/** It moves to the other SBC and gets another name. */
export const modifySite: Example = {
  steps: 'tsk: await-window store* program* complete',
  input: place => ({
    siteId: siteId(place), change: { sbcId: 11, name: `New${place.serial}`, parameters: { CarrierHostName: 'other' } }
  }),
  numbers: 0,
  needs: ['add-site'],
  prepare: nameSite,
  state: siteState,
  afterFailure: 'clean'
}
