import { z } from 'zod'
import { COMPONENT_TYPES } from './kinds.ts'

/** What is read of a bill of materials; the schema of its version has been held against it before. */
const text = z.string().optional()
const party = z.object({ name: text }).optional()
const licenses = z
  .array(
    z.object({
      license: z.object({ id: text, name: text }).optional(),
      expression: text,
    }),
  )
  .optional()

const componentSchema = z.object({
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
  hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
  licenses,
  externalReferences: z.array(z.object({ type: z.string(), url: z.string() })).optional(),
  get components() {
    return z.array(componentSchema).optional()
  },
})
export type Component = z.infer<typeof componentSchema>

const serviceSchema = z.object({
  'bom-ref': text,
  group: text,
  name: z.string().regex(/\S/, 'is empty'),
  version: text,
  provider: party,
  endpoints: z.array(z.string()).optional(),
  authenticated: z.boolean().optional(),
  'x-trust-boundary': z.boolean().optional(),
  licenses,
  get services() {
    return z.array(serviceSchema).optional()
  },
})
export type Service = z.infer<typeof serviceSchema>

export const SPEC_VERSIONS = ['1.4', '1.5', '1.6', '1.7'] as const

export const bomSchema = z.object({
  specVersion: z.enum(SPEC_VERSIONS),
  serialNumber: text,
  version: z.int().min(1).default(1),
  metadata: z.object({ timestamp: text, component: componentSchema.optional() }).optional(),
  components: z.array(componentSchema).default([]),
  services: z.array(serviceSchema).default([]),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()).optional() })).default([]),
})
export type Bom = z.infer<typeof bomSchema>
