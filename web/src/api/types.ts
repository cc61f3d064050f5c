import type { components } from './generated/openapi.js';

/** The words of the API that the pages use, by the names that the pages use. */
type Schemas = components['schemas'];

export type AccessToken = Schemas['TokenDto'];
export type AccessTokenPage = Schemas['TokenPageDto'];
export type ShownState = AccessToken['state']['name'];
export type Draft = Schemas['DraftDto'];
export type ConnectorSummary = Schemas['ConnectorSummaryDto'];
export type ConnectorView = Schemas['ConnectorViewDto'];
export type TokenUse = Schemas['TokenUseDto'];
export type StateReason = Schemas['StateReasonDto'];
