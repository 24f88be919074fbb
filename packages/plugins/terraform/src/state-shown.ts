import { z } from 'zod'
import { type Instance, type State, text, word } from './state.ts'

const resourceSchema = z.object({
  address: text,
  index: z.union([z.string(), z.int().min(0)]).nullish(),
  mode: z.enum(['managed', 'data']),
  type: word,
  provider_name: text,
  values: z.record(z.string(), z.unknown()).nullish(),
  sensitive_values: z.unknown().optional(),
  depends_on: z.array(z.string()).nullish(),
  tainted: z.boolean().nullish(),
  deposed_key: z.string().nullish(),
})
const moduleSchema = z.object({
  address: text.nullish(),
  resources: z.array(resourceSchema).nullish(),
  get child_modules() {
    return z.array(moduleSchema).nullish()
  },
})

/**
 * What `terraform show -json` says of a state. A state without anything has no `values`. Terraform 0.12 to 1.0 write the
 * formats 0.1 and 0.2, which do not mark what is sensitive.
 */
export const shownStateSchema = z.object({
  format_version: z
    .string()
    .regex(
      /^(?:0\.[12]$|1\.)/,
      'is not a version this plugin knows, which are 0.1, 0.2 and those beginning with 1',
    ),
  values: z.object({ root_module: moduleSchema }).nullish(),
})
type ShownState = z.infer<typeof shownStateSchema>
type ShownModule = z.infer<typeof moduleSchema>
type ShownResource = z.infer<typeof resourceSchema>

export function fromShownState(state: ShownState): State {
  const root = state.values?.root_module
  const all = root === undefined ? [] : [...resourcesIn(root, ['values', 'root_module'])]
  const current = all.filter(({ resource }) => (resource.deposed_key ?? '') === '')
  return {
    history: null,
    instances: current.map(({ resource, module, path }) => instanceOf(resource, module, path)),
    deposed: all.length - current.length,
  }
}

interface Found {
  readonly resource: ShownResource
  readonly module: string
  readonly path: Instance['path']
}

function* resourcesIn(module: ShownModule, path: Instance['path']): Generator<Found> {
  for (const [index, resource] of (module.resources ?? []).entries()) {
    yield { resource, module: module.address ?? '', path: [...path, 'resources', index] }
  }
  for (const [index, child] of (module.child_modules ?? []).entries()) {
    yield* resourcesIn(child, [...path, 'child_modules', index])
  }
}

function instanceOf(resource: ShownResource, module: string, path: Instance['path']): Instance {
  const values = resource.values ?? {}
  return {
    address: addressOf(resource, module),
    module,
    mode: resource.mode,
    type: resource.type,
    provider: resource.provider_name,
    tainted: resource.tainted === true,
    values,
    sensitive: sensitiveMembers(values, resource.sensitive_values),
    dependencies: resource.depends_on ?? [],
    path,
  }
}

/** The whole address. Terraform 0.12 leaves out the module and the key of the instance. */
function addressOf({ address, index }: ShownResource, module: string): string {
  const whole = module === '' || address.startsWith(`${module}.`) ? address : `${module}.${address}`
  const key = index === undefined || index === null ? '' : `[${JSON.stringify(index)}]`
  return whole.endsWith(']') ? whole : `${whole}${key}`
}

/** `true` stands for each sensitive value, at its place; `true` instead of an object means all of them. */
function sensitiveMembers(values: Readonly<Record<string, unknown>>, marks: unknown): Set<string> {
  if (typeof marks !== 'object' || marks === null) {
    return new Set(marks === undefined || marks === false || marks === null ? [] : Object.keys(values))
  }
  return new Set(Object.entries(marks).flatMap(([member, mark]) => (holdsTrue(mark) ? [member] : [])))
}

function holdsTrue(mark: unknown): boolean {
  if (typeof mark === 'object' && mark !== null) return Object.values(mark).some(holdsTrue)
  return mark === true
}
