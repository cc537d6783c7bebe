import type { TSchema } from '@sinclair/typebox'
import type { Config } from '../config.ts'
import type { Database } from '../database/connect.ts'
import type { BackgroundJob } from '../engine/background.ts'
import type { AnyTaskKind } from '../engine/define.ts'
import type { SecretPlace } from '../schemas/secret-place.ts'
import type { Delivery, WebhookCall } from '../schemas/webhook-call.ts'
import type { Resource } from './resource.ts'

/** A schema that has a name of its own in the documents: its $id. */
export type Component = TSchema & { $id?: string }

/** What background jobs may reach beside the database. */
export interface JobTools {
  callWebhook (call: WebhookCall): Promise<Delivery>
  openSecret (sealed: Buffer, place: SecretPlace): string
}

/** All that a domain adds to the product; its index.ts alone lists it. */
export interface Domain {
  /** Called once for all versions, so that resources may share what they keep. `kinds` are those of all domains. */
  resources (given: { db: Database, kinds: readonly AnyTaskKind[] }): readonly Resource[]
  readonly kinds: readonly AnyTaskKind[]
  readonly components: readonly Component[]
  backgroundJobs (config: Config, tools: JobTools): readonly BackgroundJob[]
}
