// Generated from operations/plugins.graphql by `pnpm generate:sdk`. Do not edit.
import type { Document, Open } from '../../document.ts';
import type * as Types from '../types.ts';

export type PluginsQueryVariables = { [key: string]: never; };

export type PluginsQuery = { readonly plugins: ReadonlyArray<{ readonly actions: ReadonlyArray<Open<Types.SourceActionName>>, readonly configSchema: unknown, readonly id: string, readonly kind: Open<Types.PluginKind> | null, readonly origin: string, readonly problemCode: string | null, readonly problemMessage: string | null, readonly readsFiles: boolean, readonly secretFields: ReadonlyArray<string>, readonly takesWebhooks: boolean, readonly title: string, readonly assetKinds: ReadonlyArray<{ readonly name: string, readonly title: string, readonly attributes: unknown }>, readonly streams: ReadonlyArray<{ readonly name: string, readonly record: Open<Types.RecordKind>, readonly mode: Open<Types.StreamMode>, readonly detectsDeletions: boolean, readonly lookbackSeconds: number, readonly watermarkDelaySeconds: number }> }> };

export type PluginFieldsFragment = { readonly actions: ReadonlyArray<Open<Types.SourceActionName>>, readonly configSchema: unknown, readonly id: string, readonly kind: Open<Types.PluginKind> | null, readonly origin: string, readonly problemCode: string | null, readonly problemMessage: string | null, readonly readsFiles: boolean, readonly secretFields: ReadonlyArray<string>, readonly takesWebhooks: boolean, readonly title: string };

/**
 * What is installed, with what it takes, and why something cannot be used.
 */
export const Plugins: Document<PluginsQuery, PluginsQueryVariables> = {
  kind: 'query',
  name: 'Plugins',
  text: "query Plugins{plugins{...PluginFields assetKinds{name title attributes}streams{name record mode detectsDeletions lookbackSeconds watermarkDelaySeconds}}}fragment PluginFields on Plugin{actions configSchema id kind origin problemCode problemMessage readsFiles secretFields takesWebhooks title}",
};
