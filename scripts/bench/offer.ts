type Offers = Readonly<Record<string, (argument: never) => unknown>>

/** Lets the process that started this one call these functions. */
export function offer (functions: Offers): void {
  process.on('message', (message: { id: number, name: string, argument: never }) => {
    const work = functions[message.name]
    Promise.resolve().then(() => {
      if (work === undefined) throw new Error(`${message.name} is not offered`)
      return work(message.argument)
    }).then(
      result => process.send?.({ id: message.id, result }),
      error => process.send?.({ id: message.id, error: error instanceof Error ? error.stack : String(error) })
    )
  })
  // By itself, so that a profile is written.
  process.on('SIGTERM', () => process.exit())
  process.on('disconnect', () => process.exit())
}
