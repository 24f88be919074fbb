import { builder } from '../../graph/builder.ts'
import { cost } from '../../graph/cost.ts'
import { visibleTo } from '../../graph/visibility.ts'
import { Source } from './graphql.ts'
import { type InstalledPlugin, pluginCatalog } from './plugin-catalog.ts'

type Manifest = NonNullable<InstalledPlugin['manifest']>

const PluginKind = builder.enumType('PluginKind', {
  description: 'Kind of external system that a plugin reads.',
  values: {
    DISCOVERY: {
      value: 'discovery',
      description: 'Discovery: assets and relations.',
    },
    TICKETING: { value: 'ticketing', description: 'Ticketing: tickets and changes.' },
    SURVEY: { value: 'survey', description: 'Surveys and responses.' },
    MONITORING: { value: 'monitoring', description: 'Monitoring: metric samples and alerts.' },
  } as const,
})

export const RecordKind = builder.enumType('RecordKind', {
  description: 'Record type of a stream.',
  values: {
    ASSET: { value: 'asset', description: 'Assets.' },
    RELATION: { value: 'relation', description: 'Relations between assets.' },
    TICKET: { value: 'ticket', description: 'Incidents, requests, problems, tasks.' },
    EFFORT: { value: 'effort', description: 'Time spent on tickets.' },
    TICKET_EVENT: { value: 'ticketEvent', description: 'Histories of the status of tickets.' },
    CHANGE: { value: 'change', description: 'Change requests and deployments.' },
    ALERT: { value: 'alert', description: 'Alerts.' },
    SAMPLES: { value: 'samples', description: 'Metric samples.' },
    SURVEY: { value: 'survey', description: 'Questionnaires.' },
    RESPONSE: { value: 'response', description: 'Survey responses.' },
    SURVEY_INVITATION: {
      value: 'surveyInvitation',
      description: 'Numbers of persons who were invited to a survey.',
    },
    PERSON: { value: 'person', description: 'Persons.' },
    TEAM: { value: 'team', description: 'Teams with their members.' },
    SERVICE: { value: 'service', description: 'Services with their dependencies.' },
    OBJECTIVE: { value: 'objective', description: 'Objectives with their key results.' },
    PROCESS: { value: 'process', description: 'Business processes.' },
    COST: { value: 'cost', description: 'Costs.' },
  } as const,
})

const StreamMode = builder.enumType('StreamMode', {
  description: 'Sync mode of a stream.',
  values: {
    SNAPSHOT: {
      value: 'snapshot',
      description: 'Full refresh: lists every record. A record that is absent was deleted.',
    },
    INCREMENTAL: {
      value: 'incremental',
      description: 'Incremental: lists records changed since the cursor.',
    },
    APPEND: { value: 'append', description: 'Append: lists new records, which never change.' },
  } as const,
})

export const ActionName = builder.enumType('SourceActionName', {
  description: 'An action that a plugin can carry out in the external system.',
  values: {
    CREATE_TICKET: { value: 'createTicket', description: 'Create a ticket.' },
    COMMENT: { value: 'comment', description: 'Comment on a ticket.' },
    SEND_SURVEY: { value: 'sendSurvey', description: 'Invite recipients to a survey.' },
  } as const,
})

const PluginStream = builder.objectRef<Manifest['streams'][number]>('PluginStream').implement({
  description: 'A stream of a plugin: one record type.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name, unique within the plugin.' }),
    record: t.expose('record', { type: RecordKind, description: 'Record type.' }),
    mode: t.expose('mode', { type: StreamMode, description: 'Sync mode.' }),
    watermarkDelaySeconds: t.float({
      description: 'Watermark delay: seconds that the cursor stays behind the current time.',
      resolve: ({ watermarkDelay }) => watermarkDelay / 1000,
    }),
    lookbackSeconds: t.float({
      description: 'Lookback: seconds before the cursor that each run reads again.',
      resolve: ({ lookback }) => lookback / 1000,
    }),
    detectsDeletions: t.exposeBoolean('detectsDeletions', {
      description: 'Whether the stream can list all primary keys, for deletion checks.',
    }),
  }),
})

