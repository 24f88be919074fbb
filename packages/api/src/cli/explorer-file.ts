import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivateFile } from './private-file.ts'

const shape = z.object({ url: z.string(), key: z.string() })

/**
 * Where a running embedded server is, and the key with which the command line asks it for codes and sends it queries.
 * The key belongs to the process: after its end, whatever answers under the address learns nothing of worth.
 */
export type ExplorerFile = z.infer<typeof shape>

const pathIn = (home: string) => join(home, 'explorer.json')

export async function writeExplorerFile(home: string, file: ExplorerFile): Promise<void> {
  await writePrivateFile(pathIn(home), `${JSON.stringify(file)}\n`)
}

/** Returns undefined if no server has left one that can be read. */
export async function readExplorerFile(home: string): Promise<ExplorerFile | undefined> {
  try {
    return shape.parse(JSON.parse(await readFile(pathIn(home), 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') throw error
    return undefined
  }
}

/** Removes the file unless another server has written its own. */
export async function removeExplorerFile(home: string, key: string): Promise<void> {
  if ((await readExplorerFile(home))?.key === key) await rm(pathIn(home), { force: true })
}
