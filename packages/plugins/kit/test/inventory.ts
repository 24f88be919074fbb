import {
  definePlugin,
  InputError,
  type PluginContext,
  relationId,
  type SnapshotStream,
} from '@throughline/plugin-kit'
import { z } from 'zod'

const config = z.object({ site: z.string().default('main') })
type Config = z.infer<typeof config>

type Host = { site: string; name: string; cores: number }
type Link = { site: string; from: string; to: string }

/** Reads lines such as `host web1 4` and `link web1 db1`. */
async function read(ctx: PluginContext<Config>): Promise<{ hosts: Host[]; links: Link[] }> {
  const { site } = ctx.config
  const hosts: Host[] = []
  const links: Link[] = []
  for await (const file of ctx.files ?? []) {
    ctx.signal.throwIfAborted()
    const lines = (await file.text()).trim().split('\n')
    for (const [index, line] of lines.entries()) {
      const [word, first = '', second = ''] = line.split(' ')
      if (word === 'host' && /^[0-9]+$/.test(second)) hosts.push({ site, name: first, cores: Number(second) })
      else if (word === 'link' && second !== '') links.push({ site, from: first, to: second })
      else {
        const hint = 'Write "host <name> <cores>" or "link <from> <to>".'
        throw new InputError({
          file: file.path,
          line: index + 1,
          problem: 'is neither a host nor a link',
          hint,
        })
      }
    }
  }
  return { hosts, links }
}

const id = (site: string, name: string) => `${site}/${name}`

const hosts: SnapshotStream<Host, Config> = {
  name: 'hosts',
  record: 'asset',
  mode: 'snapshot',
  scopes: async (ctx) => [{ id: ctx.config.site }],
  async *pages(ctx) {
    yield { raw: (await read(ctx)).hosts, next: null }
  },
  primaryKey: (host) => id(host.site, host.name),
  map: (host) => ({
    type: 'asset',
    externalId: id(host.site, host.name),
    kind: 'inventory.host',
    name: host.name,
    attributes: { cores: host.cores },
  }),
}

const links: SnapshotStream<Link, Config> = {
  name: 'links',
  record: 'relation',
  mode: 'snapshot',
  scopes: async (ctx) => [{ id: ctx.config.site }],
  async *pages(ctx) {
    yield { raw: (await read(ctx)).links, next: null }
  },
  primaryKey: (link) => `${link.site}/${link.from}/${link.to}`,
  map(link) {
    const [from, to] = [id(link.site, link.from), id(link.site, link.to)]
    return {
      type: 'relation',
      externalId: relationId('CONNECTS_TO', from, to),
      kind: 'CONNECTS_TO',
      from,
      to,
    }
  },
}

export const inventory = definePlugin<Config>({
  id: 'inventory',
  title: 'Host inventory',
  kind: 'discovery',
  apiRange: '^2.0.0',
  config,
  input: { extensions: ['.txt'] },
  assetKinds: { 'inventory.host': { title: 'Host', attributes: z.strictObject({ cores: z.int() }) } },
  async check(ctx) {
    const capability = 'read the inventory'
    try {
      return [{ capability, status: 'ok', detail: `${(await read(ctx)).hosts.length} hosts` }]
    } catch (error) {
      return [
        { capability, status: 'unusable', detail: error instanceof Error ? error.message : String(error) },
      ]
    }
  },
  streams: [hosts, links],
})
