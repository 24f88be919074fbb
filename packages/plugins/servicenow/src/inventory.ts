import type { AssetKindDefinition, EntityReference, JsonValue, RelationKind } from '@throughline/plugin-kit'
import { z } from 'zod'
import type { Context } from './client.ts'
import type { ServiceNowConfig } from './config.ts'
import { joined } from './keyset.ts'
import { OWNER_FIELDS, ownerOf } from './owner.ts'
import { idOf, type Row, shownAt, valueAt } from './row.ts'
import { meaningOf, RELATIONS_OF } from './vocabulary.ts'

const text = z.string().exactOptional()

/** Configuration items of every class; which classes there are, the instance says. */
export const CONFIGURATION_ITEM: AssetKindDefinition = {
  title: 'Configuration item of ServiceNow',
  attributes: z.strictObject({
    class: z.string().describe('The class as people see it, such as Linux Server.'),
    operationalStatus: text,
    installStatus: text,
    description: text,
    category: text,
    subcategory: text,
    assetTag: text,
    serialNumber: text,
    fqdn: text,
    ipAddress: text,
    macAddress: text,
    manufacturer: text,
    model: text,
    location: text,
    company: text,
    costCentre: text,
    supportGroup: text,
    managedByGroup: text,
    businessCriticality: text,
    discoverySource: text,
  }),
}

/** Attributes as people see them, and the fields they come from. */
const SHOWN_FIELDS: Readonly<Record<string, string>> = {
  operationalStatus: 'operational_status',
  installStatus: 'install_status',
  description: 'short_description',
  category: 'category',
  subcategory: 'subcategory',
  assetTag: 'asset_tag',
  serialNumber: 'serial_number',
  fqdn: 'fqdn',
  ipAddress: 'ip_address',
  macAddress: 'mac_address',
  manufacturer: 'manufacturer',
  model: 'model_id',
  location: 'location',
  company: 'company',
  costCentre: 'cost_center',
  supportGroup: 'support_group',
  managedByGroup: 'managed_by_group',
  businessCriticality: 'busines_criticality',
  discoverySource: 'discovery_source',
}

/** What tells a configuration item from others, and the fields it comes from. */
const IDENTIFIER_FIELDS: Readonly<Record<string, string>> = {
  'serial-number': 'serial_number',
  'asset-tag': 'asset_tag',
  fqdn: 'fqdn',
  'mac-address': 'mac_address',
}

/** What a configuration item says. It is stored; map needs nothing else. */
export interface AssetFacts {
  readonly id: string
  readonly className: string
  readonly name: string
  readonly environment: string | null
  readonly url: string
  readonly identifiers: readonly { readonly kind: string; readonly value: string }[]
  readonly attributes: Readonly<Record<string, JsonValue>>
  /** The team that owns it, and the user; absent if owners are not read or none is set. */
  readonly owner?: EntityReference
  readonly ownedBy?: string
}

/** A relation of a type that means something here. */
export interface RelationFacts {
  readonly id: string
  readonly type: string
  readonly kind: RelationKind
  readonly from: string
  readonly to: string
}

export function assetFields({ environmentField, owners }: ServiceNowConfig): string[] {
  const fields = ['name', 'sys_class_name', environmentField, ...Object.values(SHOWN_FIELDS)]
  return [...new Set([...fields, ...(owners ? [...OWNER_FIELDS, 'owned_by'] : [])])]
}

/** Leaves out what is not there any more. A status nobody has set is none of those. */
export function assetCondition({ filters, retiredStatuses }: ServiceNowConfig, table: string): string {
  return joined(filters[table] ?? '', thereCondition(retiredStatuses, ''))
}

/** Relations whose both ends are configuration items that are read. */
export function relationCondition(
  { filters, retiredStatuses, assetTables }: ServiceNowConfig,
  table: string,
): string {
  const ends = ['parent.', 'child.'].flatMap((end) => [
    thereCondition(retiredStatuses, end),
    assetTables.includes('cmdb_ci')
      ? ''
      : assetTables.map((name) => `${end}sys_class_nameINSTANCEOF${name}`).join('^OR'),
  ])
  return joined(filters[table] ?? '', ...ends)
}

/** Leaves out what is not there any more. @param prefix of the fields, such as `parent.` */
export function thereCondition(retired: readonly string[], prefix: string): string {
  if (retired.length === 0) return ''
  return `${prefix}install_statusNOT IN${retired.join(',')}^OR${prefix}install_statusISEMPTY`
}

export function assetFacts(ctx: Context, scope: string, row: Row): AssetFacts {
  const { config } = ctx
  const id = idOf(row) ?? ''
  const className = valueAt(row, 'sys_class_name') ?? scope
  const entries = Object.entries(SHOWN_FIELDS).flatMap(([name, field]) => {
    const value = shownAt(row, field, 2000)
    return value === null ? [] : [[name, value] as const]
  })
  return {
    id,
    className,
    name: shownAt(row, 'name') ?? id,
    environment: shownAt(row, config.environmentField, 100),
    url: `${config.url.replace(/\/+$/, '')}/${className}.do?sys_id=${id}`,
    identifiers: Object.entries(IDENTIFIER_FIELDS).flatMap(([kind, field]) => {
      const value = valueAt(row, field)
      return value === null
        ? []
        : [{ kind, value: kind === 'serial-number' || kind === 'asset-tag' ? value : value.toLowerCase() }]
    }),
    attributes: { class: shownAt(row, 'sys_class_name') ?? className, ...Object.fromEntries(entries) },
    ...ownership(ctx, row),
  }
}

function ownership(ctx: Context, row: Row): Pick<AssetFacts, 'owner' | 'ownedBy'> {
  if (!ctx.config.owners) return {}
  const [owner, ownedBy] = [ownerOf(ctx, row), shownAt(row, 'owned_by')]
  return { ...(owner === null ? {} : { owner }), ...(ownedBy === null ? {} : { ownedBy }) }
}

export const RELATION_FIELDS = ['parent', 'child', 'type']

/** Null for a type that means nothing here, and for a relation that lacks an end or leads back to where it began. */
export function relationFacts({ config }: Context, row: Row): RelationFacts | null {
  const [id, parent, child] = [idOf(row), valueAt(row, 'parent'), valueAt(row, 'child')]
  const type = shownAt(row, 'type', 200)
  const meaning = meaningOf({ value: null, label: type }, config.relationKinds, RELATIONS_OF)
  if (meaning === undefined || type === null || id === null) return null
  if (parent === null || child === null || parent === child) return null
  const [from, to] = meaning.reversed ? [child, parent] : [parent, child]
  return { id, type, kind: meaning.kind, from, to }
}
