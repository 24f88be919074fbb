import type { JsonPath } from '@throughline/plugin-kit'
import { z } from 'zod'
import { COMPONENT_TYPES } from './kinds.ts'

/** A component or service that cannot be used. */
export interface UnsoundPart {
  readonly path: JsonPath
  /** What is wrong with the member at the path. */
  readonly problem: string
  /** The part itself. */
  readonly value: unknown
}

const name = z.string('must be a text').regex(/\S/, 'is empty')

/** What a component or service must have to be listed; what else is wrong in it is left out. */
const NEEDED = {
  components: z.object({ type: z.enum(COMPONENT_TYPES, 'is not a type of component'), name }),
  services: z.object({ name }),
} as const

/** A document with null in the place of each component and service that cannot be used, and why. */
export function soundParts(document: unknown): { value: unknown; unsound: UnsoundPart[] } {
  const unsound: UnsoundPart[] = []
  return { value: soundPart(document, [], unsound), unsound }
}

function soundPart(value: unknown, path: JsonPath, unsound: UnsoundPart[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const here = [...path, key]
      if (key === 'metadata' && path.length === 0) return [key, soundPart(member, here, unsound)]
      if (key === 'component' && path.at(-1) === 'metadata') return [key, soundPart(member, here, unsound)]
      if ((key !== 'components' && key !== 'services') || !Array.isArray(member)) return [key, member]
      return [key, member.map((part: unknown, index) => listedPart(part, key, [...here, index], unsound))]
    }),
  )
}

function listedPart(
  value: unknown,
  list: keyof typeof NEEDED,
  path: JsonPath,
  unsound: UnsoundPart[],
): unknown {
  const result = NEEDED[list].safeParse(value)
  if (result.success) return soundPart(value, path, unsound)
  const [issue] = result.error.issues
  const within = (issue?.path ?? []).map((step) => (typeof step === 'symbol' ? String(step) : step))
  unsound.push({ path: [...path, ...within], problem: issue?.message ?? 'cannot be read', value })
  return null
}
