/** An index key in an address: `[0]` or `["blue"]`. */
const KEY = /\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g
const MODULE_STEP = /module\.([^.[\]]+)(\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/y

/** The address of one instance of a resource, as Terraform writes it: `module.app["blue"].aws_instance.web[0]`. */
export function instanceAddress(instance: {
  readonly module: string
  readonly mode: 'managed' | 'data'
  readonly type: string
  readonly name: string
  readonly key: string | number | null
}): string {
  const { module, mode, type, name, key } = instance
  return `${module === '' ? '' : `${module}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}${keyText(key)}`
}

function keyText(key: string | number | null): string {
  if (key === null) return ''
  if (typeof key === 'number') return `[${key}]`
  // `${` and `%{` would begin a template in Terraform's language.
  return `[${JSON.stringify(key).replace(/([$%])\{/g, '$1$1{')}]`
}

/** An address without its index keys: what `dependencies` name, whatever instances there are. */
export function withoutKeys(address: string): string {
  return address.replace(KEY, '')
}

/** One call of a module in an address, with the key of its instance. */
interface ModuleStep {
  readonly name: string
  readonly key: string
}

function moduleSteps(module: string): ModuleStep[] {
  const steps: ModuleStep[] = []
  const pattern = new RegExp(MODULE_STEP)
  for (let match = pattern.exec(module); match !== null; match = pattern.exec(module)) {
    steps.push({ name: match[1] ?? '', key: match[2] ?? '' })
    pattern.lastIndex += 1
  }
  return steps
}

/**
 * Whether something in one module instance can refer to something in another. A module sees the instances of its own
 * modules and of those around it, never those of its siblings: `module.app["a"]` refers to nothing in `module.app["b"]`.
 */
export function mayRefer(fromModule: string, toModule: string): boolean {
  const to = moduleSteps(toModule)
  for (const [index, step] of moduleSteps(fromModule).entries()) {
    const other = to[index]
    if (other?.name !== step.name) return true
    if (other.key !== step.key) return false
  }
  return true
}
