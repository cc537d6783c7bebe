import { needed, number, page, text, whole } from './setting.ts'

const network = String.raw`[\da-fA-F:.]+/\d{1,3}`
const networks = `^(public|private|loopback|${network})(, *(public|private|loopback|${network}))*$`
const namedNetworks = String.raw`^([\w-]+=${network}(, *[\w-]+=${network})*)?$`
const networksForm = '`public`, `private`, `loopback` and networks such as 10.1.0.0/16, with commas'

export const upstreamsPage = page('Upstreams', 'Where Microsoft, SBCs and the receivers of webhooks are.', {
  MICROSOFT_LOGIN_URL: text(
    'https://login.microsoftonline.com',
    'Entra of the global cloud; connections to national clouds have their own (docs/wire/microsoft.md#clouds).',
    { holds: 'http-url' }
  ),
  MICROSOFT_GRAPH_URL: text('https://graph.microsoft.com', 'Graph of the global cloud.', { holds: 'http-url' }),
  MICROSOFT_IDENTITY_URL: text(
    'http://169.254.169.254',
    'The metadata service of a machine in Azure, where managed identities get their tokens.', { holds: 'http-url' }
  ),
  AZURE_FEDERATED_TOKEN_FILE: text(
    '', 'The file with the token of a federated identity, as Azure workload identity sets it; empty: there is none.'
  ),
  MICROSOFT_OPERATOR_URL: needed(
    'The operator API. Given by Microsoft to programme partners only, so it has no default ' +
    '(docs/wire/microsoft.md#what-is-public).', { holds: 'http-url' }
  ),
  MICROSOFT_OPERATOR_VERSION: text('v1.0', 'Version of the operator API, in its paths.'),
  MICROSOFT_OPERATOR_SCOPE: text(
    'eb63d611-525e-4a31-abd7-0cb33f679599/.default',
    'What tokens are asked for: the enterprise application "Project Synergy" ' +
    '(docs/wire/microsoft.md#access-to-the-operator-api).'
  ),
  SBC_ADDRESSES: text('public,private', 'Where SBCs may be: `public`, `private`, `loopback`, and networks.', {
    pattern: networks, form: networksForm
  }),
  SBC_PLAIN_NETWORKS: text(
    '',
    'Networks, by name, whose SBCs may be spoken to without TLS, as in `lab=10.9.0.0/24`: their passwords can be ' +
    'read on the way there. Empty: none.',
    { pattern: namedNetworks, form: 'networks with names, as in `lab=10.9.0.0/24`' }
  ),
  SBC_HEALTH_SECONDS: number(300, 5, 7200, 'Seconds between two readings of the health of each SBC.'),
  WEBHOOK_ADDRESSES: text(
    'public',
    'Where webhooks may lead: `public`, `private`, `loopback`, and networks such as 10.1.0.0/16. With `public` ' +
    'alone, a caller\'s URL cannot reach into our network.', { pattern: networks, form: networksForm }
  ),
  WEBHOOK_CA_FILE: text(
    '', 'PEM file of an authority that receivers of webhooks are trusted by, beside the public ones.',
    { holds: 'certificates' }
  ),
  WEBHOOK_TRIES: whole(
    5, 1, 10, 'How often a webhook is called, with growing pauses, before its task goes on without.'
  )
})
