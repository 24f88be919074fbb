export type { PluginContext, PluginLog, SourceFile, SourceFiles } from './context.ts'
export type { ErrorCode, InputProblem } from './errors.ts'
export {
  AuthError,
  BadRecord,
  ConfigError,
  ConnectorError,
  describePlace,
  ERROR_CODES,
  errorCodeOf,
  InputError,
  PluginError,
  RateLimited,
  ScopeGone,
  Transient,
} from './errors.ts'
export type { ReadFilesOptions } from './files.ts'
export { readFiles, STANDARD_INPUT } from './files.ts'
export type { JsonProblem, JsonValue } from './json.ts'
export { jsonProblem, MAX_JSON_DEPTH, textProblem } from './json.ts'
export type { JsonDocument, JsonPath } from './json-text.ts'
export { describeJsonPath, parseJsonDocument } from './json-text.ts'
export type {
  AssetKind,
  AssetKindDefinition,
  CheckReport,
  FileInput,
  Plugin,
  PluginDefinition,
  PluginKind,
} from './plugin.ts'
export { definePlugin, PLUGIN_API_VERSION, PLUGIN_KINDS } from './plugin.ts'
export { checkByTrying, inPages, readOnce } from './reading.ts'
export type { AssetRecord, NeutralRecord, RecordType, RelationKind, RelationRecord } from './records.ts'
export {
  assetRecordSchema,
  parseRecord,
  RECORD_TYPES,
  RELATION_KINDS,
  recordSchema,
  relationId,
  relationRecordSchema,
} from './records.ts'
export type { SecretSources } from './secret.ts'
export { resolveSecrets, Secret, secret } from './secret.ts'
export type { CursorSpec, IncrementalStream, Page, Scope, SnapshotStream, Stream } from './stream.ts'
