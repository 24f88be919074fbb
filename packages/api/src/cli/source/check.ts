import type { CheckReport } from '@throughline/plugin-kit'
import type { SourceTools } from './change.ts'
import { sourceOfName } from './named.ts'

/** Tries a source without storing anything; gives whether all is well. */
export async function sourceTest({ opened, runtime, output }: SourceTools, name: string): Promise<boolean> {
  const source = await sourceOfName(opened.db.kysely, name)
  const checks = await reports(source.id, runtime.catalog)
  for (const { status, capability, detail } of checks) {
    output.say(`${status.padEnd(18)}  ${capability}${detail === undefined ? '' : `: ${detail}`}`)
  }
  const ok = checks.every(({ status }) => status === 'ok')
  output.result({ source: name, ok, checks })
  return ok
}

/** A plugin that cannot even be asked is one thing that does not work. */
async function reports(
  sourceId: string,
  catalog: SourceTools['runtime']['catalog'],
): Promise<readonly CheckReport[]> {
  try {
    return await catalog.testConnection(sourceId)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return [{ capability: 'use the source', status: 'unusable', detail }]
  }
}
