/**
 * Batches that run at the same time at most, however long each takes: half of the connections that a process has by
 * default.
 */
const mostAtOnce = 4

/**
 * Batches the commits, not the guarantees: calls that arrive while a batch is under way wait and go together in the
 * next. No timer delays a lone call. Each caller gets its own result, after the whole batch is durable. A batch that
 * takes longer than `patience` milliseconds, or is tried in parts, makes room for one more: what blocks it need not
 * block the others. When `run` throws and `divisible` says that nothing of the batch happened, its halves are tried
 * apart, so that one caller's bad input fails that caller only.
 */
export function coalesce<Input, Output> (
  run: (batch: readonly Input[]) => Promise<readonly Output[]>,
  options: { largest?: number, atOnce?: number, patience?: number, divisible?: (error: unknown) => boolean } = {}
): (input: Input) => Promise<Output> {
  const { largest = 500, atOnce = 2, patience, divisible = () => false } = options
  const queue: Array<{ input: Input, resolve: (output: Output) => void, reject: (error: unknown) => void }> = []
  let underWay = 0
  let running = 0
  let scheduled = false
  /** Batches that would have made room, when as many ran as may; the next that ends lets the first of them. */
  const impatient = new Set<() => void>()

  async function settle (calls: typeof queue, makeRoom: () => void): Promise<void> {
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
      await settle(calls.slice(0, middle), makeRoom)
      await settle(calls.slice(middle), makeRoom)
    }
  }

  function flush (): void {
    scheduled = false
    while (queue.length > 0 && underWay < atOnce && running < mostAtOnce) begin(queue.splice(0, largest))
  }

  function begin (calls: typeof queue): void {
    underWay += 1
    running += 1
    let counts = true
    const stopCounting = (): void => {
      if (counts) underWay -= 1
      counts = false
      impatient.delete(stopCounting)
    }
    const makeRoom = (): void => {
      if (!counts) return
      if (running >= mostAtOnce) impatient.add(stopCounting)
      else {
        stopCounting()
        flush()
      }
    }
    const timer = patience === undefined ? undefined : setTimeout(makeRoom, patience)
    void settle(calls, makeRoom).finally(() => {
      clearTimeout(timer)
      running -= 1
      stopCounting()
      const [first] = impatient
      first?.()
      flush()
    })
  }

  return input => new Promise((resolve, reject) => {
    queue.push({ input, resolve, reject })
    if (underWay >= atOnce || scheduled) return
    scheduled = true
    setImmediate(flush) // everything of this turn of the event loop goes together
  })
}
