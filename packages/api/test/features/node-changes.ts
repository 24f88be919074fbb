import { eventsOf } from './event-stream.ts'
import { at } from './mutate.ts'

const CHANGES = `subscription ($types: [NodeTypeName!], $ids: [ID!]) {
  nodeChanged(types: $types, ids: $ids) { type nodeId change node { id ... on Team { name } } }
}`
export type Events = ReturnType<typeof eventsOf>
export type Event = Awaited<ReturnType<Events['next']>>

/** Opens a stream and returns it once the server has begun it; `next` is asked for already. */
export async function openChanges(url: string, token: string, variables: object, signal?: AbortSignal) {
  const begun = Promise.withResolvers<void>()
  const events = eventsOf(url, token, { query: CHANGES, variables }, signal, begun.resolve)
  const first = events.next()
  await Promise.race([begun.promise, first])
  return { events, first }
}
export const changeOf = ({ value }: Event) => at(value, 'data', 'nodeChanged')

/** What a stream sends, up to and with the first change that is searched for. */
export async function until(
  events: Events,
  first: Promise<Event>,
  isLast: (change: unknown) => boolean,
): Promise<readonly unknown[]> {
  const heard = [changeOf(await first)]
  while (!isLast(heard.at(-1))) {
    const event = await events.next()
    if (event.done === true) throw new Error('the stream has ended')
    heard.push(changeOf(event))
  }
  return heard
}
