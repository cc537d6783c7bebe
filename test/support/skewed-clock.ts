// Preloaded with --import into a process of a test: its wall clock is off by CLOCK_SKEW_SECONDS, from the beginning or
// from CLOCK_JUMP_AFTER milliseconds on. The monotonic clock stays true, as on a machine whose time somebody sets.
const skew = Number(process.env['CLOCK_SKEW_SECONDS'] ?? 0) * 1000
const from = Number(process.env['CLOCK_JUMP_AFTER'] ?? 0)
const TrueDate = Date

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
  get: (target, name) => name === 'now' ? now : Reflect.get(target, name)
})

function now (): number {
  return TrueDate.now() + (performance.now() >= from ? skew : 0)
}
