import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { offer } from '../offer.ts'

// Loaded before the program by the bench alone: lets the bench ask the process how long its event loop stood still,
// and what it holds.

const resolution = 1
const histogram = monitorEventLoopDelay({ resolution })

offer({
  watchLoop () {
    histogram.reset()
    histogram.enable()
  },
  /** Milliseconds of the longest time in which nothing else could happen. */
  longestBlock () {
    histogram.disable()
    return Math.max(0, histogram.max / 1e6 - resolution)
  },
  /** Megabytes of what is alive on the heap. */
  liveMegabytes () {
    setFlagsFromString('--expose-gc')
    runInNewContext('gc')()
    return process.memoryUsage().heapUsed / 2 ** 20
  }
})
process.channel?.unref()
