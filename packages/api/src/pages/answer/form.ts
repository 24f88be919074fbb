import { Html, html } from '../html.ts'
import { answerShell, type Language } from './page.ts'

/** A field of the form, with what was entered before: as surveys word it, which pages do not know. */
interface Field {
  readonly name: string
  readonly label: string
  readonly hint: string | undefined
  readonly error: string | undefined
  readonly values: readonly string[]
  readonly control:
    | {
        readonly kind: 'RADIO'
        readonly options: readonly { readonly value: string; readonly text: string }[]
      }
    | { readonly kind: 'CHECKBOXES'; readonly options: readonly string[] }
    | { readonly kind: 'NUMBER' }
    | { readonly kind: 'TEXT' }
}

interface FormPage {
  readonly language: Language
  readonly title: string
  /** Paragraphs above the form. */
  readonly intro: readonly string[]
  /** What keeps the form from being taken as a whole, beside the errors of its fields. */
  readonly problem: string | undefined
  readonly errorTitle: string
  readonly fields: readonly Field[]
  readonly send: string
}

/** The form by which a survey is answered: it works without a script, and keeps what was entered when something is wrong. */
export function renderForm(page: FormPage): string {
  const { language, title, intro, fields, send, errorTitle } = page
  const summary = summaryOf(page)
  return answerShell(
    language,
    summary === undefined ? title : `${errorTitle} – ${title}`,
    html`<h1>${title}</h1>
${intro.map((text) => html`<p>${text}</p>`)}
${summary}
<form method="post" accept-charset="utf-8">
${fields.map((field, index) => fieldOf(field, `f${index + 1}`))}
<p><button>${send}</button></p>
</form>`,
  )
}

function summaryOf({ problem, fields, errorTitle }: FormPage): Html | undefined {
  const wrong = fields.flatMap(({ label, error }, index) =>
    error === undefined ? [] : [html`<li><a href="#f${index + 1}">${shortened(label)}</a>: ${error}</li>`],
  )
  if (problem === undefined && wrong.length === 0) return undefined
  return html`<div class="summary" role="alert"><h2>${errorTitle}</h2>
<ul>${problem === undefined ? undefined : html`<li>${problem}</li>`}${wrong}</ul></div>`
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= 80 ? text : `${characters.slice(0, 79).join('')}…`
}

function fieldOf({ name, label, hint, error, values, control }: Field, id: string): Html {
  const hintPart = hint === undefined ? undefined : html`<p class="hint" id="${id}-hint">${hint}</p>`
  const errorPart = error === undefined ? undefined : html`<p class="error" id="${id}-error">${error}</p>`
  const about = [hint === undefined ? [] : `${id}-hint`, error === undefined ? [] : `${id}-error`].flat()
  const described = about.length === 0 ? undefined : html` aria-describedby="${about.join(' ')}"`
  const wrong = error === undefined ? '' : ' wrong'
  if (control.kind === 'RADIO' || control.kind === 'CHECKBOXES') {
    const isRadio = control.kind === 'RADIO'
    const options = isRadio
      ? control.options
      : control.options.map((option) => ({ value: option, text: option }))
    // Of a radio group one is always chosen: no answer, if nothing else.
    const chosen = new Set(isRadio && values.length === 0 ? [''] : values)
    return html`<fieldset id="${id}" class="group${wrong}" tabindex="-1"${described}><legend>${label}</legend>${hintPart}${errorPart}
<div class="options${isRadio ? '' : ' list'}">${options.map(
      ({ value, text }) =>
        html`<label><input type="${isRadio ? 'radio' : 'checkbox'}" name="${kept(name)}" value="${kept(value)}"${chosen.has(value) ? html` checked` : undefined}>${text}</label>`,
    )}</div></fieldset>
`
  }
  const invalid = error === undefined ? undefined : html` aria-invalid="true"`
  const [value = ''] = values
  const input =
    control.kind === 'NUMBER'
      ? html`<input id="${id}" name="${kept(name)}" inputmode="decimal" autocomplete="off" maxlength="40" size="12" value="${kept(value)}"${described}${invalid}>`
      : html`<textarea id="${id}" name="${kept(name)}" rows="4" autocomplete="off"${described}${invalid}>
${kept(value)}</textarea>`
  return html`<div class="field${wrong}"><label for="${id}">${label}</label>${hintPart}${errorPart}${input}</div>
`
}

/** A value of a field, as it was: there, characters that control the direction of text change nothing beside it. */
function kept(value: string): Html {
  const parts = value.split(/(\p{Bidi_Control})/u)
  return new Html(
    parts.map((part, index) => (index % 2 === 1 ? `&#${part.codePointAt(0)};` : html`${part}`.text)).join(''),
  )
}
