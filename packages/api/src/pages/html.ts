/** Text that is HTML already. Everything else is escaped on its way into a template. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Part = Html | string | number | undefined | readonly Part[]

/** A template whose values are escaped, unless they are HTML themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(
    strings.map((text, index) => (index === 0 ? text : `${shown(values[index - 1])}${text}`)).join(''),
  )
}

function shown(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return part.map(shown).join('')
}

/** Characters that control the direction of text or a terminal would change what stands beside them. */
function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) => (/[\t\n]/.test(character) ? character : '\ufffd'))
}
