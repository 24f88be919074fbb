import { canonicalIdentifier, octetsOf, type WrittenIdentifier } from '../records/canonical-identifier.ts'
import { identifierFamily } from '../records/identifier-families.ts'
import { isNobodysAddress, isNobodysMac, isNobodysName, isNobodysUuid } from './shared-identifiers.ts'

/**
 * What makers, installers and inventories write where there is nothing to write. The patterns are matched with the
 * letters and digits of a value in lower case: `To be filled by O.E.M.` is `tobefilledbyoem`.
 */
const PLACEHOLDERS: readonly RegExp[] = [
  /^(to)?be?(filled|filed|fill|defined|determined|assigned|entered|provided|updated|completed|confirmed)/,
  /^fill(ed)?(in|by|out)/,
  /^(by)?(oem|odm|thevendor|themanufacturer)*(oem|odm)$/,
  /^(oem|odm)(default|string|specified|defined|product|serial|asset|uuid)/,
  /^(default|stringinject|serialinject)(string|value|serial|uuid|asset|tag|name|mac|hostname|number|oem|\d{0,3}$)/,
  /^stringinject/,
  /^(system|chassis|enclosure|baseboard|mainboard|motherboard|board|product|bios|computer|machine|device|unit|node|host|vendor|manufacturer|manufactur|sys|mb|bb)(serial|product|manufactur|version|name|sku|uuid|uid|family|assettag|tag|number|model|part)/,
  /^(the|your|my|this|its|asset|inventory|machine|unit)*serial(n(o|r|um(b(er?)?)?)?)?(x*|0*|here|goeshere)$/,
  /^(the|your|my|this|insert|enter|type)*(asset|inventory|service|part|model)?(tag|number|sku|uuid|guid|uid|assetid|imei|hostname|ipaddress|macaddress)(here|goeshere|x*|0*)$/,
  /^(insert|enter|type)(the|your|a|an)?(serial|asset|tag|number|name|value|hostname)/,
  /^no(t)?(asset|tag|info(rmation)?|inf|serial|number|num|data|value|enclosure|entry|name|label|hostname|host|mac|uuid|ip|ipaddress|address|dns|device|module|identifier|model|record|result|service|permission|access|read|response|answer)+(available|avail|found|set|specified|assigned|known|provided|given|present|yet|string|here|id|at|all)*$/,
  /^not(yet)?(avail|applicable|appl|specif|defined|present|set|assigned|provided|known|found|support|settable|entered|filled|recorded|reported|installed|initiali|configured|programmed|readable|given|valid|used|inuse|implement|required|exist|recogni|detected|determin|a(vailable)?$|display|accessible|allowed|permitted|populated|registered|tagged|marked|visible|needed|tracked|shown|stated|identified|discovered|connected|here)/,
  /^not$/,
  /^none(specif\w*|provided|available|set|given|assigned|found|known|defined|present|selected|recorded|\d{0,2})*$/,
  /^(un)(known|knwon|specif|defined|available|assigned|set|initiali|named|identified|registered|used|programmed|determined|provided|recogni|supported|allocated|tagged|labell?ed|marked|readable)/,
  /^(unk|unkn|unknow|unkown|unknwon|inval|invalid\w*|empty(string|value|field)?|blank|missing|absent|nil|null\w{0,6}|void|nan|nav?|nv|ns|nd|nr|nf|tbd|tba|tbc|todo|fixme|changeme|replaceme|placeholder|dummy\w{0,8}|sample|samplestring|example|test|tests|testing|teststring|testserial\d*|foo|bar|foobar|asdf\w{0,6}|qwert\w{0,6}|eval|evaluation|iatpass|generic|error|err|failed|failure|fail|true|false|yes|no|undef|string|text|value|number|var|default|defaults|oem|odm|ref|div0|num|name|deleted|removed|redacted|hidden|secret|xxx+\w?|various|multiple|several|other|others)$/,
  /^(keine?(angaben?|rs?|daten|seriennummer)?|unbekannt|nichtverf(u|ue)gbar|nichtvorhanden|nichtangegeben|leer|ohne|inconnue?|aucune?|nondisponible|nonrenseigne|desconocid[oa]|ninguno|nodisponible|sinserie|sinnumero|sconosciut[oa]|nessuno|onbekend|okand|ukjent)$/,
  /^123456789000$|^12345678901234567$/,
]

