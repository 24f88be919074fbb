/** Sends one of the documents as the caller, to the schema that answers all other callers too. */
export type Ask = (
  document: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<{
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}>

/** A query was refused: by the caller's role, by a limit, or for what it asks. */
export class AskFailed extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/**
 * Returns the data of a query.
 *
 * @throws AskFailed if the answer has errors
 */
export async function dataOf<Data>(
  ask: Ask,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const { data, errors = [] } = await ask(document, variables)
  const [first] = errors
  if (first !== undefined) {
    const message = [...new Set(errors.map((error) => error.message))].join(' ')
    throw new AskFailed(message, first.extensions?.code ?? 'INTERNAL')
  }
  // The shape is that of the document, which a test holds against the schema.
  return data as Data
}
