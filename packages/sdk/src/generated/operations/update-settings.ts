// Generated from Mutation.updateSettings by `pnpm generate:sdk`. Do not edit.
import type { Document, Payloads } from '../../document.ts';
import type * as Types from '../types.ts';

export type UpdateSettingsMutationVariables = {
  dryRun?: boolean;
  input: Types.UpdateSettingsInput;
};

export type UpdateSettingsMutation = { readonly updateSettings:
    | { readonly __typename: 'ConflictError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly currentVersion: number }
    | { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string>, readonly fields: ReadonlyArray<{ readonly message: string, readonly path: ReadonlyArray<string> }> }
    | { readonly __typename: 'NotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> }
    | { readonly __typename: 'UpdateSettingsPayload', readonly settings: { readonly keyResultFreshDays: number, readonly timeZone: string, readonly workingHoursPerWeek: number, readonly criticalityThresholds: { readonly critical: number, readonly high: number, readonly medium: number }, readonly retention: { readonly actionDays: number, readonly auditMonths: number, readonly deliveryDays: number, readonly findingDays: number, readonly recordDays: number, readonly runDays: number, readonly sampleDays: number } } }
   };

/**
 * Updates the given settings of the organisation. Null restores the default of a setting.
 */
export const UpdateSettings: Document<Payloads<UpdateSettingsMutation>, UpdateSettingsMutationVariables> = {
  kind: 'mutation',
  name: 'UpdateSettings',
  text: "mutation UpdateSettings($dryRun:Boolean!=false$input:UpdateSettingsInput!){updateSettings(dryRun:$dryRun input:$input){__typename ...on Error{code message path}...on ConflictError{currentVersion}...on InvalidInputError{fields{message path}}...on UpdateSettingsPayload{settings{criticalityThresholds{critical high medium}keyResultFreshDays retention{actionDays auditMonths deliveryDays findingDays recordDays runDays sampleDays}timeZone workingHoursPerWeek}}}}",
};
