/** Parameters of an address that hold a credential, by a part of their names. */
const CREDENTIAL = /token|secret|passw|api_?key|signature|^sig$|^key$|^auth/i

/**
 * An address without what lets somebody in: the user and password before its host, and parameters that are called like
 * credentials. What is no http or https address stays as it is, as does the word such as `url:` before one.
 */
export function publicAddress(written: string): string {
  const [, before = '', address = ''] = /^((?:url|dir):)?(.*)$/s.exec(written) ?? []
  const url = /^https?:/i.test(address) ? URL.parse(address) : null
  if (url === null) return written
  const names = [...url.searchParams.keys()].filter((name) => CREDENTIAL.test(name))
  if (names.length === 0 && url.username === '' && url.password === '') return written
  url.username = ''
  url.password = ''
  for (const name of names) url.searchParams.delete(name)
  return `${before}${url.href}`
}
