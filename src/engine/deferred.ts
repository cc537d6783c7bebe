/** Promise.withResolvers, which Node 20 lacks. A rejection before anybody awaits it does not end the process. */
export class PromiseWithResolvers<Value> {
  readonly promise: Promise<Value>
  resolve: (value: Value) => void = () => {}
  reject: (reason: unknown) => void = () => {}

  constructor () {
    this.promise = new Promise<Value>((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.promise.catch(() => {})
  }
}
