import { type JsonValue, truncate } from '@throughline/plugin-kit'
import type { NetboxObject } from './client.ts'
import type { NetboxConfig } from './config.ts'
import { LISTINGS, type ObjectKind } from './kinds.ts'

/** An object as it is listed and stored, with what the configuration and other lists say of it. */
export interface ObjectFacts {
  readonly kind: ObjectKind
  readonly id: number
  readonly environment?: string
  /** The DNS name of its primary address. */
  readonly dnsName?: string
  readonly macAddresses?: readonly string[]
  readonly object: Readonly<Record<string, JsonValue>>
}

/** What other lists say of an object. */
export interface Beside {
  readonly dnsName: string | undefined
  readonly macAddresses: readonly string[]
}

/**
 * What is kept of an object: the members that are asked for, and of the objects that stand in them only what names
 * them. Those also carry counts, of the devices of a role for one, which change with every device that is added.
 */
export function factsOf(
  kind: ObjectKind,
  object: NetboxObject,
  beside: Beside,
  config: NetboxConfig,
): ObjectFacts {
  const environment = environmentOf(object, config.environment)
  const { dnsName, macAddresses } = beside
  const kept: Record<string, JsonValue> = {}
  for (const field of LISTINGS[kind].fields) {
    const value =
      field === 'custom_fields' ? customFields(object, config.customFields) : shortened(object[field])
    if (value !== undefined) kept[field] = value
  }
  return {
    kind,
    id: object.id,
    ...(environment === undefined ? {} : { environment }),
    ...(dnsName === undefined ? {} : { dnsName }),
    ...(macAddresses.length === 0 ? {} : { macAddresses }),
    object: kept,
  }
}

/** The id of the primary address of an object, and its DNS name where NetBox says it there. */
export function primaryAddress(
  object: NetboxObject,
): { id: number; dnsName: string | undefined } | undefined {
  const address = object.primary_ip
  if (!isFields(address) || typeof address.id !== 'number') return undefined
  return { id: address.id, dnsName: typeof address.dns_name === 'string' ? address.dns_name : undefined }
}

const NAMING = ['id', 'name', 'slug', 'model', 'value', 'label', 'address', 'manufacturer'] as const

function shortened(value: unknown): JsonValue | undefined {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => shortened(item) ?? [])
  if (!isFields(value)) return asJson(value)
  const members = NAMING.flatMap((name) => {
    const member = name === 'manufacturer' ? shortened(value[name]) : asJson(value[name])
    return member === undefined ? [] : [[name, member] as const]
  })
  return Object.fromEntries(members)
}

function customFields(object: NetboxObject, names: readonly string[]): JsonValue | undefined {
  const members = names.flatMap((name) => {
    const value = plain(customField(object, name))
    return value === undefined ? [] : [[name, value] as const]
  })
  return members.length === 0 ? undefined : Object.fromEntries(members)
}

function environmentOf(
  object: NetboxObject,
  { customField: name, tags, fixed }: NetboxConfig['environment'],
) {
  const said = name === undefined ? undefined : plain(customField(object, name))
  if (typeof said === 'string' && said.trim() !== '') return truncate(said.trim(), 100)
  const slugs = Array.isArray(object.tags)
    ? object.tags.map((tag: unknown) => (isFields(tag) ? tag.slug : undefined))
    : []
  const tagged = Object.entries(tags ?? {}).find(([slug]) => slugs.includes(slug))
  return tagged?.[1] ?? fixed
}

function customField(object: NetboxObject, name: string): unknown {
  return isFields(object.custom_fields) && Object.hasOwn(object.custom_fields, name)
    ? object.custom_fields[name]
    : undefined
}

/** A custom field's value; the label of a choice, the display of an object. */
function plain(value: unknown): JsonValue | undefined {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => plain(item) ?? [])
  if (!isFields(value)) return value === null ? undefined : asJson(value)
  return asJson(value.label ?? value.display)
}

function asJson(value: unknown): JsonValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
