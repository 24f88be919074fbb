import { z } from 'zod'
import { instanceAddress } from './address.ts'
import { type Instance, type State, text, word } from './state.ts'

const pathStep = z.union([
  z.object({ type: z.literal('get_attr'), value: z.string() }),
  z.object({ type: z.literal('index'), value: z.unknown() }),
])
const instanceSchema = z.object({
  index_key: z.union([z.string(), z.int().min(0)]).nullish(),
  deposed: z.string().nullish(),
  status: z.string().nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  sensitive_attributes: z.array(z.array(pathStep)).nullish(),
  dependencies: z.array(z.string()).nullish(),
})
const resourceSchema = z.object({
  module: text.nullish(),
  mode: z.enum(['managed', 'data']),
  type: word,
  name: word,
  provider: text,
  instances: z.array(instanceSchema),
})

/** A state file of version 4: what `terraform.tfstate` and `terraform state pull` hold. Other members are ignored. */
export const stateV4Schema = z.object({
  version: z.literal(4),
  serial: z.number().min(0),
  lineage: z.string(),
  resources: z.array(resourceSchema),
})
type StateV4 = z.infer<typeof stateV4Schema>
type ResourceV4 = z.infer<typeof resourceSchema>
type InstanceV4 = z.infer<typeof instanceSchema>

export function fromStateV4(state: StateV4): State {
  const all = state.resources.flatMap((resource, at) =>
    resource.instances.map((instance, index) => ({
      resource,
      instance,
      path: ['resources', at, 'instances', index],
    })),
  )
  const current = all.filter(({ instance }) => (instance.deposed ?? '') === '')
  return {
    history: { lineage: state.lineage, serial: state.serial },
    instances: current.map(({ resource, instance, path }) => instanceOf(resource, instance, path)),
    deposed: all.length - current.length,
  }
}

function instanceOf(resource: ResourceV4, instance: InstanceV4, path: Instance['path']): Instance {
  const { mode, type } = resource
  const module = resource.module ?? ''
  return {
    address: instanceAddress({ module, mode, type, name: resource.name, key: instance.index_key ?? null }),
    module,
    mode,
    type,
    provider: resource.provider,
    tainted: instance.status === 'tainted',
    values: instance.attributes ?? {},
    sensitive: sensitiveMembers(instance),
    dependencies: instance.dependencies ?? [],
    path,
  }
}

/** A path that begins with no attribute, or with nothing, means all of them. */
function sensitiveMembers(instance: InstanceV4): Set<string> {
  const members = new Set<string>()
  for (const [first] of instance.sensitive_attributes ?? []) {
    if (first?.type === 'get_attr') members.add(first.value)
    else for (const member of Object.keys(instance.attributes ?? {})) members.add(member)
  }
  return members
}
