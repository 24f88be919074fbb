import { globSync, readFileSync } from 'node:fs'
import { type Client, createClient } from '@throughline/sdk'
import type { TestApi } from '../../packages/api/test/harness.ts'

/** Names of the operations that clients of {@link recordingClient} have run in this file. */
export const ran = new Set<string>()

/** A client of an administrator that notes what it runs. */
export function recordingClient({ url, token }: Pick<TestApi, 'url' | 'token'>): Client {
  return createClient({ url, token, onRequest: ({ operation }) => void ran.add(operation.name ?? '') })
}

export const present = <T>(value: T | null | undefined): T => {
  if (value == null) throw new Error('The answer lacks what was asked for')
  return value
}

export const strategy = (externalId: string) => ({ reference: { source: 'strategy-map', externalId } })
export const catalogue = (externalId: string) => ({ reference: { source: 'catalogue', externalId } })
export const theSwitch = { reference: { source: 'netbox', externalId: 'sw-hall2-acc-07' } }

/** The operations that a test file imports from the SDK. */
export function importedBy(file: string): readonly string[] {
  const imports = readFileSync(new URL(file, import.meta.url), 'utf8').matchAll(
    /^import \{ (\w+) \} from '@throughline\/sdk\/operations\//gm,
  )
  return [...imports].map(([, name = '']) => name)
}

/** The operations of the SDK that are written by hand. */
export function writtenByHand(): readonly string[] {
  const files = globSync('*.graphql', { cwd: new URL('../../packages/sdk/operations/', import.meta.url) })
  return files.map((file) =>
    file.replace('.graphql', '').replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
  )
}
