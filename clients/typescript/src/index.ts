export { Dialplane, type ClientSettings } from './client.ts'
export { clientCredentials, type Credentials, type TokenSource } from './token.ts'
export { DialplaneProblem, type ErrorCode } from './problem.ts'
export {
  addressOf, type AnswerOf, type CallOptions, type EntryOf, type InputOf, type ListId, type OperationId, type Shapes
} from './operations.ts'
export { finished, followTask, uploadAndWait, waitForTask, type Finished, type Task } from './tasks.ts'
export { followEvents, readEvents, type Event, type EventFilter } from './events.ts'
export { NotVerified, verifyWebhook } from './webhooks.ts'
