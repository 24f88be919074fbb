// Generated from operations/plugins.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PluginsQueryVariables = { [key: string]: never; };

export type PluginsQuery = { readonly plugins: ReadonlyArray<{ readonly id: string, readonly title: string, readonly kind: Open<Types.PluginKind> | null, readonly origin: string, readonly problemCode: string | null, readonly problemMessage: string | null, readonly configSchema: unknown, readonly secretFields: ReadonlyArray<string>, readonly readsFiles: boolean, readonly takesWebhooks: boolean, readonly actions: ReadonlyArray<Open<Types.SourceActionName>>, readonly streams: ReadonlyArray<{ readonly name: string, readonly record: Open<Types.RecordKind>, readonly mode: Open<Types.StreamMode> }> }> };

/**
 * What is installed, with what it takes, and why something cannot be used.
 */
export const Plugins: Document<PluginsQuery, PluginsQueryVariables> = {
  kind: 'query',
  name: 'Plugins',
  text: "query Plugins{plugins{id title kind origin problemCode problemMessage configSchema secretFields readsFiles takesWebhooks actions streams{name record mode}}}",
};
