import type { NeutralRecord, RecordOf, RecordType } from '@throughline/plugin-kit'
import type { Graph } from './graph.ts'

/** The services and teams there are when the source is read. */
export interface Known {
  readonly services: readonly string[]
  readonly teams: readonly string[]
}

/** What the graph says of all that a source told, by what the source calls it: to be compared. */
export interface Told {
  readonly tickets: Readonly<Record<string, unknown>>
  readonly changes: Readonly<Record<string, unknown>>
  readonly alerts: Readonly<Record<string, unknown>>
  readonly assets: Readonly<Record<string, unknown>>
  readonly surveys: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, unknown>>
}

/** What records say, in the words of the graph. */
export function toldBy(records: readonly NeutralRecord[], known: Known): Told {
  const of = <Type extends RecordType>(type: Type) =>
    records.filter((record): record is RecordOf<Type> => record.type === type)
  const service = (name: string | undefined) =>
    known.services.find((one) => one.toLowerCase() === name?.toLowerCase()) ?? null
  const services = (names: readonly string[] = []) =>
    [...new Set(names.flatMap((name) => service(name) ?? []))].sort()
  const changes = new Set(of('change').map(({ externalId }) => externalId))
  const assets = new Set(of('asset').map(({ externalId }) => externalId))
  const minutes = (ticket: RecordOf<'ticket'>) => {
    const efforts = of('effort').filter((effort) => effort.ticket === ticket.externalId)
    if (efforts.length === 0) return ticket.effortMinutes ?? null
    return efforts.reduce((sum, effort) => sum + effort.minutes, 0)
  }
  return {
    tickets: byId(of('ticket'), (ticket) => ({
      kind: ticket.kind,
      title: ticket.title,
      status: ticket.state,
      sourceStatus: ticket.sourceState,
      priority: ticket.priority ?? null,
      effortMinutes: minutes(ticket),
      assigneeTeam: known.teams.includes(ticket.assigneeTeam ?? '') ? ticket.assigneeTeam : null,
      cause: changes.has(ticket.causedByChange ?? '') ? ticket.causedByChange : null,
      services: services(ticket.services),
    })),
    changes: byId(of('change'), ({ title, changeType, state, outcome = null, services: names }) => ({
      title,
      type: changeType,
      status: state,
      outcome,
      services: services(names),
    })),
    alerts: byId(of('alert'), ({ title, severity, startsAt, endsAt, services: names }) => ({
      title,
      severity,
      status: endsAt === undefined ? 'FIRING' : 'RESOLVED',
      startsAt: Date.parse(startsAt),
      services: services(names),
    })),
    assets: byId(of('asset'), ({ externalId, name, kind, environment = null, identifiers = [] }) => ({
      name,
      kind,
      lifecycle: 'LIVE',
      environment,
      identifiers: identifiers.map((identifier) => `${identifier.kind} ${identifier.value}`).sort(),
      relations: of('relation')
        .filter(({ from, to }) => from === externalId && assets.has(to))
        .map((relation) => `${relation.kind} ${relation.to}`)
        .sort(),
    })),
    surveys: byId(of('survey'), (survey) => ({
      title: survey.title,
      template: survey.template,
      questions: survey.questions.map(({ id }) => id),
      service: service(survey.service),
      responses: of('response').filter((response) => response.survey === survey.externalId).length,
    })),
    metrics: Object.fromEntries(
      [...Map.groupBy(of('samples'), ({ metric }) => metric.externalId)].flatMap(([id, batches]) => {
        const [first] = batches
        const samples = batches
          .flatMap((batch) => batch.samples)
          .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
        const latest = samples.at(-1)
        if (first === undefined || latest === undefined) return []
        const { name, unit, kind } = first.metric
        return [
          [id, { name, unit, kind, samples: samples.length, at: Date.parse(latest.at), value: latest.value }],
        ]
      }),
    ),
  }
}

/** What the graph holds, in the same words. */
export function toldIn(graph: Graph): Told {
  const names = ({ nodes }: { nodes: readonly { name: string }[] }) => nodes.map(({ name }) => name).sort()
  return {
    tickets: byReference(graph.tickets, ({ assigneeTeam, causedByChange, services, ...ticket }) => ({
      kind: ticket.kind,
      title: ticket.title,
      status: ticket.status,
      sourceStatus: ticket.sourceStatus,
      priority: ticket.priority,
      effortMinutes: ticket.effortMinutes,
      assigneeTeam: assigneeTeam?.name ?? null,
      cause: causedByChange?.externalReferences.nodes[0]?.externalId ?? null,
      services: names(services),
    })),
    changes: byReference(graph.changes, ({ title, type, status, outcome, services }) => ({
      title,
      type,
      status,
      outcome,
      services: names(services),
    })),
    alerts: byReference(graph.alerts, ({ title, severity, status, startsAt, services }) => ({
      title,
      severity,
      status,
      startsAt: Date.parse(startsAt),
      services: names(services),
    })),
    assets: byReference(graph.assets, ({ name, kind, lifecycle, environment, identifiers, relations }) => ({
      name,
      kind,
      lifecycle,
      environment,
      identifiers: identifiers.nodes.map((identifier) => `${identifier.kind} ${identifier.value}`).sort(),
      relations: relations.nodes
        .map((relation) => `${relation.kind} ${relation.to.externalReferences.nodes[0]?.externalId}`)
        .sort(),
    })),
    surveys: byReference(graph.surveys, ({ title, template, questions, service, responses }) => ({
      title,
      template,
      questions: questions.map(({ key }) => key),
      service: service?.name ?? null,
      responses: responses.totalCount,
    })),
    metrics: byReference(graph.metrics, ({ name, unit, kind, series, latest }) => ({
      name,
      unit,
      kind,
      samples: series[0]?.value ?? 0,
      at: Date.parse(latest?.at ?? ''),
      value: latest?.value,
    })),
  }
}

function byId<Entry extends { readonly externalId: string }>(
  records: readonly Entry[],
  words: (record: Entry) => object,
): Record<string, object> {
  return Object.fromEntries(records.map((record) => [record.externalId, words(record)]))
}

function byReference<
  Node extends { readonly externalReferences: { nodes: readonly { externalId: string }[] } },
>(nodes: readonly Node[], words: (node: Node) => object): Record<string, object> {
  return Object.fromEntries(
    nodes.flatMap((node) => node.externalReferences.nodes.map(({ externalId }) => [externalId, words(node)])),
  )
}
