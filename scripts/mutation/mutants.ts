import type { Mutant } from './mutant.ts'

export const mutants: readonly Mutant[] = [
  {
    name: 'sbc-permit-exclusive',
    promise: 'An SBC has one writer among all workers.',
    file: 'src/tasks/upstreams.ts',
    search: 'options.exclusive === true ? withPermit',
    replace: 'options.exclusive === undefined ? withPermit',
    test: ['test/tasks/upstreams.test.ts', 'a device has one writer among all workers, and the next one follows']
  },
  {
    name: 'lane-share',
    promise: 'x.',
    file: 'src/tasks/life.ts',
    search: 'const laneShare = 0.8',
    replace: 'const laneShare = 1',
    test: ['test/tasks/fairness.test.ts', 'a lane may not take every place, so that the next customer finds one at once']
  }
]
