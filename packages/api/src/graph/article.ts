/** The name of a type with its indefinite article, e.g. `a Service`, `an Asset`. */
export function withArticle(typeName: string): string {
  return `${/^[AEIO]/.test(typeName) ? 'an' : 'a'} ${typeName}`
}
