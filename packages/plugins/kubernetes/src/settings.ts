import { at, listAt, textAt, textFieldsAt, textsAt } from './fields.ts'
import type { Inventory, Workload } from './inventory.ts'
import { containersOf } from './pods.ts'

/** A text that a container is started with. Its value stays in memory: it may be a secret. */
export interface Setting {
  readonly container: string
  /** Name of the variable or of the option; undefined for a plain argument. */
  readonly name: string | undefined
  readonly value: string
  /** Where it stands, for people: `CART_ADDR`, `CART_ADDR in ConfigMap shop`, `an argument`. */
  readonly origin: string
}

/** The environment and the arguments of every container of a workload. Values kept in Secrets are never read. */
export function settingsOf(workload: Workload, inventory: Inventory): Setting[] {
  return containersOf(workload.template.spec).all.flatMap((container) => {
    const name = textAt(container, 'name') ?? 'container'
    const variables = variablesOf(container, workload.manifest.namespace, inventory)
    const environment = [...variables].map(([variable, { value, origin }]) => ({
      container: name,
      name: variable,
      value,
      origin,
    }))
    return [...environment, ...argumentsOf(container, name, variables)]
  })
}

interface Variable {
  readonly value: string
  readonly origin: string
}

/** Variables by name, later ones over earlier ones, `$(OTHER)` replaced, as a container gets them. */
function variablesOf(
  container: unknown,
  namespace: string | null,
  inventory: Inventory,
): Map<string, Variable> {
  const variables = new Map<string, Variable>()
  for (const source of listAt(container, 'envFrom')) {
    const configMap = textAt(source, 'configMapRef', 'name')
    const prefix = textAt(source, 'prefix') ?? ''
    for (const [key, value] of Object.entries(dataOf(configMap, namespace, inventory))) {
      variables.set(prefix + key, { value, origin: `${prefix}${key} in ConfigMap ${configMap}` })
    }
  }
  for (const entry of listAt(container, 'env')) {
    const name = textAt(entry, 'name')
    if (name === undefined) continue
    variables.delete(name)
    const reference = at(entry, 'valueFrom', 'configMapKeyRef')
    const configMap = textAt(reference, 'name')
    const value =
      textAt(entry, 'value') ?? dataOf(configMap, namespace, inventory)[textAt(reference, 'key') ?? '']
    if (value === undefined) continue
    const origin = configMap === undefined ? name : `${name} in ConfigMap ${configMap}`
    variables.set(name, { value: expanded(value, variables), origin })
  }
  return variables
}

function dataOf(
  configMap: string | undefined,
  namespace: string | null,
  inventory: Inventory,
): Readonly<Record<string, string>> {
  const found = configMap === undefined ? undefined : inventory.find('ConfigMap', namespace, configMap)
  return textFieldsAt(found?.value, 'data')
}

/** `$(NAME)` with the value of that variable, where it is known; `$$(NAME)` is text. */
function expanded(text: string, variables: ReadonlyMap<string, Variable>): string {
  return text.replace(/(\$?)\$\(([^()\s]+)\)/g, (whole, escaped: string, name: string) =>
    escaped === '' ? (variables.get(name)?.value ?? whole) : whole,
  )
}

/** The command and its arguments; `--option value` takes the option as the name of the value. */
function argumentsOf(container: unknown, name: string, variables: ReadonlyMap<string, Variable>): Setting[] {
  const texts = [...textsAt(container, 'command'), ...textsAt(container, 'args')]
  return texts.map((text, index) => {
    const before = texts[index - 1]
    const option =
      before !== undefined && /^-[^\s=]+$/.test(before) && !text.startsWith('-') ? before : undefined
    return { container: name, name: option, value: expanded(text, variables), origin: 'an argument' }
  })
}
