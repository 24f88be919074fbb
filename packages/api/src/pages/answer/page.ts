import { Html, html } from '../html.ts'
import { ANSWER_STYLE } from './style.ts'

/** A language and its direction of writing. */
export interface Language {
  /** BCP 47, such as `de`. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
}

/** A whole page on which a survey is answered. */
export function answerShell({ name, direction }: Language, title: string, body: Html): string {
  // The bytes between the tags are what the policy has the hash of.
  const style = new Html(`<style>${ANSWER_STYLE}</style>`)
  return html`<!doctype html>
<html lang="${name}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
${style}
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text
}

/** A page that has something to say and asks for nothing. @param about the title of the survey, if it is known */
export function renderMessage(
  language: Language,
  { title, text, about }: { readonly title: string; readonly text: string; readonly about?: string },
): string {
  return answerShell(
    language,
    about === undefined ? title : `${title} – ${about}`,
    html`<h1>${title}</h1>${about === undefined ? undefined : html`<p class="quiet">${about}</p>`}
<p>${text}</p>`,
  )
}
