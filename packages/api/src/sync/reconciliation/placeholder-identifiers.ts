/** What makers, installers and inventories write where there is nothing to write; compared without case. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'default',
  'default string',
  'to be filled by o.e.m.',
  'to be filled by oem',
  'o.e.m.',
  'oem',
  'system serial number',
  'system product name',
  'system manufacturer',
  'chassis serial number',
  'base board serial number',
  'serial number',
  'not specified',
  'not available',
  'not applicable',
  'not defined',
  'not present',
  'not set',
  'no asset tag',
  'asset tag',
  'no enclosure',
  'undefined',
  'unspecified',
  'unknown',
  'unknow',
  'invalid',
  'empty',
  'none',
  'null',
  '(null)',
  '(null string)',
  '<none>',
  'nil',
  'n/a',
  'na',
  'tbd',
  'test',
  'eval',
  'iatpass',
  '123456789000',
  '12345678901234567',
])

/** Names and addresses by which every machine calls itself. */
const ITSELF: ReadonlySet<string> = new Set([
  'localhost',
  'localhost.localdomain',
  'localhost4',
  'localhost6',
  'localhost4.localdomain4',
  'localhost6.localdomain6',
  'ip6-localhost',
  'ip6-loopback',
  '::1',
  '::',
])

/** UUIDs that whole lines of boards were shipped with. */
const SHARED_UUIDS: ReadonlySet<string> = new Set([
  '03000200040005000006000700080009',
  '00020003000400050006000700080009',
  '12345678123456781234567812345678',
  '00112233445566778899aabbccddeeff',
])

/** MAC addresses that belong to a program or a protocol, not to one machine. */
const SHARED_MACS: ReadonlySet<string> = new Set([
  '005056c00001', // host-only and NAT adapters of VMware Workstation
  '005056c00008',
  '0a0027000000', // host-only adapter of VirtualBox
  '505054503030', // PPP over Ethernet on Windows
  '020054554e01', // tunnel adapters
  '010203040506',
  '001122334455',
  '123456789abc',
])

/** Values that makers and installers leave behind everywhere: two assets with one of these have nothing in common. */
export function isPlaceholderIdentifier({
  kind,
  value,
}: {
  readonly kind: string
  readonly value: string
}): boolean {
  const plain = value.trim().toLowerCase()
  if (PLACEHOLDERS.has(plain) || ITSELF.has(plain)) return true
  if (/^127\.\d+\.\d+\.\d+$/.test(plain) || plain === '0.0.0.0' || plain === '255.255.255.255') return true
  const marks = plain.replace(/[\s:.\-_/{}()]/g, '')
  // One character, or the same one over and over.
  if (/^(.)\1*$/u.test(marks) || marks === '') return true
  if (isCounting(marks) || SHARED_UUIDS.has(marks)) return true
  if (/^(sys|sn|mb|bss|chassis)?(0?123456789?\d{0,2}|9876543210?)$/.test(marks)) return true
  return /(^|[._-])mac([._-]|$)/.test(kind) && isSharedMac(marks)
}

/** Digits or letters in their order, as somebody types who has to type something: 0123456789, 12345, abcdef. */
function isCounting(marks: string): boolean {
  if (marks.length < 4) return false
  return ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', '98765432109876543210'].some((order) =>
    order.includes(marks),
  )
}

function isSharedMac(marks: string): boolean {
  if (!/^[0-9a-f]{12}$/.test(marks)) return true
  // The lowest bit of the first octet marks addresses of groups.
  return SHARED_MACS.has(marks) || (Number.parseInt(marks.slice(0, 2), 16) & 1) === 1
}
