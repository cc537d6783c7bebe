import { number, page } from './setting.ts'

export const deadlinesPage = page(
  'Deadlines', 'How long silence is borne, in seconds; for every transport the same policy (src/deadlines.ts).', {
    REQUEST_SECONDS: number(120, 1, 3600, 'In which a request must have arrived, with all of its body.'),
    READINESS_SECONDS: number(2, 0.1, 30, 'In which /readyz answers, whatever the database does.'),
    DATABASE_CONNECT_SECONDS: number(
      5, 0.5, 60, 'For a new connection to PostgreSQL, and for one of the pool to be free.'
    ),
    DATABASE_SILENCE_SECONDS: number(
      5, 0.5, 300,
      'Without a word of PostgreSQL, after which another connection asks whether it still works on the statement.'
    ),
    DATABASE_IDLE_SECONDS: number(60, 1, 3600, 'After which a connection to PostgreSQL that nobody uses is closed.'),
    REQUEST_LOCK_SECONDS: number(
      5, 0.1, 300, 'For a lock that somebody else holds, in a process that only answers requests.'
    ),
    REQUEST_STATEMENT_SECONDS: number(20, 1, 600, 'For one statement, in a process that only answers requests.'),
    TASK_LOCK_SECONDS: number(60, 1, 3600, 'For a lock that somebody else holds, in a process that runs tasks.'),
    TASK_STATEMENT_SECONDS: number(900, 10, 86_400, 'For one statement, in a process that runs tasks.'),
    MICROSOFT_CONNECT_SECONDS: number(5, 0.5, 60, 'For a connection to Microsoft.'),
    MICROSOFT_ANSWER_SECONDS: number(30, 1, 300, 'For an answer of Microsoft.'),
    SBC_CONNECT_SECONDS: number(5, 0.5, 60, 'For a connection to an SBC.'),
    SBC_ANSWER_SECONDS: number(60, 1, 600, 'For an answer of an SBC: a large configuration takes its time.'),
    WEBHOOK_ANSWER_SECONDS: number(
      10, 1, 60, 'In which the receiver of a webhook must have answered, from the look-up of its name on.'
    )
  }
)
