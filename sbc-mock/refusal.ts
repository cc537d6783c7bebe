/** The device says no: the message is what its operator would read. */
export class Refusal extends Error {
  override name = 'Refusal'
}

/** A refusal that is not tied to a line of a script: it becomes the HTTP answer. */
export class HttpRefusal extends Refusal {
  readonly status: number

  constructor (status: number, description: string) {
    super(description)
    this.status = status
  }
}
