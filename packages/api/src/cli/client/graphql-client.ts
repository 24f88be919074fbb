import { createClient, type Executable, type Fetch, operation, ThroughlineError } from '@throughline/sdk'
import { CommandError, EXIT } from '../exit.ts'

/** An answer of GraphQL as the server sent it. */
export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly AnswerError[]
}

export interface AnswerError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: { readonly code?: string }
}

export type Document = Executable<unknown, object>

/** Sends documents to one server, over HTTP or in this process. */
export interface GraphQLClient {
  /**
   * Returns the answer, with its errors.
   *
   * @throws CommandError if there is no answer, or the reason of the aborted signal.
   */
  answer(document: Document, variables?: object): Promise<Answer>
  /**
   * Returns the data of a query, or of a mutation with the error members of its unions.
   *
   * @throws CommandError also for errors in the answer.
   */
  ask<Data = Readonly<Record<string, unknown>>>(document: string, variables?: object): Promise<Data>
}

export interface GraphQLClientOptions {
  readonly url: string
  readonly token: string
  readonly signal: AbortSignal
  /** In place of HTTP. */
  readonly fetch?: Fetch
}

/** Milliseconds for an answer with all its attempts; a large batch may take the server that long. */
const PATIENCE = 120_000

export function graphqlClient({ url, token, signal, fetch: send }: GraphQLClientOptions): GraphQLClient {
  async function answer(document: Document, variables: object = {}): Promise<Answer> {
    let body: unknown
    try {
      const client = createClient({
        url,
        token,
        ...(send === undefined ? {} : { retry: false }),
        timeout: PATIENCE,
        // The errors of the SDK leave out what was sent. At a command line it is what the user has typed.
        fetch: async (target, init) => {
          const response = await (send ?? fetch)(target, init)
          const text = await response.text()
          body = parsed(text)
          return new Response(text, response)
        },
      })
      await client.execute(document, variables, { signal })
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!isAnswer(body)) throw error instanceof ThroughlineError ? withoutAnswer(error) : error
    }
    return body as Answer
  }

  return {
    answer,
    async ask<Data = Readonly<Record<string, unknown>>>(text: string, variables?: object): Promise<Data> {
      const [, kind = 'query', name = ''] = /^\s*(query|mutation) (\w+)/.exec(text) ?? []
      const { data, errors = [] } = await answer(
        operation(kind === 'mutation' ? 'mutation' : 'query', name, text),
        variables,
      )
      if (errors.length > 0) throw answerFailed(errors)
      return data as Data
    },
  }
}

/** The error that a command ends with if an answer has errors. */
export function answerFailed(errors: readonly AnswerError[]): CommandError {
  const code = errors[0]?.extensions?.code ?? 'INTERNAL'
  if (code === 'UNAUTHENTICATED')
    return new CommandError(code, `The server does not accept the token. ${TOKEN}`)
  const message = [...new Set(errors.map((error) => error.message))].join('\n')
  return new CommandError(code, message, UNUSABLE.has(code) ? EXIT.usage : EXIT.failed)
}

const TOKEN = 'Set THROUGHLINE_TOKEN to a valid API token, as "throughline token create" makes one.'
const UNUSABLE: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'QUERY_TOO_COMPLEX'])

function withoutAnswer({ code, message }: ThroughlineError): CommandError {
  return new CommandError(code, message, code === 'BAD_USER_INPUT' ? EXIT.usage : EXIT.failed)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The SDK says what was answered instead.
    return undefined
  }
}

function isAnswer(body: unknown): body is Answer {
  return typeof body === 'object' && body !== null && ('errors' in body || 'data' in body)
}
