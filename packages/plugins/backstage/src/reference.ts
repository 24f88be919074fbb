/** Which entity is meant, all parts known. */
export interface EntityName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** What a reference means where it leaves parts out: depends on the field it stands in. */
export interface ReferenceDefaults {
  /** Left out where the field takes entities of several kinds: the reference must then name one. */
  readonly kind?: string
  readonly namespace: string
}

export const DEFAULT_NAMESPACE = 'default'

/** The canonical text of a name, which is how assets are called: lower-case, as names are compared without case. */
export function referenceTo({ kind, namespace, name }: EntityName): string {
  return `${kind}:${namespace}/${name}`.toLowerCase()
}

/**
 * The reference `[<kind>:][<namespace>/]<name>` in its canonical text, or what is wrong with it as the end of a
 * sentence. A colon behind the slash belongs to the name. Which letters the parts are made of is not looked at, as
 * the catalog does not either: such a reference leads to no entity.
 */
export function parseReference(
  written: string,
  defaults: ReferenceDefaults,
): { readonly reference: string } | { readonly problem: string } {
  const slash = written.indexOf('/')
  const colon = (slash === -1 ? written : written.slice(0, slash)).indexOf(':')
  const kind = colon === -1 ? defaults.kind : written.slice(0, colon)
  const namespace = slash === -1 ? defaults.namespace : written.slice(colon + 1, slash)
  const name = written.slice(Math.max(colon, slash) + 1)
  if (kind === '' || namespace === '' || name === '') {
    return { problem: 'is not a reference such as [kind:][namespace/]name' }
  }
  if (kind === undefined) return { problem: 'names no kind, as it must here: write it as kind:name' }
  return { reference: referenceTo({ kind, namespace, name }) }
}
