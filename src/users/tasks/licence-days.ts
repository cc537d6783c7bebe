import { keepLicenceDays } from '../records/licences.ts'
import type { BackgroundJob } from '../../engine/background.ts'

/** Customers that get their row of the day in one statement. */
const customersAtOnce = 500

/** Notes for each customer what its licences were used for today. */
export const licenceDays: BackgroundJob = {
  name: 'licence-days',
  everySeconds: 600,
  atStart: true,
  async run (db, _log, stopping) {
    while (!stopping() && await keepLicenceDays(db, customersAtOnce) === customersAtOnce);
  }
}
