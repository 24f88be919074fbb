import { InputError } from '@throughline/plugin-kit'
import type { CsvConfig } from './config.ts'
import type { Reading } from './header.ts'
import { layoutsOf, type TableKind } from './layouts.ts'

/**
 * The configuration without the kinds of tables that `sheets` lets be absent, and that no table holds.
 *
 * @throws InputError where another kind has no table: a listing that does not exist must not look like one that has
 * become empty
 */
export function withoutAbsent(config: CsvConfig, readings: readonly Reading[]): CsvConfig {
  const absent = layoutsOf(config).filter(({ kind }) => !readings.some(({ holds }) => holds.has(kind)))
  const [only] = readings
  const file =
    only !== undefined && readings.length === 1 ? only.table.file : `the input of ${readings.length} files`
  const missing = absent.find(({ own }) => config.sheets === undefined || own === undefined)
  if (missing !== undefined) {
    const { kind, keys } = missing
    throw new InputError({
      file,
      problem: `holds no table with the ${keys.length === 1 ? 'column' : 'columns'} ${keys.map((name) => JSON.stringify(name)).join(' and ')}, so no ${kind}`,
      hint: 'Name a directory that holds all tables.',
    })
  }
  if (absent.length > 0 && readings.length === 0) {
    throw new InputError({
      file,
      problem: 'holds no sheet',
      hint: 'Name a directory with sheets that throughline template has written.',
    })
  }
  const settings = new Set(absent.flatMap(({ kind }) => settingsOf(kind)))
  // Each of these settings may be left out.
  return Object.fromEntries(Object.entries(config).filter(([name]) => !settings.has(name))) as CsvConfig
}

function settingsOf(kind: TableKind): string[] {
  return kind === 'assets' ? ['assets', 'columns'] : [kind]
}
