import t from 'tap'
import { failingPart, readTap } from '../../scripts/suite/tap-output.ts'

const output = `TAP version 14
# Subtest: one
    ok 1 - inner
    not ok 2 - expected to fail # TODO
    1..2
ok 1 - one # time=12.8ms

# Subtest: two
    not ok 1 - must be two
      ---
      diff: |
        -2
        +1
      ...
    1..1
not ok 2 - two # time=33.6ms
  ---
  at:
    lineNumber: 3
  ...

ok 3 - later # SKIP no reason
printed by the test
1..3
# { total: 3, pass: 1, fail: 1, skip: 1 }
`

t.test('the tests of a file are counted, not the assertions inside them', async t => {
  t.match(readTap(output, 'ended with exit code 1'), { passed: 1, failed: 1, skipped: 1, complaints: [] })
})

t.test('failures are shown with their reason, and so is what was printed', async t => {
  t.equal(failingPart(output), `    not ok 2 - expected to fail # TODO
    not ok 1 - must be two
      ---
      diff: |
        -2
        +1
      ...
not ok 2 - two # time=33.6ms
printed by the test`, 'only failures and prints are left')
})

t.test('a file that reports no failure but ends wrongly has failed', async t => {
  t.match(readTap('', undefined), { passed: 0, failed: 1, complaints: ['planned no tests, reported 0'] })
  t.match(readTap('ok 1 - one\n', undefined), { passed: 1, failed: 1, complaints: ['planned no tests, reported 1'] })
  t.match(readTap('ok 1 - one\n1..2\n', undefined), {
    passed: 1, failed: 1, complaints: ['planned 2 tests, reported 1']
  })
  t.match(readTap('ok 1 - one\n1..1\n', 'ended with exit code 3'), {
    passed: 1, failed: 1, complaints: ['ended with exit code 3']
  })
  t.match(readTap('ok 1 - one\n1..1\n', undefined), { passed: 1, failed: 0, complaints: [] })
})

t.test('what a file was run with is told also when all went well, so that the run can be repeated', async t => {
  const output = '# Subtest: x\n    # FUZZ_SEED=7 FUZZ_REQUESTS=5000\n    ok 1 - y\n    1..1\nok 1 - x\n1..1\n'
  t.match(readTap(output, undefined), { passed: 1, failed: 0, settings: ['FUZZ_SEED=7 FUZZ_REQUESTS=5000'] })
  t.equal(readTap('ok 1 - x\n1..1\n', undefined).settings, undefined)
})
