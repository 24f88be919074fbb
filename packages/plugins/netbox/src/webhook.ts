import type { Webhook } from '@throughline/plugin-kit'
import type { NetboxConfig } from './config.ts'

/**
 * Reads again when something changed. The payload holds the object as the API gives it, but not the DNS name of its
 * address, and a deletion only says what is gone: the listings tell both.
 */
export const webhook: Webhook<NetboxConfig> = {
  verify: {
    scheme: 'hmac',
    secret: 'webhook.secret',
    algorithm: 'sha512',
    header: 'X-Hook-Signature',
    encoding: 'hex',
  },
  receive: async () => ({ refetch: [{ stream: 'assets' }, { stream: 'relations' }] }),
}
