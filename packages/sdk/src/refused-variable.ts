import type { FieldError } from './errors.ts'
import type { Redact } from './redact.ts'

/** What GraphQL servers answer for a variable of a wrong type; the quoted value may hold anything, escaped. */
const refusal =
  /^Variable "\$(\w+)" got invalid value (?:"(?:[^"\\]|\\.)*"|[^";])*?(?: at "([\w.[\]]+)")?; (.*)$/s
const quotedValue = /^Value "(?:[^"\\]|\\.)*"/
const missingOrUnknown = /^Field "(\w+)"/

/**
 * Reads from the message of an error which part of a variable the server refused and why; undefined for any other
 * message. The way to it is that inside `input`, as for the rules of a mutation; in any other variable it begins with
 * the name of that. The refused value is left out.
 */
export function refusedVariable(message: string, redact: Redact): FieldError | undefined {
  const [, variable, place = variable, reason = ''] = refusal.exec(message) ?? []
  if (place === undefined) return undefined
  const [, field] = missingOrUnknown.exec(reason) ?? []
  const way = place.split(/[.[\]]+/).filter((step) => step !== '')
  return {
    path: [...(variable === 'input' ? way.slice(1) : way), ...(field === undefined ? [] : [field])],
    message: redact(reason.replace(quotedValue, 'The value')),
  }
}