const AssetKind = builder
  .objectRef<{ name: string; title: string; jsonSchema: object }>('AssetKind')
  .implement({
    description: 'An asset kind that a plugin emits.',
    extensions: visibleTo('ANYONE'),
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Name, for example kubernetes.deployment.' }),
      title: t.exposeString('title', { description: 'Display name.' }),
      attributes: t.field({
        type: 'JSON',
        description: 'JSON Schema of the attributes of such an asset.',
        resolve: ({ jsonSchema }) => jsonSchema as never,
      }),
    }),
  })

export const Plugin = builder.objectRef<InstalledPlugin>('Plugin').implement({
  description: 'An installed plugin, which reads one kind of external system.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    id: t.exposeString('id', { description: 'ID that sources refer to.' }),
    title: t.exposeString('title', { description: 'Display name.' }),
    kind: t.field({
      type: PluginKind,
      nullable: true,
      description: 'Kind of external system. Null if the plugin could not be loaded.',
      resolve: ({ kind }) => kind,
    }),
    origin: t.exposeString('origin', {
      description: 'built-in, or the package or path in the configuration file.',
    }),
    problemCode: t.string({
      nullable: true,
      description: 'Stable code of the load error. Null if the plugin was loaded.',
      resolve: ({ problem }) => problem?.code,
    }),
    problemMessage: t.string({
      nullable: true,
      description: 'Message of the load error. Null if the plugin was loaded.',
      resolve: ({ problem }) => problem?.message,
    }),
    configSchema: t.field({
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema of the settings. Null if the plugin could not be loaded.',
      resolve: ({ manifest }) => manifest?.configJsonSchema as never,
    }),
    secretFields: t.stringList({
      description: 'Paths of the settings that hold secrets, names separated by dots.',
      resolve: ({ manifest }) => [...(manifest?.secretFields ?? [])],
    }),
    readsFiles: t.boolean({
      description: 'Whether the plugin reads files; its sources may then have an input.',
      resolve: ({ manifest }) => manifest?.input != null,
    }),
    takesWebhooks: t.boolean({
      description:
        'Whether the external system can send webhook deliveries to /webhooks/<name of the source>.',
      resolve: ({ manifest }) => manifest?.webhook != null,
    }),
    streams: t.field({
      type: [PluginStream],
      extensions: cost({ size: 5 }),
      description: 'Streams of the plugin.',
      resolve: ({ manifest }) => [...(manifest?.streams ?? [])],
    }),
    actions: t.field({
      type: [ActionName],
      description: 'Actions that the plugin can carry out.',
      resolve: ({ manifest }) => [...(manifest?.actions ?? [])],
    }),
    assetKinds: t.field({
      type: [AssetKind],
      extensions: cost({ size: 5, perItem: 0 }),
      description: 'Asset kinds that the plugin declares.',
      resolve: ({ manifest }) =>
        Object.entries(manifest?.assetKinds ?? {}).map(([name, kind]) => ({ name, ...kind })),
    }),
  }),
})

builder.queryField('plugins', (t) =>
  t.field({
    type: [Plugin],
    description: 'All installed plugins, including those that could not be loaded.',
    extensions: { ...visibleTo('ANYONE'), ...cost({ size: 20 }) },
    resolve: (_root, _args, { provided }) => [...pluginCatalog.from(provided).list()],
  }),
)

Source.fields((t) => ({
  pluginInfo: t.computed({
    type: Plugin,
    nullable: true,
    requires: ['plugin'],
    cost: { points: 1 },
    description:
      'Plugin that reads the source. Null if it is not installed, or if the records are sent through the API.',
    resolve: ({ plugin }, { provided }) => pluginCatalog.from(provided).find(plugin),
  }),
  webhookPath: t.computed({
    type: 'String',
    nullable: true,
    requires: ['plugin', 'name'],
    cost: { points: 0 },
    description:
      'Path for webhook deliveries below the address of this server. Null if the plugin has no webhook.',
    resolve: ({ plugin, name }, { provided }) =>
      pluginCatalog.from(provided).find(plugin)?.manifest?.webhook == null ? null : `/webhooks/${name}`,
  }),
}))
