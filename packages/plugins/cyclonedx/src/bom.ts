import { z } from 'zod'
import { COMPONENT_TYPES } from './kinds.ts'

/**
 * What is read of a bill of materials. What is wrong and not needed counts as not given; a component or service that
 * cannot be used is null, which {@link soundParts} puts in its place.
 */
const text = z.string().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const party = z.object({ name: text }).optional().catch(undefined)
const license = z.object({
  license: z.object({ id: text, name: text }).optional().catch(undefined),
  expression: text,
})
const licenses = z.array(license.catch({})).optional().catch(undefined)
const hash = z.object({ alg: text, content: text })
const reference = z.object({ type: text, url: text })
const dependency = z.object({ ref: text, dependsOn: z.array(text).optional().catch(undefined) })

const componentFields = z.object({
  type: z.enum(COMPONENT_TYPES),
  'bom-ref': text,
  group: text,
  name: z.string().regex(/\S/, 'is empty'),
  version: text,
  purl: text,
  cpe: text,
  supplier: party,
  publisher: text,
  scope: text,
  hashes: z.array(hash.catch({})).optional().catch(undefined),
  licenses,
  externalReferences: z.array(reference.catch({})).optional().catch(undefined),
})
export type Component = z.infer<typeof componentFields> & {
  readonly components?: readonly (Component | null)[] | undefined
}
const componentSchema: z.ZodType<Component> = z.lazy(() =>
  componentFields.extend({ components: z.array(componentSchema.nullable()).optional() }),
)

const serviceFields = z.object({
  'bom-ref': text,
  group: text,
  name: z.string().regex(/\S/, 'is empty'),
  version: text,
  provider: party,
  endpoints: z.array(text).optional().catch(undefined),
  authenticated: flag,
  'x-trust-boundary': flag,
  licenses,
})
export type Service = z.infer<typeof serviceFields> & {
  readonly services?: readonly (Service | null)[] | undefined
}
const serviceSchema: z.ZodType<Service> = z.lazy(() =>
  serviceFields.extend({ services: z.array(serviceSchema.nullable()).optional() }),
)

export const SPEC_VERSIONS = ['1.4', '1.5', '1.6', '1.7'] as const

export const bomSchema = z.object({
  specVersion: z.enum(SPEC_VERSIONS),
  serialNumber: text,
  version: z.int().min(1).default(1).catch(1),
  metadata: z.object({ timestamp: text, component: componentSchema.optional() }).optional(),
  components: z.array(componentSchema.nullable()).default([]),
  services: z.array(serviceSchema.nullable()).default([]),
  dependencies: z.array(dependency.catch({})).default([]).catch([]),
})
export type Bom = z.infer<typeof bomSchema>
