/**
 * The tables that script templates may write to, by section of the configuration, and the column that names a row of
 * theirs (docs/wire/mediant.md#tables-on-the-command-line).
 */
export const scriptTables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  voip: {
    realm: 'name',
    'ip-profile': 'profile-name',
    'proxy-set': 'proxy-name',
    'ip-group': 'name',
    'sip-definition account': 'account-name',
    'sbc cac-profile': 'name',
    'sbc classification': 'classification-name',
    'sbc routing ip2ip-routing': 'route-name',
    'sbc dial-plan': 'name'
  },
  network: { 'nat-translation': 'name' },
  system: {}
}
