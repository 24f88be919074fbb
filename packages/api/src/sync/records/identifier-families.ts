/** Kinds of identifier that are written, compared and ranked in the same way. */
export type IdentifierFamily =
  | 'serial-number'
  | 'cloud-resource-id'
  | 'uid'
  | 'imei'
  | 'mac'
  | 'fqdn'
  | 'hostname'
  | 'ip'
  | 'wwn'
  | 'tag'

const FAMILIES: readonly (readonly [IdentifierFamily, RegExp])[] = [
  ['serial-number', /^(.*[._-])?serial([._-]?(number|no))?$/],
  [
    'cloud-resource-id',
    /^(.*[._-])?(cloud[._-])?(resource|instance)[._-]id$|^(.*[._-])?(arn|self-link|provider-id)$/,
  ],
  ['uid', /^(.*[._-])?(uid|uuid|guid)$/],
  ['imei', /^(.*[._-])?imei$/],
  ['mac', /^(.*[._-])?mac([._-]?address)?$/],
  ['fqdn', /^(.*[._-])?(fqdn|dns[._-]name)$/],
  ['hostname', /^(.*[._-])?(host[._-]?name|netbios[._-]name)$/],
  ['ip', /^(.*[._-])?ip([._-]?address)?$/],
  ['wwn', /^(.*[._-])?ww[np]?n$/],
  ['tag', /^(.*[._-])?(asset[._-]?tag|inventory([._-]?(number|no|id))?)$/],
]

/** The family of a kind of identifier; undefined for kinds of which nothing is known. */
export function identifierFamily(kind: string): IdentifierFamily | undefined {
  return FAMILIES.find(([, matches]) => matches.test(kind))?.[0]
}
