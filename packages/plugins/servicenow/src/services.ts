import {
  type EntityReference,
  neutralRecord,
  type RelationKind,
  type ServiceRecord,
  withoutNulls,
} from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import { RELATION_FIELDS, relationCondition, relationFacts, thereCondition } from './inventory.ts'
import { everyRow, joined } from './keyset.ts'
import { distinctNames } from './names.ts'
import { parentsOf } from './offerings.ts'
import { pageOf } from './organisation.ts'
import { OWNER_FIELDS, ownerLabel, ownerOf } from './owner.ts'
import { idOf, proseAt, shownAt, valueAt } from './row.ts'

export const ITEM_TABLE = 'cmdb_ci'
const RELATION_TABLE = 'cmdb_rel_ci'

/** The classes of CSDM whose items are services, each with all classes below it. */
const SERVICE_CLASSES = ['cmdb_ci_service', 'cmdb_ci_business_app']

/** Classes of services that others stand on; all others are what the business uses. */
const TECHNICAL = /^cmdb_ci_(?:service_(?:technical|auto|discovered|calculated|by_tags)|query_based_service)/

/** Relations by which nothing stands on anything. */
const LOOSE: ReadonlySet<RelationKind> = new Set(['CONNECTS_TO'])
const MOST_NEEDS = 5000
const RETIRED = '6'
const OPERATIONAL = '1'

/** What a service needs, by its sys_id. */
type Need = { readonly service: string } | { readonly asset: string }

/** A service or a business application as it is listed and stored. */
export interface ServiceFacts {
  readonly id: string
  readonly className: string
  /** Unique among the services of the instance. */
  readonly name: string
  readonly description: string | null
  readonly operationalStatus: string | null
  readonly ownedBy: string | null
  readonly owner: EntityReference | null
  readonly needs: readonly Need[]
  readonly url: string
}

/** Services with what they need, by the relations of the CMDB. */
export async function serviceFacts(ctx: Context): Promise<ServiceFacts[]> {
  const { filters, retiredStatuses } = ctx.config
  const rows = await everyRow(
    ctx,
    ITEM_TABLE,
    joined(filters[ITEM_TABLE] ?? '', isService(''), thereCondition(retiredStatuses, '')),
    ['name', 'sys_class_name', 'short_description', 'operational_status', 'owned_by', ...OWNER_FIELDS],
  )
  const names = distinctNames(
    rows.map((row) => {
      const id = idOf(row) ?? ''
      return { id, name: shownAt(row, 'name', 200) ?? id, hint: shownAt(row, 'sys_class_name', 80) ?? id }
    }),
  )
  const needs = await needsOf(ctx, names)
  addOfferings(
    needs,
    names,
    await parentsOf(
      ctx,
      rows.map((row) => valueAt(row, 'sys_class_name')),
    ),
  )
  return rows.map((row) => {
    const id = idOf(row) ?? ''
    const className = valueAt(row, 'sys_class_name') ?? ITEM_TABLE
    return {
      id,
      className,
      name: names.get(id) ?? id,
      description: proseAt(row, 'short_description'),
      operationalStatus: valueAt(row, 'operational_status'),
      ownedBy: shownAt(row, 'owned_by'),
      owner: ownerOf(ctx, row),
      needs: [...(needs.get(id)?.values() ?? [])].slice(0, MOST_NEEDS),
      url: pageOf(ctx, className, id),
    }
  })
}

function isService(end: string): string {
  return SERVICE_CLASSES.map((name) => `${end}sys_class_nameINSTANCEOF${name}`).join('^OR')
}

/** By the sys_id of the service, then by that of what it needs. */
type Needs = Map<string, Map<string, Need>>

async function needsOf(ctx: Context, services: ReadonlyMap<string, string>): Promise<Needs> {
  const condition = joined(
    relationCondition(ctx.config, RELATION_TABLE),
    `${isService('parent.')}^OR${isService('child.')}`,
  )
  const found: Needs = new Map()
  for (const row of await everyRow(ctx, RELATION_TABLE, condition, RELATION_FIELDS)) {
    const relation = relationFacts(ctx, row)
    if (relation === null || LOOSE.has(relation.kind) || !services.has(relation.from)) continue
    const needs = found.get(relation.from) ?? new Map<string, Need>()
    needs.set(relation.to, services.has(relation.to) ? { service: relation.to } : { asset: relation.to })
    found.set(relation.from, needs)
  }
  return found
}

/**
 * A service is delivered by its offerings: if one fails, it fails. If a relation says the opposite of two services, the
 * relation counts.
 */
function addOfferings(
  needs: Needs,
  services: ReadonlyMap<string, string>,
  parents: ReadonlyMap<string, string>,
): void {
  for (const [offering, service] of parents) {
    if (!services.has(offering) || !services.has(service) || needs.get(offering)?.has(service)) continue
    const ofService = needs.get(service) ?? new Map<string, Need>()
    needs.set(service, ofService.set(offering, { service: offering }))
  }
}

/** What a service means. It stands on its configuration item, too. Pure. */
export function mapService(facts: ServiceFacts): ServiceRecord {
  const { id, className, name, description, operationalStatus, ownedBy, owner, needs, url } = facts
  const isTechnical = TECHNICAL.test(className)
  return neutralRecord(
    withoutNulls({
      type: 'service' as const,
      externalId: id,
      name,
      kind: isTechnical ? ('TECHNICAL' as const) : ('BUSINESS' as const),
      lifecycle: lifecycleOf(operationalStatus),
      description,
      owner,
      dependsOn: [
        { asset: { externalId: id } },
        ...needs.map((need) =>
          'service' in need
            ? { service: { externalId: need.service } }
            : { asset: { externalId: need.asset } },
        ),
      ],
      labels: {
        'servicenow/class': className,
        ...ownerLabel(ownedBy),
      },
      url,
    }),
  )
}

function lifecycleOf(status: string | null) {
  if (status === RETIRED) return 'RETIRED' as const
  return status === OPERATIONAL ? ('LIVE' as const) : null
}
