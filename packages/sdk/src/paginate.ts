import type { CallOptions } from './client-options.ts'
import { invalid } from './client-options.ts'
import type { Executable } from './document.ts'
import { NotFoundError, ServerError } from './errors.ts'
import { operationOf } from './operation.ts'

/**
 * What `paginate` needs to see of a connection: `nodes { … }` or `edges { node { … } }`, and
 * `pageInfo { hasNextPage endCursor }`.
 */
export interface Connection<Node> {
  readonly nodes?: readonly Node[]
  readonly edges?: readonly { readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null }
}

/** The node of the connection somewhere in a result, outside its lists. */
export type NodeOf<Result> =
  Result extends Connection<infer Node>
    ? Node
    : Result extends readonly unknown[]
      ? never
      : Result extends object
        ? { [Field in keyof Result]: NodeOf<Result[Field]> }[keyof Result]
        : never

/** The page to start after goes into `$after`, which the operation must pass to its connection. */
export interface PageVariables {
  readonly after?: string | null | undefined
}

/** How pages are read. `timeout` and `signal` hold for each page. */
export interface PaginateOptions<Result, Node> extends CallOptions {
  /** Picks the connection when the result holds more than one. */
  readonly connection?: (result: Result) => Connection<Node> | null | undefined
}

/** One page as it arrived. */
export interface Page<Node, Result> {
  readonly nodes: readonly Node[]
  /** Where a later call may go on, as `after`. */
  readonly endCursor: string | null
  readonly hasNextPage: boolean
  /** Everything else the operation asked for, such as `totalCount`. */
  readonly result: Result
}

/** The nodes of all pages in order, each page read when it is needed. Every iteration starts anew. */
export interface Paginated<Node, Result> extends AsyncIterable<Node> {
  pages(): AsyncIterableIterator<Page<Node, Result>>
  /** All nodes, or the first `limit` of them; no page is read beyond it. */
  toArray(options?: { readonly limit?: number }): Promise<Node[]>
}

/** The part of a client that reads pages. */
export interface PageReader<Result, Variables> {
  execute(
    document: Executable<Result, Variables>,
    variables: Variables,
    options: CallOptions,
  ): Promise<Result>
}

/**
 * Reads a connection to its end.
 *
 * @throws InvalidInputError when the operation is no query, or its result holds several connections and none is
 * picked. While reading: what `execute` throws; NotFoundError when an object on the way to the connection is null;
 * ServerError when a cursor comes twice, which would otherwise never end.
 */
export function paginate<Result, Variables extends PageVariables, Node = NodeOf<Result>>(
  client: PageReader<NoInfer<Result>, NoInfer<Variables>>,
  document: Executable<Result, Variables>,
  variables: NoInfer<Variables>,
  options: PaginateOptions<NoInfer<Result>, Node> = {},
): Paginated<Node, Result> {
  const { connection: pick, ...callOptions } = options
  if (operationOf(document).kind !== 'query') throw invalid('`paginate` reads the connection of a query')

  async function* pages(): AsyncGenerator<Page<Node, Result>, void, undefined> {
    const seen = new Set<unknown>([variables.after])
    let after = variables.after
    for (;;) {
      const result = await client.execute(document, { ...variables, after }, callOptions)
      const connection = present(pick === undefined ? onlyConnection<Node>(result) : pick(result))
      const { hasNextPage, endCursor = null } = connection.pageInfo
      const nodes = connection.nodes ?? connection.edges?.map(({ node }) => node) ?? []
      yield { nodes, endCursor, hasNextPage, result }
      if (!hasNextPage) return
      if (endCursor === null || seen.has(endCursor)) throw repeated(endCursor)
      seen.add(endCursor)
      after = endCursor
    }
  }

  async function* nodes(): AsyncGenerator<Node, void, undefined> {
    for await (const page of pages()) yield* page.nodes
  }

  return {
    [Symbol.asyncIterator]: nodes,
    pages,
    async toArray({ limit = Number.POSITIVE_INFINITY } = {}) {
      const all: Node[] = []
      if (limit <= 0) return all
      for await (const node of nodes()) {
        all.push(node)
        if (all.length >= limit) break
      }
      return all
    },
  }
}

/** The one connection in a result, outside its lists. */
function onlyConnection<Node>(result: unknown): Connection<Node> | undefined {
  const found = connectionsIn<Node>(result)
  if (found.length > 1) {
    throw invalid('The result holds more than one connection; pick one with the `connection` option')
  }
  return found[0]
}

function connectionsIn<Node>(value: unknown): Connection<Node>[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  if (isConnection<Node>(value)) return [value]
  return Object.values(value).flatMap((inner) => connectionsIn<Node>(inner))
}

function isConnection<Node>(value: object): value is Connection<Node> {
  return 'pageInfo' in value && ('nodes' in value || 'edges' in value)
}

function present<Node>(connection: Connection<Node> | null | undefined): Connection<Node> {
  if (connection != null) return connection
  throw new NotFoundError({
    code: 'NOT_FOUND',
    message:
      'The result holds no connection: what it belongs to was not found, or `pageInfo` is not selected',
  })
}

function repeated(cursor: string | null): ServerError {
  const what = cursor === null ? 'no cursor to go on from' : 'a cursor it gave before'
  return new ServerError({
    code: 'UNEXPECTED_RESPONSE',
    message: `The server says there is a next page but gives ${what}; does the operation pass \`$after\` on?`,
  })
}
