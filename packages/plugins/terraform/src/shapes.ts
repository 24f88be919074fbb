import { isIP } from 'node:net'

/** Reads a value as one kind of fact; undefined when it does not look like one, and is then not stored. */
export type Shape<T> = (value: unknown) => T | undefined

/** One line without blanks at its ends, as names are. */
export const line: Shape<string> = (value) =>
  typeof value === 'string' && /^\S(?:.{0,298}\S)?$/.test(value) && !/[\p{Cc}\p{Cs}]/u.test(value)
    ? value
    : undefined

/** A word of a provider's vocabulary: `eu-central-1`, `db.r6g.large`, `Standard_D2s v3`. */
export const word: Shape<string> = (value) =>
  typeof value === 'string' && /^[A-Za-z0-9](?:[\w .:/+-]{0,198}[\w)])?$/.test(value) ? value : undefined

/** `15.4`, `v1.29`, `8.0.mysql_aurora.3.05.2`. */
export const version: Shape<string> = (value) =>
  typeof value === 'string' && /^v?\d[\w.+-]{0,49}$/.test(value) ? value : undefined

export const count: Shape<number> = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined

export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? value : undefined)

/** An IP address, without the length of a prefix. */
export const address: Shape<string> = (value) => {
  if (typeof value !== 'string') return undefined
  const [ip = ''] = value.split('/')
  return isIP(ip) === 0 ? undefined : ip
}

/** An address range: `10.0.0.0/16`. */
export const network: Shape<string> = (value) =>
  typeof value === 'string' && address(value) !== undefined && /\/\d{1,3}$/.test(value) ? value : undefined

/** A host name with a dot in it, alone, with a port, or in a web address; never with a user or a path. */
export const hostName: Shape<string> = (value) => {
  if (typeof value !== 'string') return undefined
  const host = value
    .replace(/^https?:\/\//i, '')
    .replace(/(?::\d{1,5})?\/?$/, '')
    .replace(/\.$/, '')
  const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i
  const labels = host.split('.')
  const plausible = labels.length > 1 && host.length <= 253 && labels.every((part) => label.test(part))
  return plausible && isIP(host) === 0 ? host.toLowerCase() : undefined
}
