import { siteId, siteState, nameSite } from './add-site.ts'
import type { Example } from './example.ts'

export const deleteSite: Example = {
  steps: 'tsk: await-window hold* clean forget',
  input: place => ({ siteId: siteId(place) }),
  numbers: 0,
  needs: ['add-site'],
  prepare: nameSite,
  state: siteState,
  afterFailure: 'named'
}
