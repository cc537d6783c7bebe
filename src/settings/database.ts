import { Type } from '@sinclair/typebox'
import { needed, page, text, whole } from './setting.ts'

export const databasePage = page('Database', 'PostgreSQL 15 or newer, and the keys of what is kept in it.', {
  DATABASE_URL: needed('Where PostgreSQL is, as in `postgres://user:password@host:5432/name`.', {
    secret: true, holds: 'postgres-url'
  }),
  DATABASE_POOLER: Type.Union([Type.Literal('none'), Type.Literal('transaction')], {
    default: 'none',
    description: 'What stands before PostgreSQL: nothing that matters, or a pooler in transaction mode such as ' +
      'pgbouncer. Then nothing is kept in a session: no statement has a name, and settings go with each transaction, ' +
      'which costs round trips.'
  }),
  DATABASE_DIRECT_URL: text(
    '',
    'The way to PostgreSQL past the pooler, for the one connection that listens for what is new, and to ask whether ' +
    'the server still works on a statement that says nothing. Empty: DATABASE_URL; behind a pooler a worker looks ' +
    'for tasks every two seconds then.',
    { secret: true, holds: 'postgres-url' }
  ),
  DATABASE_PROCESS_URL: text(
    '',
    'For `npm run migrate` alone: DATABASE_URL of API and worker, whose user is made, owning nothing, while the one ' +
    'of DATABASE_URL owns everything. Empty: nobody is made.',
    { secret: true, holds: 'postgres-url' }
  ),
  DATABASE_POOL_SIZE: whole(
    8, 2, 200, 'Connections each process may hold, beside the one that listens for notifications.'
  ),
  DATABASE_ROW_SECURITY: Type.Union([Type.Literal('on'), Type.Literal('off')], {
    default: 'on',
    description: 'Whether an API reads for its callers as the role `dialplane_reader`, to whom PostgreSQL shows the ' +
      'caller\'s part of the tree alone. Half of its connections are for that. Off: its own conditions are the only ' +
      'wall.'
  }),
  SECRETS_KEY: text(
    '',
    'Opens the secrets that are kept: 32 random bytes in base64 (a private X25519 key), as `openssl rand -base64 32` ' +
    'makes them. After a change the older ones follow behind commas, until scripts/rotate-secrets has sealed ' +
    'everything anew. Needed where tasks run.', { secret: true }
  ),
  SECRETS_PUBLIC_KEY: text(
    '',
    'Seals secrets and opens none: what `scripts/rotate-secrets --public-key` says. All that an API needs.'
  ),
  DIGEST_KEY: text(
    '',
    '32 random bytes in base64, the same for all: digests of requests are made with it, which nobody then finds out ' +
    'a password from. Made from SECRETS_KEY where that is given and this is not.', { secret: true }
  )
})
