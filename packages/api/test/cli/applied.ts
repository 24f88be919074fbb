import { sql } from 'kysely'
import { type GraphQLClient, graphqlClient } from '../../src/cli/client/graphql-client.ts'
import { type ApplyOptions, apply } from '../../src/cli/declarative/apply.ts'
import { exportOrganisation, STANDARD_EXPORT } from '../../src/cli/declarative/export.ts'
import type { TestApi } from '../harness.ts'

type Access = Pick<TestApi, 'url' | 'token'>

export function accessTo({ url, token }: Access, signal = new AbortController().signal): GraphQLClient {
  return graphqlClient({ url, token, signal })
}

export interface Applied {
  readonly code: number
  readonly said: string
}

/** Applies a file as `throughline apply --name test --yes` does, and returns the exit code with what was said. */
export async function applied(
  to: Access,
  text: string,
  options: Partial<ApplyOptions> = {},
): Promise<Applied> {
  const said: string[] = []
  const code = await apply(
    accessTo(to),
    [{ file: 'model.yaml', text }],
    { ...OPTIONS, ...options },
    { say: (line) => said.push(line), result: () => undefined, progress: () => undefined },
  )
  return { code, said: said.join('\n') }
}

export const OPTIONS: ApplyOptions = {
  name: 'test',
  prune: false,
  pruneMore: false,
  exitCode: false,
  confirm: async () => true,
  variables: {},
}

export async function exported(from: Access): Promise<string> {
  return (await exportOrganisation(accessTo(from), STANDARD_EXPORT)).yaml
}

/** The rows of every table of a database that mutations write, with their versions. */
export async function everything({ db }: Pick<TestApi, 'db'>): Promise<unknown> {
  const { rows } = await sql<{ name: string; row: string }>`
    select table_name as name, query_to_xml(format('select * from %I x order by x::text', table_name), false, true, '')::text as row
    from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'
      and table_name in ('team', 'person', 'membership', 'objective', 'key_result', 'key_result_check_in', 'objective_service', 'service',
        'service_dependency', 'redundancy_group', 'process', 'process_objective', 'process_service', 'asset',
        'asset_claim', 'asset_relation', 'external_reference', 'organisation_setting', 'mapping_rule', 'audit_event')
    order by 1`.execute(db.kysely)
  return rows
}
