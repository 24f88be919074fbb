import { createHash } from 'node:crypto'
import type { InputError } from '@throughline/plugin-kit'
import { mayRefer, withoutKeys } from './address.ts'
import type { Facts } from './attributes.ts'
import type { TerraformConfig } from './config.ts'
import { factsOf } from './facts.ts'
import { cloudIds } from './identifiers.ts'
import { kindOf } from './kind-of.ts'
import type { Kind } from './kinds.ts'
import { environmentOf, keptTags, nameOf, tagsOf } from './naming.ts'
import { isInternal, parseProvider } from './provider.ts'
import type { Instance } from './state.ts'

/** A resource as it is listed and stored: plain facts, and nothing that may be a secret. */
export interface ResourceFacts {
  readonly workspace: string
  readonly address: string
  readonly module?: string
  readonly kind: Kind
  readonly type: string
  readonly provider: string
  readonly name: string
  readonly environment?: string
  readonly dataSource?: true
  readonly tainted?: true
  readonly facts: Facts
  readonly tags: Readonly<Record<string, string>>
  /** Those that no other resource of the input has too. */
  readonly cloudIds: readonly string[]
}

/** That a resource needs another, between addresses, as it is listed and stored. */
export interface Dependency {
  readonly workspace: string
  readonly from: string
  readonly to: string
}

/** A state of the input that cannot be used. */
export interface Flaw {
  readonly file: string
  readonly error: InputError
}

/** Everything the input says. */
export interface Inventory {
  readonly flaws: readonly Flaw[]
  readonly resources: readonly ResourceFacts[]
  readonly dependencies: readonly Dependency[]
  /** How many were left out because they exist in the state alone. */
  readonly internal: number
  /** How many were left out because they are only looked up. */
  readonly dataSources: number
}

const EXTERNAL_ID_LENGTH = 500

/** The external id of what stands at an address: a digest of it where the address is too long to be an id. */
export function externalId(workspace: string, address: string): string {
  const id = `${workspace}/${address}`
  if (id.length <= EXTERNAL_ID_LENGTH) return id
  return `${workspace}/sha256:${createHash('sha256').update(address).digest('hex')}`
}

/** Orders the instances of the input. Pure: the same instances in any order give the same inventory. */
export function takeInventory(
  instances: readonly Instance[],
  config: TerraformConfig,
  flaws: readonly Flaw[] = [],
): Inventory {
  const operated = instances.filter((instance) => !isInternal(parseProvider(instance.provider)))
  const listed = operated
    .filter((instance) => instance.mode === 'managed' || config.dataSources)
    .sort((a, b) => (a.address < b.address ? -1 : 1))
  const claims = new Map<string, number>()
  for (const id of listed.flatMap(cloudIds)) claims.set(id, (claims.get(id) ?? 0) + 1)
  return {
    flaws,
    resources: listed.map((instance) => resourceFacts(instance, config, (id) => claims.get(id) === 1)),
    dependencies: dependenciesOf(listed, config.workspace),
    internal: instances.length - operated.length,
    dataSources: operated.length - listed.length,
  }
}

function resourceFacts(
  instance: Instance,
  config: TerraformConfig,
  isSole: (id: string) => boolean,
): ResourceFacts {
  const kind = kindOf(instance.type)
  const tags = tagsOf(instance)
  const environment = config.environment ?? environmentOf(tags)
  return {
    workspace: config.workspace,
    address: instance.address,
    ...(instance.module === '' ? {} : { module: instance.module }),
    kind,
    type: instance.type,
    provider: parseProvider(instance.provider).address,
    name: nameOf(instance, tags),
    ...(environment === undefined ? {} : { environment }),
    ...(instance.mode === 'data' ? { dataSource: true } : {}),
    ...(instance.tainted ? { tainted: true } : {}),
    facts: factsOf(instance, kind),
    tags: keptTags(tags, config.tags),
    cloudIds: cloudIds(instance).filter(isSole),
  }
}

function dependenciesOf(listed: readonly Instance[], workspace: string): Dependency[] {
  const byConfig = Map.groupBy(listed, ({ address }) => withoutKeys(address))
  return listed.flatMap((from) => {
    const targets = from.dependencies
      .flatMap((written) => byConfig.get(withoutKeys(written)) ?? [])
      .filter((to) => to.address !== from.address && mayRefer(from.module, to.module))
    return [...new Set(targets.map(({ address }) => address))]
      .sort()
      .map((to) => ({ workspace, from: from.address, to }))
  })
}
