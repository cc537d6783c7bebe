import type { BackgroundJob } from '../../engine/background.ts'
import { takeCredentialEnds } from '../records/credential-ends.ts'

const warnedDays = 30

/** Warns once a day of each credential at Microsoft that ends within thirty days, whichever worker looks first. */
export const credentialEnds: BackgroundJob = {
  name: 'credential-ends',
  everySeconds: 3600,
  atStart: true,
  async run (db, log) {
    for (const end of await takeCredentialEnds(db, warnedDays)) {
      log.warn(end, end.daysLeft < 0 ? 'A credential at Microsoft has ended' : 'A credential at Microsoft ends soon')
    }
  }
}
