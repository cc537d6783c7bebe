import { number, page, whole } from './setting.ts'

export const limitsPage = page('Limits and retention', 'What one request may do, and for how long what is kept.', {
  RELEASE_NUMBERS_MAX: whole(10_000, 1, 10_000, 'Numbers that one release may take away, ranges included.'),
  DRIFT_MINUTES: number(
    60, 0, 10_080,
    'Minutes between two readings of Microsoft and all SBCs to find where the records differ; 0: only when asked.'
  ),
  SBC_CHANGE_DAYS: whole(
    30, 1, 3650, 'Days for which changes of SBCs are kept, to go back to what was before them.'
  ),
  TASK_RETENTION_DAYS: number(90, 1, 36_500, 'Days a finished task, its items and its messages are kept.'),
  HISTORY_RETENTION_DAYS: number(
    3650, 30, 36_500,
    'Days for which histories of numbers and of their rules on SBCs go back; what a number was then is kept.'
  ),
  EVENT_RETENTION_DAYS: number(
    30, 1, 36_500, 'Days for which the event log goes back; not further than tasks are kept.'
  ),
  AUDIT_RETENTION_DAYS: whole(
    3650, 30, 36_500, 'Days for which the audit log goes back; what is left can be verified all the same.'
  ),
  USERS_FRESH_SECONDS: number(
    300, 0, 86_400,
    'Age in seconds from which on the copy of a customer\'s users is renewed when somebody asks for them.'
  ),
  WEBHOOKS_PER_NODE: whole(50, 1, 10_000, 'Webhooks that one node of the tree may have itself.'),
  IDEMPOTENCY_RETENTION_HOURS: number(72, 24, 87_600, 'Hours the answer to an Idempotency-Key is kept.')
})
