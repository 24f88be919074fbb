/** What to do when a text is a template that was not rendered. */
export function templateHint(text: string): string | undefined {
  if (!text.includes('{{')) return undefined
  return 'It holds {{ … }} and looks like a template: render it first, for example with "helm template", and read the result.'
}
