import { Cron } from 'croner'

/** The next runs after a moment; the schedule was read by `faultOfSchedule` before. */
export function nextRuns (schedule: string, timeZone: string, after: Date, count: number): Date[] {
  return new Cron(schedule, { timezone: timeZone, paused: true }).nextRuns(count, after)
}

/** What is wrong with a schedule, by field; undefined when it will come round. Five fields: by the minute. */
export function faultOfSchedule (
  schedule: string, timeZone: string
): { field: 'Schedule' | 'TimeZone', reason: string } | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone }).format()
  } catch {
    return { field: 'TimeZone', reason: `${timeZone} is not a time zone such as Europe/Berlin or UTC.` }
  }
  if (schedule.trim().split(/\s+/).length !== 5) {
    return {
      field: 'Schedule',
      reason: 'A schedule has five fields: minute, hour, day of the month, month, day of the week; 0 4 * * * is 04:00.'
    }
  }
  try {
    return nextRuns(schedule, timeZone, new Date(), 1).length === 0
      ? { field: 'Schedule', reason: `${schedule} never comes round.` }
      : undefined
  } catch (error) {
    return { field: 'Schedule', reason: `${schedule} is no schedule: ${error instanceof Error ? error.message : ''}` }
  }
}