/** Returns whether an identifier is one that many assets have, so that two with it have nothing in common. */
export function isPlaceholderIdentifier(identifier: WrittenIdentifier): boolean {
  const kind = identifier.kind.trim().toLowerCase()
  const family = /(^|[._-])mac([._-]|$)/.test(kind) ? 'mac' : identifierFamily(kind)
  const canonical = canonicalIdentifier({ kind: family === 'mac' ? 'mac' : kind, value: identifier.value })
  const marks = letters(canonical)
  if (marks === '' || isNobodysAddress(canonical) || isLoopbackName(canonical)) return true
  // A name may begin with such words; text with blanks is no name.
  const isName = family === 'hostname' || family === 'fqdn' || family === 'cloud-resource-id'
  if (isPlaceholderText(marks, isName && !canonical.includes(' '))) return true
  if (family === 'ip') return !/[.:]/.test(canonical)
  if (octetsOf(canonical) !== undefined) return false
  if (family === 'hostname' || family === 'fqdn') return isRepeated(marks, 1) || isNobodysName(canonical)
  const body = marks.replace(PREFIX, '')
  if (isRepeated(body, 4) || isCounting(marks, body) || isNobodysUuid(canonical)) return true
  return family === 'mac' && isNobodysMac(canonical)
}

/** The letters and digits of a text, in lower case and without accents. */
function letters(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** @param whole whether the words must be all of the text, not its beginning */
function isPlaceholderText(marks: string, whole: boolean): boolean {
  return PLACEHOLDERS.some((pattern) => {
    const found = pattern.exec(marks)?.[0]
    return found !== undefined && (!whole || found === marks)
  })
}

function isLoopbackName(text: string): boolean {
  return /^(localhost|ip6-(localhost|loopback|allnodes|allrouters|localnet|mcastprefix))(\d*)?(\.|$)/.test(
    text.toLowerCase(),
  )
}

/**
 * Whether a text is one piece over and over: `0000`, `ABABABAB`. A single character counts as well, a longer piece
 * from eight characters on.
 * @param longest how many characters the piece may have
 */
function isRepeated(marks: string, longest: number): boolean {
  if (/^(.)\1*$/u.test(marks)) return true
  for (let length = 2; length <= longest && marks.length >= 8; length += 1) {
    if (
      marks.length >= 3 * length &&
      marks === marks.slice(0, length).repeat(marks.length).slice(0, marks.length)
    )
      return true
  }
  return false
}

/** What stands before a number, and tells nothing of it. */
const PREFIX = /^(0x(?=[0-9a-f]{4,}$)|(sys|system|sn|mb|bss|chassis|serial|asset|test)(?=\d{6}))/

/** Orders that a piece of four characters gives away. */
const SHORT_ORDERS = [
  '0123456789012345678901234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  '9876543210987654321098765432109876543210',
]

/** Orders that a piece of eight characters gives away. */
const LONG_ORDERS = [
  '0123456789abcdef0123456789abcdef0123456789abcdef',
  '123456789abcdef123456789abcdef',
  'fedcba9876543210fedcba9876543210fedcba9876543210',
  '1122334455667788990011223344556677889900',
  '00112233445566778899aabbccddeeff',
  '0001020304050607080910111213141516',
]

function isOrdered(marks: string): boolean {
  const within = (order: string) => order.includes(marks)
  return (marks.length >= 4 && SHORT_ORDERS.some(within)) || (marks.length >= 8 && LONG_ORDERS.some(within))
}

/** Whether somebody typed digits or letters in their order: 0123456789, SN-12345678, abcdef, 1234 1234 1234. */
function isCounting(marks: string, body: string): boolean {
  if (
    /^(sys|system|sn|mb|bss|chassis|board|base|serial|asset|test|id|no|nr|at)?(0?123456789?\d{0,2}|9876543210?)$/.test(
      marks,
    )
  )
    return true
  if (isOrdered(body)) return true
  return [4, 8, 10, 16].some((length) => {
    const piece = body.slice(0, length)
    return (
      body.length >= 2 * length &&
      isOrdered(piece) &&
      body === piece.repeat(body.length).slice(0, body.length)
    )
  })
}
