// Generated from Mutation.sendSurvey by `pnpm generate:sdk`. Do not edit.
import type { Document, Open, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type SendSurveyMutationVariables = {
  dryRun?: boolean;
  input: Types.SendSurveyInput;
};

export type SendSurveyMutation = { readonly sendSurvey:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'SendSurveyPayload', readonly action: { readonly action: Open<Types.SourceActionName>, readonly actor: string, readonly attempts: number, readonly createdAt: string, readonly errorCode: string | null, readonly errorMessage: string | null, readonly externalId: string | null, readonly finishedAt: string | null, readonly id: string, readonly input: unknown, readonly retryAt: string | null, readonly status: Open<Types.SourceActionStatus>, readonly updatedAt: string, readonly url: string | null, readonly version: number, readonly source: { readonly id: string, readonly name: string } } }
   };

/**
 * Enqueues invitations to a survey in the system that the survey came from. A worker sends them once.
 */
export const SendSurvey: Document<Payloads<SendSurveyMutation>, SendSurveyMutationVariables> = {
  kind: 'mutation',
  name: 'SendSurvey',
  text: "mutation SendSurvey($dryRun:Boolean!=false$input:SendSurveyInput!){sendSurvey(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on SendSurveyPayload{action{action actor attempts createdAt errorCode errorMessage externalId finishedAt id input retryAt source{id name}status updatedAt url version}}}}",
};
