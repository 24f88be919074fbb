import { ConfigError } from '../errors.ts'

export const MAX_REDIRECTS = 5
const REDIRECTS = [301, 302, 303, 307, 308]

/**
 * Where an answer sends the caller, undefined when nowhere. Only calls that read are sent on: another one would be
 * made twice, or its body handed to somebody else.
 *
 * @throws ConfigError when it leads from https to http, where anybody could read along.
 */
export function redirectTarget(
  what: string,
  method: string,
  from: URL,
  status: number,
  location: string | undefined,
): URL | undefined {
  if (!REDIRECTS.includes(status) || location === undefined || (method !== 'GET' && method !== 'HEAD')) {
    return undefined
  }
  const target = URL.parse(location, from)
  if (target === null) throw new ConfigError(`${what}: answered with a redirect to an address that is none`)
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new ConfigError(`${what}: answered with a redirect from https to http, which is not followed`)
  }
  return target
}

/** All that another origin is told. Any other header may be a credential, whatever it is called. */
const SHARED = ['accept', 'accept-encoding', 'accept-language', 'user-agent']

export function headersForStrangers(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => SHARED.includes(name)))
}
