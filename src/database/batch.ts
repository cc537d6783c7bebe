/**
 * Batches that run at the same time at most, however long each takes: half of the connections that a process has by
 * default.
 */
const maxRunning = 4

/**
 * Batches the commits, not the guarantees: calls that arrive while a batch is under way wait and go together in the
 * next. No timer delays a lone call. Each caller gets its own result, after the whole batch is durable. A batch that
 * takes longer than `maxWaitMs` milliseconds, or is tried in parts, makes room for one more: what blocks it need not
 * block the others. When `run` throws and `divisible` says that nothing of the batch happened, its halves are tried
 * apart, so that one caller's bad input fails that caller only.
 */
export function batch<Input, Output> (
  run: (batch: readonly Input[]) => Promise<readonly Output[]>,
  options: {
    maxSize?: number, maxConcurrent?: number, maxWaitMs?: number, divisible?: (error: unknown) => boolean
  } = {}
): (input: Input) => Promise<Output> {
  const { maxSize = 500, maxConcurrent = 2, maxWaitMs, divisible = () => false } = options
  const queue: Array<{ input: Input, resolve: (output: Output) => void, reject: (error: unknown) => void }> = []
  let underWay = 0
  let running = 0
  let scheduled = false
  /** Batches that would have made room, when as many ran as may; the next that ends lets the first of them. */
  const waitingForRoom = new Set<() => void>()

  async function finish (calls: typeof queue, makeRoom: () => void): Promise<void> {
    try {
      const outputs = await run(calls.map(call => call.input))
      if (outputs.length !== calls.length) {
        throw new Error(`A batch of ${calls.length} calls had ${outputs.length} results`)
      }
      outputs.forEach((output, index) => calls[index]?.resolve(output))
    } catch (error) {
      if (calls.length === 1 || !divisible(error)) return calls.forEach(call => call.reject(error))
      makeRoom()
      const middle = calls.length >> 1
      await finish(calls.slice(0, middle), makeRoom)
      await finish(calls.slice(middle), makeRoom)
    }
  }

  function flush (): void {
    scheduled = false
    while (queue.length > 0 && underWay < maxConcurrent && running < maxRunning) begin(queue.splice(0, maxSize))
  }

  function begin (calls: typeof queue): void {
    underWay += 1
    running += 1
    let counts = true
    const stopCounting = (): void => {
      if (counts) underWay -= 1
      counts = false
      waitingForRoom.delete(stopCounting)
    }
    const makeRoom = (): void => {
      if (!counts) return
      if (running >= maxRunning) waitingForRoom.add(stopCounting)
      else {
        stopCounting()
        flush()
      }
    }
    const timer = maxWaitMs === undefined ? undefined : setTimeout(makeRoom, maxWaitMs)
    void finish(calls, makeRoom).finally(() => {
      clearTimeout(timer)
      running -= 1
      stopCounting()
      const [first] = waitingForRoom
      first?.()
      flush()
    })
  }

  return input => new Promise((resolve, reject) => {
    queue.push({ input, resolve, reject })
    if (underWay >= maxConcurrent || scheduled) return
    scheduled = true
    setImmediate(flush) // everything of this turn of the event loop goes together
  })
}
