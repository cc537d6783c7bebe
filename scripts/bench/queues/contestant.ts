/** A job queue that the bench can fill and drain. */
export interface Contestant {
  fill (jobs: number): Promise<void>
  /** Seconds from starting a worker until the completion of the last job is durable. The queue is empty afterwards. */
  drain (jobs: number): Promise<number>
  /** Seconds from enqueueing the first job until the completion of the last is durable, while a worker works. */
  through? (jobs: number): Promise<number>
  /**
   * Starts a worker that notes when jobs of `enqueue` are done; `times` ends it and answers milliseconds from
   * enqueueing to done.
   */
  watch? (): Promise<void>
  times? (): Promise<number[]>
  /** Enqueues one job. For another process than the one that works. */
  enqueue? (): Promise<void>
}

export type Name =
  'ours' | 'ours-one-step' | 'graphile' | 'graphile-tuned' | 'pg-boss' | 'fused' | 'dbos' | 'dbos-tuned'
