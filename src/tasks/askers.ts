/** The nodes of the tree, from the root down. What a node may ask for, those above it may too. */
export type Asker = 'provider' | 'channel' | 'customer'

/**
 * The lowest node whose applications may ask for a task of each kind, and therefore cancel, retry or release it. The
 * requests that make the tasks decide the same; a kind that does not stand here is refused to all but the provider, and
 * by a test.
 */
export const askers: Readonly<Record<string, Asker>> = {
  'add-channel': 'provider',
  'add-gateway': 'customer',
  'add-site': 'customer',
  'assign-channel': 'provider',
  'change-channel': 'provider',
  'change-licence': 'channel',
  'change-numbers': 'customer',
  'change-removal-status': 'customer',
  'change-sbc': 'provider',
  'confirm-gateway': 'customer',
  'create-customer': 'channel',
  'create-lead': 'channel',
  'create-script-template': 'provider',
  'delete-channel': 'provider',
  'delete-customer': 'provider',
  'delete-lead': 'channel',
  'delete-script-template': 'provider',
  'delete-site': 'customer',
  'edit-dial-plan': 'customer',
  'edit-script-template': 'provider',
  'examine-sbc': 'provider',
  'fill-civic-addresses': 'customer',
  'import-numbers': 'customer',
  'modify-site': 'customer',
  'provision-user': 'customer',
  'pull-civic-addresses': 'customer',
  'read-dial-plans': 'customer',
  'register-sbc': 'provider',
  'release-numbers': 'customer',
  'remove-sbc': 'provider',
  'restore-sbc': 'provider',
  'rotate-sbc-credentials': 'provider',
  'synchronize-leads': 'customer',
  'synchronize-numbers': 'customer',
  'synchronize-users': 'customer',
  'unassign-numbers': 'customer',
  'upload-numbers': 'customer',
  'validate-tenant': 'customer'
}
