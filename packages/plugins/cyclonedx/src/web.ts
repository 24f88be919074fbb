/** Scheme, host and port of an address; the rest may hold a user, a token or a key. Undefined when it is none. */
export function originOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url === null || url.host === '' ? undefined : `${url.protocol}//${url.host}`
}

/** A page in the web, without user, query and fragment; undefined when it is none. */
export function pageOf(address: string): string | undefined {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  const page = `${url.origin}${url.pathname}`
  return page.length > 2000 ? undefined : page
}

/** A package URL without the addresses among its qualifiers, which say where it was fetched and may hold a token. */
export function plainPurl(purl: string): string | undefined {
  if (!purl.startsWith('pkg:')) return undefined
  const [, head = '', qualifiers = '', subpath = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(purl) ?? []
  const kept = qualifiers.split('&').filter((pair) => pair !== '' && !/^[^=]*url=/i.test(pair))
  return `${head}${kept.length === 0 ? '' : `?${kept.join('&')}`}${subpath}`
}
