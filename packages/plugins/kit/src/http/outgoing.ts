import { ConfigError } from '../errors.ts'
import { Secret } from '../secret.ts'
import type { HeaderValue, HttpMethod, HttpRequest } from './http.ts'

/** A call as it goes over the wire, its secrets revealed: made when it is sent, never logged, never in an error. */
export interface PreparedRequest {
  readonly method: HttpMethod
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** A text without the secrets of this call, should another part of it, such as the path, repeat one. */
  hide(text: string): string
}

const DEFAULT_HEADERS = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'throughline' }
/** What says where a message begins, ends and goes is for the layer below to say. */
const RESERVED = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
const BODYLESS: readonly HttpMethod[] = ['GET', 'HEAD']

/** @throws ConfigError when the call cannot be sent as it is; the message names no value. */
export function outgoingOf(request: HttpRequest): PreparedRequest {
  const { method = 'GET', basic, json, form } = request
  const revealed = new Set<string>()
  const reveal = (part: string | Secret): string => {
    if (!(part instanceof Secret)) return part
    const value = part.reveal()
    revealed.add(value)
    return value
  }
  const written = Object.entries(request.headers ?? {}).map(([name, value]) => {
    return [name.toLowerCase(), headerText(name, value, reveal)] as const
  })
  const headers: Record<string, string> = { ...DEFAULT_HEADERS, ...Object.fromEntries(written) }
  if (basic !== undefined) {
    if ('authorization' in headers)
      throw new ConfigError('A call takes either basic or the header authorization')
    headers.authorization = basicText(reveal(basic.user), reveal(basic.password))
    revealed.add(headers.authorization.slice('Basic '.length))
  }
  const body = bodyOf(json, form, reveal)
  if (body !== undefined && BODYLESS.includes(method))
    throw new ConfigError(`${method} takes no body: use POST`)
  if (body !== undefined) headers['content-type'] ??= body.type
  return { method, headers, body: body?.text, hide: (text) => without(text, revealed) }
}

function headerText(name: string, value: HeaderValue, reveal: (part: string | Secret) => string): string {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) throw new ConfigError('A header has a name that is none')
  if (RESERVED.has(name.toLowerCase())) throw new ConfigError(`The header ${name} is not a plugin's to set`)
  const text = [value].flat().map(reveal).join('')
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) return text
  throw new ConfigError(`The header ${name} holds a character that no header may hold, such as a line break`)
}

function basicText(user: string, password: string): string {
  // RFC 7617: the first colon parts the two.
  if (user.includes(':')) throw new ConfigError('The name for basic authentication may not hold a colon')
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
}

function bodyOf(
  json: unknown,
  form: HttpRequest['form'],
  reveal: (part: string | Secret) => string,
): { type: string; text: string } | undefined {
  if (json !== undefined && form !== undefined) throw new ConfigError('A call takes either json or form')
  if (form !== undefined) {
    const fields = Object.entries(form).map(([name, value]) => [name, reveal(value)])
    return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() }
  }
  return json === undefined ? undefined : { type: 'application/json', text: jsonText(json, reveal) }
}

function jsonText(json: unknown, reveal: (secret: Secret) => string): string {
  try {
    // `toJSON`, by which a secret hides, has been called when the replacer gets the value; its holder has the secret.
    const text = JSON.stringify(
      json,
      function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
        const held = this[key]
        return held instanceof Secret ? reveal(held) : value
      },
    )
    if (text !== undefined) return text
  } catch (error) {
    if (error instanceof ConfigError) throw error
  }
  throw new ConfigError('The body cannot be written as JSON')
}

function without(text: string, revealed: ReadonlySet<string>): string {
  const forms = [...revealed].flatMap((value) => [value, encodeURI(value), encodeURIComponent(value)])
  const longestFirst = forms.filter((form) => form !== '').sort((a, b) => b.length - a.length)
  return longestFirst.reduce((rest, form) => rest.replaceAll(form, '[secret]'), text)
}
