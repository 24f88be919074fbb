import { createHmac } from 'node:crypto'

/**
 * Stand-ins for persons under a key: the same identity always gets the same one, which nobody without the key can
 * find out by trying names. Case and white space around it do not count, as with addresses.
 */
export function pseudonymsWith(key: string | Uint8Array): (identity: string) => string {
  return (identity) =>
    createHmac('sha256', key)
      .update(identity.trim().toLowerCase().normalize())
      .digest('base64url')
      .slice(0, 32)
}
