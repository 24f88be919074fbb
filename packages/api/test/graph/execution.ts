import type { Db } from '@throughline/db'
import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql'
import { pino } from 'pino'
import type { Context } from '../../src/graph/context.ts'
import { toGraphQLError } from '../../src/graph/errors.ts'
import { Loaders } from '../../src/graph/loaders.ts'
import { OperationAnswers } from '../../src/graph/request.ts'
import { Keyring } from '../../src/sync/sources/keyring.ts'
import { type PluginCatalog, pluginCatalog } from '../../src/sync/sources/plugin-catalog.ts'
import { openCatalog } from '../../src/work/catalog.ts'

/** The catalog on each database, opened once as a server does. */
const catalogs = new WeakMap<Db, Promise<PluginCatalog>>()

function catalogOn(db: Db): Promise<PluginCatalog> {
  const known = catalogs.get(db)
  if (known !== undefined) return known
  const opened = openCatalog({
    db,
    log: pino({ level: 'silent' }),
    keyring: new Keyring([{ id: 'test', key: Buffer.alloc(32, 7) }]),
    environment: {},
    allowPrivateHosts: false,
    external: [],
  })
  catalogs.set(db, opened)
  return opened
}

/** What a resolver is given in a request of an administrator. */
async function contextOn(db: Db): Promise<Context> {
  return {
    db,
    actor: { id: 'test', name: 'test', roles: ['ADMIN'] },
    requestId: 'test',
    clock: () => new Date('2025-01-01T00:00:00Z'),
    loaders: new Loaders(),
    answers: new OperationAnswers(),
    provided: [pluginCatalog.with(await catalogOn(db))],
  }
}

/** Runs a document without HTTP, limits or tokens. */
export async function run(
  schema: GraphQLSchema,
  db: Db,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExecutionResult> {
  return execute({ schema, document, variableValues: variables, contextValue: await contextOn(db) })
}

/** The codes of an answer's errors, with the root field of each; INTERNAL for what no caller may be told. */
export function errorsOf(result: ExecutionResult): string[] {
  const codes = (result.errors ?? []).map((error) => {
    const code =
      error.path === undefined ? 'BAD_USER_INPUT' : (toGraphQLError(error)?.extensions.code ?? 'INTERNAL')
    return `${error.path?.[0] ?? ''} ${code}`
  })
  return [...new Set(codes)].sort()
}
