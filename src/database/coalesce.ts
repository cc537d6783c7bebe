/**
 * Batches the commits, not the guarantees: calls that arrive while a batch is under way wait and go together in the next.
 * No timer delays a lone call. Each caller gets its own result, after the whole batch is durable.
 * When `run` throws and `divisible` says that nothing of the batch happened, its halves are tried apart, so that one
 * caller's bad input fails that caller only.
 */
export function coalesce<Input, Output> (
  run: (batch: readonly Input[]) => Promise<readonly Output[]>,
  options: { largest?: number, atOnce?: number, divisible?: (error: unknown) => boolean } = {}
): (input: Input) => Promise<Output> {
  const { largest = 500, atOnce = 2, divisible = () => false } = options
  const queue: Array<{ input: Input, resolve: (output: Output) => void, reject: (error: unknown) => void }> = []
  let underWay = 0
  let scheduled = false

  async function settle (calls: typeof queue): Promise<void> {
    try {
      const outputs = await run(calls.map(call => call.input))
      if (outputs.length !== calls.length) throw new Error(`A batch of ${calls.length} calls had ${outputs.length} results`)
      outputs.forEach((output, index) => calls[index]?.resolve(output))
    } catch (error) {
      if (calls.length === 1 || !divisible(error)) return calls.forEach(call => call.reject(error))
      const middle = calls.length >> 1
      await settle(calls.slice(0, middle))
      await settle(calls.slice(middle))
    }
  }

  function flush (): void {
    scheduled = false
    while (queue.length > 0 && underWay < atOnce) {
      underWay += 1
      void settle(queue.splice(0, largest)).finally(() => {
        underWay -= 1
        if (queue.length > 0) flush()
      })
    }
  }

  return input => new Promise((resolve, reject) => {
    queue.push({ input, resolve, reject })
    if (underWay >= atOnce || scheduled) return
    scheduled = true
    setImmediate(flush) // everything of this turn of the event loop goes together
  })
}
