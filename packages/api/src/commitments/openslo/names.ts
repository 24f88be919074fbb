const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** Whether a text is a name that every implementation of OpenSLO takes (RFC 1123). */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text)
}

/** The text as a name that every implementation takes: `Online shop` is `online-shop`. */
export function dnsLabel(text: string): string {
  if (isDnsLabel(text)) return text
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 63)
    .replace(/-+$/, '')
  return plain === '' ? 'unnamed' : plain
}

/** Gives each text a name of its own: a second `a-b` becomes `a-b-2`. */
export class Names {
  readonly #taken = new Set<string>()

  /** Says that a name is given. */
  take(name: string): string {
    this.#taken.add(name)
    return name
  }

  nameOf(text: string): string {
    const base = dnsLabel(text)
    let name = base
    for (let count = 2; this.#taken.has(name); count += 1) {
      const end = `-${count}`
      name = `${base.slice(0, 63 - end.length).replace(/-+$/, '')}${end}`
    }
    return this.take(name)
  }
}

/** The most characters that tools take for a displayName. */
export const DISPLAYED = 63
