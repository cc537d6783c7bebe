import { pino } from 'pino'
import t from 'tap'
import { RequestLog } from '../../src/http/request-log.ts'

t.test('a line of a request names its trace, hides secrets, and keeps to the level', async t => {
  const lines: string[] = []
  const log = pino({ level: 'info', base: null, timestamp: false, redact: ['*.password'] }, {
    write: line => {
      lines.push(line)
    }
  })
  const own = new RequestLog(log, { traceId: '00-a-b-00' })
  own.debug({ detail: 1 }, 'not asked for')
  own.info('begun')
  own.error({ err: new TypeError('broken'), body: { password: 'p' } }, 'went wrong')
  own.child({ part: 2 }).warn('and its child')
  t.match(lines.map(line => JSON.parse(line) as unknown), [
    { level: 30, traceId: '00-a-b-00', msg: 'begun' },
    {
      level: 50, traceId: '00-a-b-00', msg: 'went wrong', err: { type: 'TypeError', message: 'broken' },
      body: { password: '[Redacted]' }
    },
    { level: 40, traceId: '00-a-b-00', part: 2, msg: 'and its child' }
  ])
  t.equal(lines.length, 3, 'the line below the level is not written')
})
