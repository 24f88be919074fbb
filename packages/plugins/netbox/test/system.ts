import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { type Fields, lists } from './objects.ts'

export const TOKEN = 'nbt_Kq4fPz81sLmW.Xw7hT2mVb9cRj5nYd0gQa3sEu6iOk8lZf1xCp4vN'

/** What is different about a NetBox. */
export interface Differences {
  /** The header that is let in. */
  readonly authorization?: string
  /** The most objects a page holds: MAX_PAGE_SIZE of its configuration. */
  readonly maxPageSize?: number
  /** Lists that the account may not see. */
  readonly refused?: readonly string[]
}

export interface NetboxSystem extends FakeSystem {
  /** The lists by their paths, to be changed at will. */
  readonly lists: Record<string, Fields[]>
}

/** A NetBox in memory, with the paging, filters, ordering and refusals of NetBox 4. */
export function netboxSystem({
  authorization = `Bearer ${TOKEN}`,
  maxPageSize = 2,
  refused = [],
}: Differences = {}): NetboxSystem {
  const data = lists()
  return {
    lists: data,
    answer(request) {
      // NetBox refuses an unknown token with 403, not with 401.
      if (request.headers.authorization !== authorization) {
        return { status: 403, json: { detail: 'Invalid v2 token' } }
      }
      if (refused.some((path) => request.path === `/api/${path}`)) {
        return { status: 403, json: { detail: 'You do not have permission to perform this action.' } }
      }
      const list = request.path.startsWith('/api/') ? data[request.path.slice('/api/'.length)] : undefined
      return list === undefined
        ? { status: 404, json: { detail: 'Not found.' } }
        : listed(request, list, maxPageSize)
    },
    touch(at) {
      data['dcim/devices/'] = (data['dcim/devices/'] ?? []).map((device) =>
        device.id === 103 ? { ...device, name: 'aaa-web-10', last_updated: at.toISOString() } : device,
      )
    },
    remove() {
      data['dcim/devices/'] = (data['dcim/devices/'] ?? []).filter(({ id }) => id !== 103)
    },
  }
}

function listed(
  { path, query }: UpstreamRequest,
  list: readonly Fields[],
  maxPageSize: number,
): UpstreamAnswer {
  const after = Number(query.get('id__gt') ?? 0)
  const ids = query.getAll('id')
  const owners = [...query].filter(([name]) => name === 'device_id' || name === 'virtual_machine_id')
  const found = list
    .filter((object) => object.id > after && (ids.length === 0 || ids.includes(String(object.id))))
    .filter((object) => owners.length === 0 || owners.some(([name, id]) => ownerOf(object, name) === id))
    .toSorted(query.get('ordering') === 'id' ? (a, b) => a.id - b.id : byName)
  const limit = Math.min(Number(query.get('limit') ?? 50), maxPageSize)
  const offset = Number(query.get('offset') ?? 0)
  const fields = query.get('fields')?.split(',')
  const next =
    offset + limit < found.length ? `http://netbox${path}?limit=${limit}&offset=${offset + limit}` : null
  return {
    json: {
      count: found.length,
      next,
      previous: null,
      results: found.slice(offset, offset + limit).map((object) => only(object, fields)),
    },
  }
}

function ownerOf(object: Fields, filter: string): string | undefined {
  const owner = object[filter.slice(0, -'_id'.length)]
  return typeof owner === 'object' && owner !== null && 'id' in owner ? String(owner.id) : undefined
}

function byName(a: Fields, b: Fields): number {
  return String(a.name) < String(b.name) ? -1 : 1
}

function only(object: Fields, fields: readonly string[] | undefined): object {
  if (fields === undefined) return object
  return Object.fromEntries(Object.entries(object).filter(([name]) => fields.includes(name)))
}
