export type { ActionName, ActionResult, Actions, CommentDraft, Invitation, TicketDraft } from './action.ts'
export {
  ACTION_INPUTS,
  ACTION_NAMES,
  commentDraftSchema,
  invitationSchema,
  ticketDraftSchema,
} from './action.ts'
export { backoffDelay } from './backoff.ts'
export type { ConfigSchema, JsonSchema } from './config-schema.ts'
export type { Configuration, SourceConfiguration } from './configuration.ts'
export { defineConfig } from './configuration.ts'
export type { PluginContext, PluginLog, SourceFile, SourceFiles } from './context.ts'
export { definePlugin } from './define.ts'
export type { ErrorCode, InputProblem } from './errors.ts'
export {
  AuthError,
  ConfigError,
  describePlace,
  ERROR_CODES,
  errorCodeOf,
  ForbiddenError,
  InputError,
  InvalidRecordError,
  PluginError,
  RateLimitedError,
  ScopeNotFoundError,
  SyncError,
  TransientError,
} from './errors.ts'
export type { ReadFilesOptions } from './files.ts'
export { readFiles, STANDARD_INPUT } from './files.ts'
export { disabledHttp } from './http/closed.ts'
export type {
  HeaderValue,
  Http,
  HttpLimits,
  HttpMethod,
  HttpRequest,
  HttpResponse,
  QueryValue,
} from './http/http.ts'
export type { JsonProblem, JsonValue } from './json.ts'
export { canonicalJson, jsonProblem, MAX_JSON_DEPTH, parseJson, textProblem } from './json.ts'
export type { JsonDocument, JsonPath } from './json-text.ts'
export { describeJsonPath, parseJsonDocument } from './json-text.ts'
export type { PluginManifest } from './manifest.ts'
export { manifestOf, manifestSchema } from './manifest.ts'
export { nearestWord } from './nearest-word.ts'
export type { Present } from './nulls.ts'
export { withoutNulls } from './nulls.ts'
export type { ConfigProblem } from './parse-config.ts'
export { InvalidConfig, parseConfig } from './parse-config.ts'
export type {
  AssetKind,
  AssetKindDefinition,
  CheckReport,
  FileInput,
  Plugin,
  PluginDefinition,
  PluginKind,
} from './plugin.ts'
export { PLUGIN_API_VERSION, PLUGIN_KINDS } from './plugin.ts'
export { pseudonymsWith } from './pseudonym.ts'
export { publicAddress } from './public-address.ts'
export { checkByTrying, inPages, readOnce } from './reading.ts'
export type { AlertRecord, AlertSeverity } from './records/alert.ts'
export { ALERT_SEVERITIES, alertRecordSchema } from './records/alert.ts'
export type { AssetRecord } from './records/asset.ts'
export { assetRecordSchema } from './records/asset.ts'
export type { ChangeOutcome, ChangeRecord, ChangeState, ChangeType } from './records/change.ts'
export { CHANGE_OUTCOMES, CHANGE_STATES, CHANGE_TYPES, changeRecordSchema } from './records/change.ts'
export type { CostCategory, CostRecord } from './records/cost.ts'
export { COST_CATEGORIES, costRecordSchema } from './records/cost.ts'
export type { LooseRecord } from './records/neutral-record.ts'
export { neutralRecord } from './records/neutral-record.ts'
export type { ObjectiveRecord, ObjectiveStatus, ProcessRecord } from './records/objective.ts'
export { OBJECTIVE_STATUSES, objectiveRecordSchema, processRecordSchema } from './records/objective.ts'
export type { NeutralRecord, RecordOf, RecordType } from './records/record.ts'
export { parseRecord, RECORD_TYPES, recordSchema } from './records/record.ts'
export type { AssetReference, EntityReference, PersonReference } from './records/reference.ts'
export type { RelationKind, RelationRecord } from './records/relation.ts'
export { RELATION_KINDS, relationId, relationRecordSchema } from './records/relation.ts'
export type { MetricKind, SamplesRecord } from './records/samples.ts'
export { MAX_SAMPLES, METRIC_KINDS, samplesRecordSchema } from './records/samples.ts'
export type { ServiceKind, ServiceLifecycle, ServiceRecord } from './records/service.ts'
export { SERVICE_KINDS, SERVICE_LIFECYCLES, serviceRecordSchema } from './records/service.ts'
export type {
  QuestionKind,
  ResponseRecord,
  SurveyInvitationRecord,
  SurveyRecord,
  SurveyTemplate,
} from './records/survey.ts'
export {
  QUESTION_KINDS,
  responseRecordSchema,
  SURVEY_TEMPLATES,
  surveyInvitationRecordSchema,
  surveyRecordSchema,
} from './records/survey.ts'
export type { MemberRole, PersonRecord, TeamKind, TeamRecord } from './records/team.ts'
export { MEMBER_ROLES, personRecordSchema, TEAM_KINDS, teamRecordSchema } from './records/team.ts'
export { emailSchema } from './records/text.ts'
export type {
  EffortRecord,
  TicketEventRecord,
  TicketKind,
  TicketRecord,
  TicketState,
} from './records/ticket.ts'
export {
  effortRecordSchema,
  TICKET_KINDS,
  TICKET_STATES,
  ticketEventRecordSchema,
  ticketRecordSchema,
} from './records/ticket.ts'
export type { SecretSources } from './secret.ts'
export { resolveSecrets, Secret, secret } from './secret.ts'
export type {
  CursorSpec,
  DeclaredStream,
  IncrementalStream,
  Page,
  Scope,
  SnapshotStream,
  Stream,
  TimedCursorSpec,
} from './stream.ts'
export { STREAM_MODES } from './stream.ts'
export { filled, truncate } from './text.ts'
export { normalized, normalizedText } from './unicode.ts'
export type { Unusable } from './unusable.ts'
export { inputErrorOf, keyed, orInputError, unusable, usable } from './unusable.ts'
export { secretsOf, verificationsOf } from './verification.ts'
export type { DeliveryHeaders, DeliveryVerdict, UnverifiedDelivery } from './verify-delivery.ts'
export { deliveryIdOf, verifyDelivery } from './verify-delivery.ts'
export type {
  Delivery,
  Pushed,
  Reception,
  Signature,
  SignedTime,
  Verification,
  Webhook,
} from './webhook.ts'
export { instantIn, isTimeZone } from './zone.ts'
