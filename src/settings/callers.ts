import { needed, number, page, text, whole } from './setting.ts'

const aDate = { pattern: '^$|^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', form: 'a date, such as 2027-06-30' }

export const callersPage = page('Callers', 'Whose tokens are accepted, and how much a caller may ask.', {
  TOKEN_ISSUER: needed(
    'Who may issue the tokens of callers, several with commas: `entra`, `entra-us-government`, `entra-china`, or the ' +
    '`iss` of another one. `{tenantid}` stands for the caller\'s own directory, as in Entra\'s metadata.'
  ),
  TOKEN_AUDIENCE: needed(
    '`aud` that a caller\'s token must carry, several with commas. Of an application id both forms are taken, the ' +
    'bare one and the one with `api://` before.'
  ),
  TOKEN_URL: text(
    '', 'Where applications get their tokens, for the documents; empty: at the first issuer, in their own directory.',
    { holds: 'http-url' }
  ),
  TOKEN_JWKS_URL: text(
    '', 'Where the public keys of issuers without a word are read: one place for all, or one for each, with commas.',
    { holds: 'http-url' }
  ),
  CONSOLE_CLIENT_ID: text(
    '', 'Application id by which people sign in to the console; no other tokens of people are taken. Empty: there is ' +
    'no console.'
  ),
  CONSOLE_AUTHORITY: text(
    '', 'Where people sign in; empty: at the first issuer, in their own directory, as in ' +
    'https://login.microsoftonline.com/organizations.', { holds: 'http-url' }
  ),
  V2_DEPRECATED_AT: text(
    '', 'Since when clients are told, by the header field Deprecation, to leave version 2; empty: they are not.', aDate
  ),
  V2_SUNSET_AT: text(
    '', 'When version 2 will be gone, for the header field Sunset; it goes on until you end it.', aDate
  ),
  REQUESTS_PER_MINUTE: whole(
    60_000, 1, 100_000_000, 'Requests a minute that one application may make, to all processes together.'
  ),
  NODE_REQUESTS_PER_MINUTE: whole(
    120_000, 1, 100_000_000,
    'Requests a minute that all applications of a node together may make, to all processes together.'
  ),
  BODIES_AT_ONCE: whole(
    200, 1, 100_000, 'Requests with a body that one application may send to one process at the same time.'
  ),
  NODE_IMPORT_ROWS_PER_DAY: whole(
    2_000_000, 1, 1_000_000_000, 'Rows of files that all applications of a node together may send in within a day.'
  ),
  LONG_REQUESTS: whole(
    100, 1, 100_000, 'Reads that wait and streams that one application may have open at one process.'
  ),
  STREAM_SECONDS: number(
    300, 1, 3600, 'Seconds after which a stream ends, and its client comes again with its token.'
  ),
  FAILED_TOKENS_PER_MINUTE: whole(
    300, 1, 1_000_000,
    'Tokens that are refused, in a minute, after which an address or an application is heard no more in it.'
  )
})
