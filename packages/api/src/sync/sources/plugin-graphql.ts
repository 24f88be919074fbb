import { builder } from '../../graph/builder.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Source } from './graphql.ts'
import { type InstalledPlugin, pluginCatalog } from './plugin-catalog.ts'

type Manifest = NonNullable<InstalledPlugin['manifest']>

const PluginKind = builder.enumType('PluginKind', {
  description: 'What sort of system a plugin connects.',
  values: {
    DISCOVERY: {
      value: 'discovery',
      description: 'One that knows what runs: assets and how they hang together.',
    },
    TICKETING: { value: 'ticketing', description: 'One that holds tickets and changes.' },
    SURVEY: { value: 'survey', description: 'One that asks people.' },
    MONITORING: { value: 'monitoring', description: 'One that measures and raises alerts.' },
  } as const,
})

const RecordKind = builder.enumType('RecordKind', {
  description: 'What a stream of a plugin yields.',
  values: {
    ASSET: { value: 'asset', description: 'Things that run or carry what runs.' },
    RELATION: { value: 'relation', description: 'How two assets stand to each other.' },
    TICKET: { value: 'ticket', description: 'Incidents, requests, problems, tasks.' },
    EFFORT: { value: 'effort', description: 'Work booked on tickets.' },
    CHANGE: { value: 'change', description: 'Change requests and deployments.' },
    ALERT: { value: 'alert', description: 'What monitoring has seen begin.' },
    SAMPLES: { value: 'samples', description: 'Stretches of metrics.' },
    SURVEY: { value: 'survey', description: 'Questionnaires.' },
    RESPONSE: { value: 'response', description: 'What people answered.' },
  } as const,
})

const StreamMode = builder.enumType('StreamMode', {
  description: 'What a stream lists, and what it means that something is absent.',
  values: {
    SNAPSHOT: { value: 'snapshot', description: 'Everything: what is absent is gone.' },
    INCREMENTAL: { value: 'incremental', description: 'What was changed since the last time.' },
    APPEND: { value: 'append', description: 'What was added since the last time; it never changes.' },
  } as const,
})

export const ActionName = builder.enumType('SourceActionName', {
  description: 'Something that a plugin can do in its system.',
  values: {
    CREATE_TICKET: { value: 'createTicket', description: 'Make a ticket.' },
    COMMENT: { value: 'comment', description: 'Comment on a ticket.' },
    SEND_SURVEY: { value: 'sendSurvey', description: 'Ask people to answer a survey.' },
  } as const,
})

const PluginStream = builder.objectRef<Manifest['streams'][number]>('PluginStream').implement({
  description: 'What a plugin reads, one kind of record at a time.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, unique within the plugin.' }),
    record: t.expose('record', { type: RecordKind, description: 'The kind of record.' }),
    mode: t.expose('mode', { type: StreamMode, description: 'How it is read.' }),
    watermarkDelaySeconds: t.float({
      description: 'Seconds by which the listing of the source may lag behind the truth.',
      resolve: ({ watermarkDelay }) => watermarkDelay / 1000,
    }),
    lookbackSeconds: t.float({
      description: 'Seconds that are read again when a run begins.',
      resolve: ({ lookback }) => lookback / 1000,
    }),
    detectsDeletions: t.exposeBoolean('detectsDeletions', {
      description: 'Whether it can list the keys of all records, to detect deletions.',
    }),
  }),
})

const AssetKind = builder
  .objectRef<{ name: string; title: string; jsonSchema: object }>('AssetKind')
  .implement({
    description: 'A kind of asset that a plugin yields.',
    extensions: visibleTo('VIEWER'),
    fields: (t) => ({
      name: t.exposeString('name', { description: 'As assets have it, e.g. kubernetes.deployment.' }),
      title: t.exposeString('title', { description: 'As people call it.' }),
      attributes: t.field({
        type: 'JSON',
        description: 'JSON Schema of the attributes of such an asset.',
        resolve: ({ jsonSchema }) => jsonSchema as never,
      }),
    }),
  })

export const Plugin = builder.objectRef<InstalledPlugin>('Plugin').implement({
  description: 'Something that connects a kind of system, as it is installed here.',
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    id: t.exposeString('id', { description: 'The name that sources use.' }),
    title: t.exposeString('title', { description: 'As people call it.' }),
    kind: t.field({
      type: PluginKind,
      nullable: true,
      description: 'What sort of system it connects; null where it could not be loaded.',
      resolve: ({ kind }) => kind,
    }),
    origin: t.exposeString('origin', {
      description: 'built-in, or the package or path that the configuration file names.',
    }),
    problemCode: t.string({
      nullable: true,
      description: 'Why it cannot be used, for programs; null when it can.',
      resolve: ({ problem }) => problem?.code,
    }),
    problemMessage: t.string({
      nullable: true,
      description: 'Why it cannot be used, for people.',
      resolve: ({ problem }) => problem?.message,
    }),
    configSchema: t.field({
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema of the settings that a source of it takes.',
      resolve: ({ manifest }) => manifest?.configJsonSchema as never,
    }),
    secretFields: t.stringList({
      description: 'The settings that hold secrets, names with dots between them.',
      resolve: ({ manifest }) => [...(manifest?.secretFields ?? [])],
    }),
    readsFiles: t.boolean({
      description: 'Whether it reads files, so that a source of it may have an input.',
      resolve: ({ manifest }) => manifest?.input != null,
    }),
    takesWebhooks: t.boolean({
      description: 'Whether its system can send news to /webhooks/<name of the source>.',
      resolve: ({ manifest }) => manifest?.webhook != null,
    }),
    streams: t.field({
      type: [PluginStream],
      description: 'What it reads.',
      resolve: ({ manifest }) => [...(manifest?.streams ?? [])],
    }),
    actions: t.field({
      type: [ActionName],
      description: 'What it can do in its system.',
      resolve: ({ manifest }) => [...(manifest?.actions ?? [])],
    }),
    assetKinds: t.field({
      type: [AssetKind],
      description: 'The kinds of asset it yields, where it names them.',
      resolve: ({ manifest }) =>
        Object.entries(manifest?.assetKinds ?? {}).map(([name, kind]) => ({ name, ...kind })),
    }),
  }),
})

builder.queryField('plugins', (t) =>
  t.field({
    type: [Plugin],
    description: 'What is installed here, with the reason where something cannot be used.',
    extensions: visibleTo('VIEWER'),
    resolve: (_root, _args, { provided }) => [...pluginCatalog.from(provided).list()],
  }),
)

Source.fields((t) => ({
  pluginInfo: t.computed({
    type: Plugin,
    nullable: true,
    requires: ['plugin'],
    description:
      'The plugin that reads it; null where it is not installed, or the source is fed through the API.',
    resolve: ({ plugin }, { provided }) => pluginCatalog.from(provided).find(plugin),
  }),
  webhookPath: t.computed({
    type: 'String',
    nullable: true,
    requires: ['plugin', 'name'],
    description: 'Where its system may send news, below the address of this server; null where it cannot.',
    resolve: ({ plugin, name }, { provided }) =>
      pluginCatalog.from(provided).find(plugin)?.manifest?.webhook == null ? null : `/webhooks/${name}`,
  }),
}))
