import { codeText, errorOf, messageText, pathOf, record } from './answer.ts'
import type { ThroughlineError } from './errors.ts'
import { type Redact, redactDeep } from './redact.ts'

/** The code that stands for each error type, whatever finer code the error itself carries. */
const codeOfType = new Map([
  ['InvalidInputError', 'BAD_USER_INPUT'],
  ['NotFoundError', 'NOT_FOUND'],
  ['ConflictError', 'CONFLICT'],
  ['ForbiddenError', 'FORBIDDEN'],
])

/**
 * The first error among the fields of a mutation's result: a member of a union whose type name ends in `Error`.
 * Fields without `__typename` are taken for payloads. The whole result becomes the error's `data`, since other
 * fields of the same mutation may have taken effect.
 */
export function mutationError(
  data: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
  redact: Redact,
): ThroughlineError | undefined {
  for (const [field, value] of Object.entries(data)) {
    const { __typename: type, code, message, path, ...details } = record(value)
    if (typeof type !== 'string' || !type.endsWith('Error')) continue
    const classCode = codeOfType.get(type) ?? codeText(code) ?? 'INTERNAL'
    const facts = {
      code: codeText(code) ?? classCode,
      message: redact(messageText(message)),
      path: pathOf(path) ?? [field],
      requestId,
      data,
      details: record(redactDeep(details, redact)),
    }
    return errorOf(facts, classCode)
  }
  return undefined
}
