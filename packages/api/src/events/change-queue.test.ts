import { expect, test } from 'vitest'
import { ChangeQueue, type NodeChange, parseNotice } from './change-queue.ts'

const change = (kind: 'CREATED' | 'UPDATED' | 'DELETED', id: string, type = 'Team'): NodeChange => ({
  type,
  id,
  change: kind,
})
const taken = (queue: ChangeQueue) => {
  const all: string[] = []
  for (let next = queue.take(); next !== undefined; next = queue.take()) {
    all.push(`${next.type} ${next.id} ${next.change}`)
  }
  return all
}

test('several changes of one row are one, and the oldest row comes first', () => {
  const queue = new ChangeQueue()
  for (const one of [
    change('CREATED', '1'),
    change('UPDATED', '2'),
    change('UPDATED', '1'),
    change('DELETED', '2'),
  ]) {
    queue.add(one)
  }
  expect(taken(queue)).toEqual(['Team 1 CREATED', 'Team 2 DELETED'])
})

test('more rows than fit become one change of their type, and others are kept', () => {
  const queue = new ChangeQueue(3)
  queue.add(change('UPDATED', '1', 'Service'))
  for (const id of ['1', '2', '3', '4']) queue.add(change('UPDATED', id))
  expect(queue.size).toBe(2)
  expect(taken(queue)).toEqual(['Service 1 UPDATED', 'Team null MANY'])
  queue.add(change('UPDATED', '5'))
  expect(taken(queue)).toEqual(['Team 5 UPDATED'])
})

test('a notice is read, and what is none is not', () => {
  expect(parseNotice('team UPDATED a,b')).toEqual({ table: 'team', change: 'UPDATED', ids: ['a', 'b'] })
  expect(parseNotice('team MANY')).toEqual({ table: 'team', change: 'MANY', ids: [] })
  expect(parseNotice('hello')).toBeUndefined()
  expect(parseNotice('team RENAMED a')).toBeUndefined()
})
