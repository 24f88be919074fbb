import { resolve } from 'node:path'

/** The variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>

/** The value of a variable; undefined if it is empty or missing. */
export function filled(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value
}

/** The directory of the embedded data and the files next to it. */
export function homeFrom({ THROUGHLINE_HOME }: Variables): string {
  return resolve(filled(THROUGHLINE_HOME) ?? '.throughline')
}

/** The directory that paths on the command line are relative to. */
export function directoryFrom({ INIT_CWD }: Variables): string {
  // pnpm runs a script at the root of the workspace, wherever it was called.
  return filled(INIT_CWD) ?? process.cwd()
}
