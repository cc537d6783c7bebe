import { monitorEventLoopDelay } from 'node:perf_hooks'
import { offer } from '../offer.ts'

// Loaded before the program by the bench alone: lets the bench ask the process how long its event loop stood still.

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
  }
})
process.channel?.unref()
