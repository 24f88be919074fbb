import { rm, writeFile } from 'node:fs/promises'

/** Writes a file that only its owner may read, also where one that others may read was before. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, text, { mode: 0o600, flag: 'wx' })
}
