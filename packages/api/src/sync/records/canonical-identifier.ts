import { domainToASCII } from 'node:url'
import { type IdentifierFamily, identifierFamily } from './identifier-families.ts'

/** An identifier as a source reports it. */
export interface WrittenIdentifier {
  readonly kind: string
  readonly value: string
}

/**
 * Returns the form in which an identifier is compared: two records have the same identifier if the kinds and these
 * forms are equal. The same identifier is written in many ways, `3C-52-82-AA-BB-01` and `3c52.82aa.bb01`.
 */
export function canonicalIdentifier({ kind, value }: WrittenIdentifier): string {
  const text = value
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .replace(/\s+/gu, ' ')
  const family = identifierFamily(kind.trim().toLowerCase())
  const canonical = family === undefined ? text : CANONICAL[family](text)
  return canonical === '' ? text : canonical
}

const CANONICAL: Readonly<Record<IdentifierFamily, (text: string) => string>> = {
  'serial-number': serialNumber,
  'cloud-resource-id': cloudResourceId,
  uid,
  imei: (text) => text.replace(/\D/g, ''),
  mac: macAddress,
  fqdn: hostName,
  hostname: hostName,
  ip: ipAddress,
  wwn: (text) => hex(text) ?? text.toLowerCase(),
  tag: (text) => text.toUpperCase(),
}

/** Case, blanks and a label in front carry nothing. Hypervisors of VMware write theirs with blanks and dashes. */
function serialNumber(text: string): string {
  const plain = text
    .toUpperCase()
    .replace(/^(S\/N|SN|SERIAL( NUMBER| NO\.?)?) ?[:#=] ?/, '')
    .replace(/ /g, '')
  return /^VMWARE-[0-9A-F-]+$/.test(plain) ? `VMWARE-${plain.slice(7).replace(/-/g, '')}` : plain
}

function uid(text: string): string {
  const plain = text.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1')
  const digits = hex(plain)
  if (digits?.length !== 32) return text
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** 12 hexadecimal digits; Solaris and others leave zeros out (`0:3:ba:8:1:2`). */
function macAddress(text: string): string {
  const plain = text.toLowerCase()
  const octets = plain.split(/[:-]/)
  if (octets.length === 6 && octets.every((octet) => /^[0-9a-f]{1,2}$/.test(octet)))
    return octets.map((octet) => octet.padStart(2, '0')).join('')
  return hex(plain) ?? plain
}

/** The digits of a number that is written in hexadecimal, with separators or without; undefined for other text. */
function hex(text: string): string | undefined {
  const digits = text
    .toLowerCase()
    .replace(/^0x/, '')
    .replace(/[\s:.\-_]/g, '')
  return /^[0-9a-f]+$/.test(digits) ? digits : undefined
}

/** Lower case, without the dot of the root; a name in other scripts as it stands in the DNS. */
function hostName(text: string): string {
  const plain = text.toLowerCase().replace(/\.+$/, '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (/^[\x00-\x7f]*$/.test(plain)) return plain
  const ascii = domainToASCII(plain)
  return ascii === '' ? plain : ascii
}

/** Without the length of the network, a zone and leading zeros; IPv6 in its shortest form. */
function ipAddress(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\/\d+$/, '')
    .replace(/%.*$/, '')
  const decimal = plain.replace(/(^|\.)0+(?=\d)/g, '$1')
  if (octetsOf(decimal) !== undefined) return decimal
  const url = plain.includes(':') ? `http://[${plain}]/` : ''
  if (!URL.canParse(url)) return plain
  const short = new URL(url).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short)
  if (mapped === null) return short
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The four octets of an IPv4 address; undefined for other text. */
export function octetsOf(text: string): readonly number[] | undefined {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return undefined
  const octets = text.split('.').map(Number)
  return octets.every((octet) => octet <= 255) ? octets : undefined
}

/** By the rule of the provider: Azure does not tell case apart, AWS does behind the account, Google has several hosts. */
function cloudResourceId(text: string): string {
  const azure = /^(?:azure:\/\/)?(\/subscriptions\/.+?)\/*$/i.exec(text)
  if (azure?.[1] !== undefined) return azure[1].toLowerCase()
  const node = /^aws:\/\/\/?.*\/(i-[0-9a-f]+)$/i.exec(text)
  const aws = node?.[1] ?? text
  if (/^[a-z]+-[0-9a-f]{8,17}$/i.test(aws)) return aws.toLowerCase()
  const arn = /^(arn:[^:]*:[^:]*:[^:]*:[^:]*:)(.*)$/i.exec(text)
  if (arn !== null) return `${arn[1]?.toLowerCase()}${arn[2]}`
  const google =
    /^(?:https?:)?\/\/(?:(?:www|([a-z]+))\.)?googleapis\.com\/(?:([a-z]+)\/)?(?:v\d\w*\/)?(projects\/.+)$/i.exec(
      text,
    )
  if (google !== null) return `//${(google[1] ?? google[2] ?? 'compute').toLowerCase()}/${google[3]}`
  return uid(text)
}
